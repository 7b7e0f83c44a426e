import { carryAnswers, type ModelBridge } from './bridge';
import { criterionById } from './find';
import type { AnswerSheet, AnswerValue, MaturityModel } from './types';

/** Why a criterion of the newer version has no answer from the older one. */
export type OpenBecause = 'new' | 'not-answered' | 'answer-not-possible';

export interface ShownUnder {
  /** Answers to criteria of the newer version. */
  answers: AnswerSheet;
  /** Criteria of the newer version that stay open, in model order. */
  open: { criterion: string; because: OpenBecause }[];
  /** Answered criteria of the older version whose answer went nowhere. */
  notCarried: string[];
}

function isPossible(model: MaturityModel, id: string, value: AnswerValue): boolean {
  const criterion = criterionById(model, id);
  if (value === 'partly') return criterion?.canBePartly !== false;
  if (value === 'not-applicable') return criterion?.canBeNotApplicable !== false;
  return true;
}

/**
 * An older assessment as it stands under a newer version, with everything marked that could not be carried: criteria
 * that are new, whose older criteria were not all answered, or that do not allow the answer that was given.
 *
 * @example
 * // 'b' is new, 'a' no longer allows partly
 * showUnder(model, bridge, { a: 'partly' });
 * // { answers: {}, open: [{ criterion: 'a', because: 'answer-not-possible' }, { criterion: 'b', because: 'new' }], notCarried: ['a'] }
 */
export function showUnder(model: MaturityModel, bridge: ModelBridge, given: AnswerSheet): ShownUnder {
  const carried = carryAnswers(bridge, given);
  const entries = new Map(bridge.carries.map(({ to, from }) => [to, from]));
  const answers: Record<string, AnswerValue> = {};
  const open: ShownUnder['open'] = [];
  const used = new Set<string>();
  for (const { id } of model.criteria) {
    const value = Object.hasOwn(carried.answers, id) ? carried.answers[id]! : undefined;
    if (value !== undefined && isPossible(model, id, value)) {
      answers[id] = value;
      for (const source of entries.get(id) ?? []) used.add(source);
    } else if (value !== undefined) open.push({ criterion: id, because: 'answer-not-possible' });
    else open.push({ criterion: id, because: entries.has(id) ? 'not-answered' : 'new' });
  }
  return { answers, open, notCarried: Object.keys(given).filter((id) => !used.has(id)) };
}
