import { type BridgeEntry, weakestOf } from '../model/bridge';
import type { AnswerValue, Criterion } from '../model/types';

/** An answer of an earlier wave, as it was given then. */
export interface OldAnswer {
  criterionId: string;
  value: AnswerValue | null;
  note: string;
  evidence: string;
  answeredBy: string;
  answeredAt: Date;
}
export type GivenAnswer = OldAnswer & { value: AnswerValue };

/** What becomes of the last wave's answers: `fresh` ones are carried into the new wave, `again` are asked anew. */
export interface Prefill {
  fresh: GivenAnswer[];
  again: GivenAnswer[];
}

type Asked = Pick<Criterion, 'id' | 'freshMonths' | 'canBePartly' | 'canBeNotApplicable'>;

/**
 * Sorts an earlier wave's answers by whether they still hold when the new wave opens. Fresh is an answer whose criterion's
 * `freshMonths` have not run out by then. Asked again, with the old answer beside: what is older, what the model no
 * longer allows as an answer, and don't-know and not-reached, which were never answers to stand by. Answers to criteria
 * the model does not have are left out; both lists are in model order.
 *
 * @example
 * // l1 stays fresh for 12 months
 * sortByFreshness([l1], [{ criterionId: 'l1', value: 'yes', answeredAt: new Date('2026-03-01'), ... }], new Date('2027-02-28'))
 * // { fresh: [{ criterionId: 'l1', value: 'yes', ... }], again: [] }
 */
export function sortByFreshness(criteria: readonly Asked[], answers: readonly OldAnswer[], opensAt: Date): Prefill {
  const given = new Map(answers.map((answer) => [answer.criterionId, answer]));
  const sorted: Prefill = { fresh: [], again: [] };
  for (const criterion of criteria) {
    const answer = given.get(criterion.id);
    if (!answer || answer.value === null) continue;
    const old: GivenAnswer = { ...answer, value: answer.value };
    const holds = isStandable(criterion, old.value) && opensAt < addMonths(old.answeredAt, criterion.freshMonths);
    (holds ? sorted.fresh : sorted.again).push(old);
  }
  return sorted;
}

function isStandable(criterion: Asked, value: AnswerValue): boolean {
  if (value === 'partly') return criterion.canBePartly;
  if (value === 'not-applicable') return criterion.canBeNotApplicable;
  return value === 'yes' || value === 'no';
}

/**
 * The same day some months on, in UTC; the last day of the month where that day does not exist.
 *
 * @example
 * addMonths(new Date('2026-08-31'), 18) // 2028-02-29
 */
export function addMonths(at: Date, months: number): Date {
  const moved = new Date(at);
  moved.setUTCDate(1);
  moved.setUTCMonth(moved.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + 1, 0)).getUTCDate();
  moved.setUTCDate(Math.min(at.getUTCDate(), lastDay));
  return moved;
}

/**
 * Whole answers under a newer version of the model: a newer criterion is answered only where all older ones of its bridge
 * entry are, with the weakest of them, its note and evidence, and the age of the oldest.
 *
 * @example
 * carryRows([{ to: 'new', from: ['a', 'b'] }], [{ criterionId: 'a', value: 'yes', ... }, { criterionId: 'b', value: 'no', ... }])
 * // [{ criterionId: 'new', value: 'no', ... }]
 */
export function carryRows<A extends Pick<OldAnswer, 'criterionId' | 'value' | 'answeredAt'>>(
  carries: readonly BridgeEntry[],
  answers: readonly A[]
): A[] {
  const given = new Map(answers.map((answer) => [answer.criterionId, answer]));
  return carries.flatMap(({ to, from }) => {
    const old = from.flatMap((id) => given.get(id) ?? []);
    const values = old.flatMap(({ value }) => value ?? []);
    const weakest = old.find(({ value }) => value === weakestOf(values));
    if (!weakest || values.length < from.length) return [];
    const oldest = old.reduce((one, other) => (other.answeredAt < one.answeredAt ? other : one));
    return [{ ...weakest, criterionId: to, answeredAt: oldest.answeredAt }];
  });
}
