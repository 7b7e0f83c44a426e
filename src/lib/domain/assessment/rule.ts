import type { AnswerCodes } from './answer-codes';
import type { DimensionEntry, ModelIndex } from './model-index';

/** The level a dimension would reach, and the criteria, by position, that must become yes for it. */
export interface Step {
  level: number;
  criteria: number[];
}

/**
 * What a scoring rule decides about one dimension that has something applicable. Everything else (ranges, medians,
 * moves, next steps) is the same for every rule. For `findStep` to give the one smallest set, turning an answer into
 * yes must never lower a level under the rule.
 */
export interface Rule {
  /** Null where the rule has no levels. */
  findLevel(index: ModelIndex, dimension: DimensionEntry, codes: AnswerCodes): number | null;
  /** 0 to 100. */
  findScore(index: ModelIndex, dimension: DimensionEntry, codes: AnswerCodes): number;
  /** Whether enough was answered to call the dimension assessed; don't know is an answer. */
  isAnswered(index: ModelIndex, dimension: DimensionEntry, codes: AnswerCodes, level: number | null): boolean;
  /** To the lowest level above `above` that can be attained; null where there is none. Criteria in model order. */
  findStep(index: ModelIndex, dimension: DimensionEntry, codes: AnswerCodes, above: number): Step | null;
  /** 0 to 100, from the dimensions that are not left out, ordered by id. */
  findOverallScore(
    index: ModelIndex,
    codes: AnswerCodes,
    dimensions: readonly DimensionEntry[],
    scores: readonly number[]
  ): number;
}
