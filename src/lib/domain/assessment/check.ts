import type { AnswerSheet, Criterion, MaturityModel } from '../model/types';
import { nextSteps, type NextStep } from '../roadmap/next-steps';
import { orderQuestions } from './question-order';

/** One criterion of the check, as it was answered. */
export interface CheckMark {
  criterion: string;
  level: number;
  passed: boolean;
}

/** What a check says: marks and one step, never a level and never a score. */
export interface CheckOutcome {
  total: number;
  passed: number;
  /** By dimension in model order; dimensions that the check asks nothing of are left out. */
  dimensions: { dimension: string; marks: CheckMark[] }[];
  /** Null once every mark is passed. */
  step: Pick<NextStep, 'criterion' | 'dimension' | 'because' | 'effort' | 'findOut'> | null;
}

/**
 * The criteria of the five-minute check in the order they are asked.
 *
 * @example
 * checkCriteria(model).length; // 12 of the roadmap model
 */
export function checkCriteria(model: MaturityModel): Criterion[] {
  return orderQuestions(model).filter(({ inCheck }) => inCheck);
}

/**
 * Which marks of the five-minute check are passed, and the one step to take next: of the lowest level that has an unmet
 * criterion, the one `nextSteps` puts first. Answers to other criteria are passed over.
 *
 * @example
 * // the check asks for l1 at level 1 and l2 at level 2, both of legal
 * readCheck(model, { l1: 'yes', l2: 'no' });
 * // { total: 2, passed: 1, dimensions: [{ dimension: 'legal', marks: [{ criterion: 'l1', level: 1, passed: true },
 * //   { criterion: 'l2', level: 2, passed: false }] }],
 * //   step: { criterion: 'l2', dimension: 'legal', because: 'no', effort: 'days', findOut: false } }
 */
export function readCheck(model: MaturityModel, answers: AnswerSheet): CheckOutcome {
  const asked = checkCriteria(model);
  const marks = asked.map(({ id, level, dimension }) => ({
    dimension,
    mark: { criterion: id, level, passed: answers[id] === 'yes' || answers[id] === 'not-applicable' }
  }));
  return {
    total: asked.length,
    passed: marks.filter(({ mark }) => mark.passed).length,
    dimensions: model.dimensions
      .map(({ id }) => ({
        dimension: id,
        marks: marks.filter(({ dimension }) => dimension === id).map(({ mark }) => mark)
      }))
      .filter((entry) => entry.marks.length > 0),
    step: chooseStep(model, asked, answers)
  };
}

function chooseStep(model: MaturityModel, asked: readonly Criterion[], answers: AnswerSheet): CheckOutcome['step'] {
  const ids = new Set(asked.map(({ id }) => id));
  const levels = new Map(asked.map(({ id, level }) => [id, level]));
  // only what was asked: a step towards something nobody was asked about would be a guess
  const criteria = asked.map((criterion) => ({
    ...criterion,
    kind: 'required' as const,
    dependsOn: criterion.dependsOn.filter((id) => ids.has(id))
  }));
  const steps = nextSteps({ ...model, criteria }, answers, criteria.length);
  const lowest = Math.min(...steps.map((step) => levels.get(step.criterion) ?? Infinity));
  const step = steps.find(({ criterion }) => levels.get(criterion) === lowest);
  if (!step) return null;
  const { criterion, dimension, because, effort, findOut } = step;
  return { criterion, dimension, because, effort, findOut };
}
