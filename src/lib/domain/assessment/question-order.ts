import type { AnswerSheet, Criterion, MaturityModel } from '../model/types';

/** Where one question stands among all of them. */
export interface QuestionPlace {
  criterion: Criterion;
  /** From 1. */
  number: number;
  of: number;
  /** Of its dimension, from 1. */
  dimensionNumber: number;
  dimensions: number;
  previous: string | null;
  /** Null after the last: the result comes next. */
  next: string | null;
}

/**
 * The questions in the order they are asked: dimensions in model order, in each of them level by level.
 *
 * @example
 * orderQuestions(model).map(({ id }) => id); // ['legal-1', 'legal-2', 'people-1']
 */
export function orderQuestions(model: MaturityModel): Criterion[] {
  return model.dimensions.flatMap(({ id }) => questionsOf(model, id));
}

/**
 * The questions of one dimension, level by level, those of one level in model order.
 *
 * @example
 * questionsOf(model, 'legal').map(({ id }) => id); // ['legal-1', 'legal-2']
 */
export function questionsOf(model: MaturityModel, dimension: string): Criterion[] {
  return model.criteria.filter((criterion) => criterion.dimension === dimension).sort((a, b) => a.level - b.level);
}

/**
 * Where a question stands and which come before and after it; null for one the model does not have. Questions set aside
 * as not reached are stepped over in both directions: the list of a dimension still leads to them.
 *
 * @example
 * placeQuestion(model, { 'legal-2': 'not-reached' }, 'legal-1')?.next; // 'people-1'
 */
export function placeQuestion(model: MaturityModel, answers: AnswerSheet, id: string): QuestionPlace | null {
  const order = orderQuestions(model);
  const at = order.findIndex((criterion) => criterion.id === id);
  const criterion = order[at];
  if (!criterion) return null;
  const onTheWay = (other: Criterion) => answers[other.id] !== 'not-reached';
  return {
    criterion,
    number: at + 1,
    of: order.length,
    dimensionNumber: model.dimensions.findIndex(({ id: dimension }) => dimension === criterion.dimension) + 1,
    dimensions: model.dimensions.length,
    previous: order.slice(0, at).findLast(onTheWay)?.id ?? null,
    next: order.slice(at + 1).find(onTheWay)?.id ?? null
  };
}

/**
 * The first question without an answer; null when all have one. The place to start and to go on.
 *
 * @example
 * firstOpenQuestion(orderQuestions(model), { 'legal-1': 'yes' }); // 'legal-2'
 */
export function firstOpenQuestion(order: readonly Criterion[], answers: AnswerSheet): string | null {
  return order.find(({ id }) => answers[id] === undefined)?.id ?? null;
}
