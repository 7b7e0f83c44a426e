import { CODE, unmetReason, type AnswerCodes } from './answer-codes';
import type { DimensionEntry, ModelIndex } from './model-index';
import type { DimensionResult, LevelRange } from './result-types';
import type { Rule, Step } from './rule';

/** A dimension's figures with positions instead of ids. */
export interface Judgement {
  entry: DimensionEntry;
  level: number | null;
  high: number | null;
  score: number;
  assessed: boolean;
  step: Step | null;
}

/**
 * Applies the rule to one dimension; null where nothing in it is applicable.
 *
 * @example
 * judgeDimension(index, rule, index.dimensions[0], codes, hopefulCodes(codes))?.level; // 2
 */
export function judgeDimension(
  index: ModelIndex,
  rule: Rule,
  entry: DimensionEntry,
  codes: AnswerCodes,
  hopeful: AnswerCodes
): Judgement | null {
  if (!entry.criteria.some((position) => codes[position] !== CODE['not-applicable'])) return null;
  const level = rule.findLevel(index, entry, codes);
  return {
    entry,
    level,
    high: rule.findLevel(index, entry, hopeful),
    score: rule.findScore(index, entry, codes),
    assessed: rule.isAnswered(index, entry, codes, level),
    step: level === null ? null : rule.findStep(index, entry, codes, level)
  };
}

/**
 * A judgement with ids: the dimension's part of `waymark score`, and the level that comes next.
 *
 * @example
 * describeJudgement(index, codes, judgement).blocking; // [{ criterion: 'legal-2-licence', because: 'dont-know' }]
 */
export function describeJudgement(index: ModelIndex, codes: AnswerCodes, judgement: Judgement): DimensionResult {
  const { level, high, score, assessed, step } = judgement;
  return {
    level,
    range: rangeOf(level, high),
    score,
    assessed,
    blocking: (step?.criteria ?? []).map((position) => ({
      criterion: index.criteria[position]!.source.id,
      because: unmetReason(codes[position])
    })),
    nextLevel: step?.level ?? null
  };
}

/**
 * @example
 * rangeOf(1, 3); // [1, 3]
 */
export function rangeOf(low: number | null, high: number | null): LevelRange {
  return low === null || high === null ? null : [low, high];
}
