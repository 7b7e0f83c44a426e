import type { AnswerSheet, MaturityModel } from '../model/types';
import { encodeAnswers, hopefulCodes, type AnswerCodes } from './answer-codes';
import { describeJudgement, judgeDimension, rangeOf, type Judgement } from './judge-dimension';
import { lowerMedian } from './median';
import { indexModel, type DimensionEntry, type ModelIndex } from './model-index';
import { findDimensionMove, findOverallMove } from './moves';
import type { AssessmentResult, OverallResult, ScoredDimension } from './result-types';
import type { Rule } from './rule';
import { selectRule } from './select-rule';

/**
 * Everything `waymark score` prints: each dimension with level, range, score, assessed, blocking and move (null where
 * nothing in it is applicable), and the overall figures over the others: lower median of the levels and of both ends of
 * the ranges, mean of the scores, assessed when all of them are. With no dimension left, all overall figures are null and
 * nothing is assessed. Scores run from 0 to 100 and are not rounded. docs/scoring.md holds examples worked by hand.
 *
 * @example
 * scoreAssessment(model, { l1: 'yes', l2: 'dont-know' });
 * // { model: 'tiny',
 * //   dimensions: { legal: { level: 1, range: [1, 2], score: 50, assessed: true,
 * //     blocking: [{ criterion: 'l2', because: 'dont-know' }], move: { criteria: ['l2'], effort: 3 } } },
 * //   overall: { level: 1, range: [1, 2], score: 50, assessed: true, move: { criteria: ['l2'], effort: 3 } } }
 */
export function scoreAssessment(model: MaturityModel, answers: AnswerSheet): AssessmentResult {
  const index = indexModel(model);
  const rule = selectRule(model.rule);
  const codes = encodeAnswers(index, answers);
  const hopeful = hopefulCodes(codes);
  const judgements = index.dimensions.map((entry) => judgeDimension(index, rule, entry, codes, hopeful));
  const dimensions: Record<string, ScoredDimension | null> = {};
  index.dimensions.forEach(({ id }, position) => {
    dimensions[id] = describeDimension(index, codes, judgements[position] ?? null);
  });
  return { model: model.id, dimensions, overall: scoreOverall(index, rule, codes, judgements) };
}

function describeDimension(index: ModelIndex, codes: AnswerCodes, judgement: Judgement | null): ScoredDimension | null {
  if (!judgement) return null;
  const { level, range, score, assessed, blocking } = describeJudgement(index, codes, judgement);
  return { level, range, score, assessed, blocking, move: findDimensionMove(index, codes, judgement) };
}

function scoreOverall(
  index: ModelIndex,
  rule: Rule,
  codes: AnswerCodes,
  judgements: readonly (Judgement | null)[]
): OverallResult {
  const entries: DimensionEntry[] = [];
  const scores: number[] = [];
  const lows: number[] = [];
  const highs: number[] = [];
  let assessed = true;
  for (const position of index.dimensionsById) {
    const judgement = judgements[position];
    if (!judgement) continue;
    entries.push(judgement.entry);
    scores.push(judgement.score);
    if (judgement.level !== null) lows.push(judgement.level);
    if (judgement.high !== null) highs.push(judgement.high);
    assessed &&= judgement.assessed;
  }
  if (entries.length === 0) return { level: null, range: null, score: null, assessed: false, move: null };
  const level = lowerMedian(lows);
  return {
    level,
    range: rangeOf(level, lowerMedian(highs)),
    score: rule.findOverallScore(index, codes, entries, scores),
    assessed,
    move: findOverallMove(index, rule, codes, judgements)
  };
}
