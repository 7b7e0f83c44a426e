import type { AnswerSheet, MaturityModel } from '../model/types';
import { encodeAnswers, hopefulCodes, type AnswerCodes } from './answer-codes';
import {
  closeOver,
  compareSets,
  emptySet,
  listMove,
  findShared,
  subtractWords,
  uniteSets,
  type CriterionSet
} from './criterion-set';
import { judgeDimension, type Judgement } from './judge-dimension';
import { lowerMedian } from './median';
import { indexModel, type ModelIndex } from './model-index';
import type { Move } from './result-types';
import type { Rule } from './rule';
import { selectRule } from './select-rule';

/**
 * What moves a dimension: the smallest set of answers to change to yes that raises it to the next level it can
 * attain, unmet dependencies included; null at the top, under a rule without levels and where nothing is applicable.
 *
 * @example
 * moveDimension(model, 'legal', { l1: 'yes' }); // { criteria: ['l2'], effort: 3 }
 */
export function moveDimension(model: MaturityModel, dimensionId: string, answers: AnswerSheet): Move | null {
  const { index, codes, judgements } = judge(model, answers);
  if (!index.dimensions.some(({ id }) => id === dimensionId)) {
    throw new Error(`Model "${model.id}" has no dimension "${dimensionId}"`);
  }
  const judgement = judgements.find((judged) => judged?.entry.id === dimensionId);
  return judgement ? findDimensionMove(index, codes, judgement) : null;
}

/**
 * What moves the overall level (the lower median): the smallest set of answers to change to yes that raises it, fewest
 * criteria first, then least effort, then model order, unmet dependencies included; null where nothing raises it.
 *
 * @example
 * moveOverall(model, {}); // { criteria: ['l1', 'm1'], effort: 4 }
 */
export function moveOverall(model: MaturityModel, answers: AnswerSheet): Move | null {
  const { index, rule, codes, judgements } = judge(model, answers);
  return findOverallMove(index, rule, codes, judgements);
}

/**
 * As `moveDimension`, for a dimension already judged.
 *
 * @example
 * findDimensionMove(index, codes, judgement); // { criteria: ['l2'], effort: 3 }
 */
export function findDimensionMove(index: ModelIndex, codes: AnswerCodes, { step }: Judgement): Move | null {
  return step && listMove(index, closeOver(index, codes, step.criteria));
}

/**
 * As `moveOverall`, for dimensions already judged. Exact: to exceed a level, a dimension needs one certain set of criteria and
 * no other will do (`Rule.findStep`), so the answer is the smallest union of as many of these sets as the median asks for.
 *
 * @example
 * findOverallMove(index, rule, codes, judgements); // { criteria: ['l1', 'm1'], effort: 4 }
 */
export function findOverallMove(
  index: ModelIndex,
  rule: Rule,
  codes: AnswerCodes,
  judgements: readonly (Judgement | null)[]
): Move | null {
  const levels: number[] = [];
  for (const judgement of judgements) if (judgement && judgement.level !== null) levels.push(judgement.level);
  const overall = lowerMedian(levels);
  if (overall === null) return null;
  // the lower median of n exceeds a level once all but floor((n - 1) / 2) of them do
  let wanted = levels.length - ((levels.length - 1) >> 1);
  const sets: CriterionSet[] = [];
  for (const judgement of judgements) {
    if (!judgement || judgement.level === null) continue;
    if (judgement.level > overall) wanted--;
    else {
      const step = judgement.level === overall ? judgement.step : rule.findStep(index, judgement.entry, codes, overall);
      if (step) sets.push(closeOver(index, codes, step.criteria));
    }
  }
  const best = findSmallestUnion(index, sets, wanted);
  return best && listMove(index, best);
}

/**
 * The smallest union of `wanted` of the sets, by branch and bound. The bound: a union of further sets adds at least the
 * criteria that belong to one of these sets alone. Where no two sets share a criterion, the first choice is the answer and
 * nothing else is tried; at worst, with 8 dimensions, 70 choices are.
 */
function findSmallestUnion(index: ModelIndex, sets: readonly CriterionSet[], wanted: number): CriterionSet | null {
  if (sets.length < wanted) return null;
  const unite = (start: CriterionSet, added: readonly CriterionSet[]) =>
    added.reduce((union, set) => uniteSets(index, union, set), start);
  const nothing = emptySet(index);
  const shared = findShared(sets);
  const candidates = sets
    .map((set) => ({ set, alone: subtractWords(index, set, shared) }))
    .sort((a, b) => compareSets(a.alone, b.alone) || compareSets(a.set, b.set));
  const alone = candidates.map((candidate) => candidate.alone);

  let best: CriterionSet | null = null;
  const choose = (next: number, missing: number, union: CriterionSet): void => {
    const candidate = candidates[next];
    if (missing > 0 && (!candidate || candidates.length - next < missing)) return;
    // the smallest that may still come of this choice, since `alone` ascends; the order is that of compareSets throughout
    const bound = unite(union, alone.slice(next, next + missing));
    if (best && compareSets(bound, best) >= 0) return;
    if (missing === 0 || !candidate) {
      best = union;
      return;
    }
    choose(next + 1, missing - 1, uniteSets(index, union, candidate.set));
    choose(next + 1, missing, union);
  };
  choose(0, wanted, nothing);
  return best;
}

function judge(model: MaturityModel, answers: AnswerSheet) {
  const index = indexModel(model);
  const rule = selectRule(model.rule);
  const codes = encodeAnswers(index, answers);
  const hopeful = hopefulCodes(codes);
  const judgements = index.dimensions.map((entry) => judgeDimension(index, rule, entry, codes, hopeful));
  return { index, rule, codes, judgements };
}
