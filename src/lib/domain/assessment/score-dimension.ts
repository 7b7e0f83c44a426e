import type { AnswerSheet, MaturityModel } from '../model/types';
import { encodeAnswers, hopefulCodes } from './answer-codes';
import { describeJudgement, judgeDimension } from './judge-dimension';
import { indexModel } from './model-index';
import type { DimensionResult } from './result-types';
import { selectRule } from './select-rule';

/**
 * Level, range, score (0 to 100, not rounded), assessed and what blocks the next level of one dimension; null where
 * nothing in it is applicable. Evidence and dependencies change none of it, and `assessed` ignores submission.
 * Throws for a dimension the model does not have. docs/scoring.md holds examples worked by hand.
 *
 * @example
 * // legal asks for criteria l1 at level 1 and l2 at level 2
 * scoreDimension(model, 'legal', { l1: 'yes', l2: 'dont-know' });
 * // { level: 1, range: [1, 2], score: 50, assessed: true,
 * //   blocking: [{ criterion: 'l2', because: 'dont-know' }], nextLevel: 2 }
 */
export function scoreDimension(
  model: MaturityModel,
  dimensionId: string,
  answers: AnswerSheet
): DimensionResult | null {
  const index = indexModel(model);
  const entry = index.dimensions.find(({ id }) => id === dimensionId);
  if (!entry) throw new Error(`Model "${model.id}" has no dimension "${dimensionId}"`);
  const codes = encodeAnswers(index, answers);
  const judgement = judgeDimension(index, selectRule(model.rule), entry, codes, hopefulCodes(codes));
  return judgement && describeJudgement(index, codes, judgement);
}
