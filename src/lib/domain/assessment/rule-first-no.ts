import { CODE, valueOf, type AnswerCodes } from './answer-codes';
import { meanOf } from './median';
import type { DimensionEntry, ModelIndex } from './model-index';
import type { Rule } from './rule';

/**
 * A walk through the required criteria of a dimension in model order that stops at the first answer which is neither yes nor not
 * applicable. The last yes before the stop gives the level, the first level of the model where there is none; a partly
 * may carry a level of its own (`partlyLevel`). As in the ODI Open Data Pathway. docs/scoring.md, "First no".
 */
export const firstNoRule: Rule = {
  findLevel: (index, dimension, codes) => walk(index, dimension, codes).level,

  findScore(index, dimension, codes) {
    const { stop } = walk(index, dimension, codes);
    let earned = 0;
    let possible = 0;
    for (const position of dimension.byId) {
      const code = codes[position];
      if (code === CODE['not-applicable']) continue;
      const { weight, required } = index.criteria[position]!;
      possible += weight;
      // a question behind the stop was never asked
      if (!required || stop === null || position <= stop) earned += weight * valueOf(code);
    }
    return (100 * earned) / possible;
  },

  isAnswered(index, dimension, codes) {
    const { stop } = walk(index, dimension, codes);
    return stop === null || codes[stop] !== CODE.unanswered;
  },

  findStep(index, dimension, codes, above) {
    const after = codes.slice();
    const criteria: number[] = [];
    for (;;) {
      const { level, stop } = walk(index, dimension, after);
      if (level > above) return { level, criteria };
      if (stop === null) return null;
      criteria.push(stop);
      after[stop] = CODE.yes;
    }
  },

  findOverallScore: (_index, _codes, _dimensions, scores) => meanOf(scores)
};

interface Walk {
  level: number;
  /** Position of the criterion the walk stopped at; null where it went through. */
  stop: number | null;
}

function walk(index: ModelIndex, dimension: DimensionEntry, codes: AnswerCodes): Walk {
  let level = index.startLevel;
  for (const position of dimension.criteria) {
    const { required, source } = index.criteria[position]!;
    const code = codes[position];
    if (!required || code === CODE['not-applicable']) continue;
    if (code === CODE.yes) level = source.level;
    else return { level: code === CODE.partly ? (source.partlyLevel ?? level) : level, stop: position };
  }
  return { level, stop: null };
}
