import { CODE, isMet, valueOf, type AnswerCodes } from './answer-codes';
import { meanOf } from './median';
import type { ModelIndex, Rung } from './model-index';
import type { Rule } from './rule';

/**
 * Waymark's own rule: a level is reached when every required criterion up to it is yes or not applicable.
 * docs/scoring.md, "Staged".
 */
export const stagedRule: Rule = {
  findLevel(index, dimension, codes) {
    let level = index.startLevel;
    for (const rung of dimension.rungs) {
      if (!isRungMet(rung, codes)) return level;
      // passed over: a level with nothing required of this municipality is stepped across, never attained
      if (isRungApplicable(rung, codes)) level = rung.level;
    }
    return level;
  },

  findScore(index, dimension, codes) {
    const means: number[] = [];
    for (const rung of dimension.rungs) {
      const mean = meanOfRung(index, rung, codes);
      if (mean !== null) means.push(mean);
    }
    return 100 * meanOf(means);
  },

  isAnswered(index, dimension, codes, level) {
    for (const rung of dimension.rungs) {
      for (const position of rung.required) if (codes[position] === CODE.unanswered) return false;
      if (rung.level > (level ?? index.startLevel)) return true;
    }
    return true;
  },

  findStep(index, dimension, codes, above) {
    const criteria: number[] = [];
    for (const rung of dimension.rungs) {
      for (const position of rung.required) if (!isMet(codes[position])) criteria.push(position);
      if (rung.level > above && isRungApplicable(rung, codes)) {
        return { level: rung.level, criteria: criteria.sort((a, b) => a - b) };
      }
    }
    return null;
  },

  findOverallScore: (_index, _codes, _dimensions, scores) => meanOf(scores)
};

function isRungMet(rung: Rung, codes: AnswerCodes): boolean {
  for (const position of rung.required) if (!isMet(codes[position])) return false;
  return true;
}

function isRungApplicable(rung: Rung, codes: AnswerCodes): boolean {
  for (const position of rung.required) if (codes[position] !== CODE['not-applicable']) return true;
  return false;
}

function meanOfRung(index: ModelIndex, rung: Rung, codes: AnswerCodes): number | null {
  let earned = 0;
  let possible = 0;
  for (const position of rung.all) {
    const code = codes[position];
    // not applicable leaves the denominator: small municipalities must not lose points for duties they do not have
    if (code === CODE['not-applicable']) continue;
    const { weight } = index.criteria[position]!;
    earned += weight * valueOf(code);
    possible += weight;
  }
  return possible === 0 ? null : earned / possible;
}
