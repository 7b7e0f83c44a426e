import type { FollowUpRecord } from '../sync/records';

export const FOLLOW_UP_STATES = ['overdue', 'today', 'later', 'done'] as const;
export type FollowUpState = (typeof FOLLOW_UP_STATES)[number];

/**
 * Where a promise stands on a day. Dates are ISO, and so compare as text.
 *
 * @example
 * followUpState({ due: '2026-11-20', done: false }, '2026-11-22') // 'overdue'
 */
export function followUpState({ due, done }: Pick<FollowUpRecord, 'due' | 'done'>, today: string): FollowUpState {
  if (done) return 'done';
  if (due < today) return 'overdue';
  return due === today ? 'today' : 'later';
}

/**
 * Promises by state: open ones by date, done ones latest first. `settled` holds ids that stay where they are although
 * they were ticked, so that a list does not jump under the finger that ticks.
 *
 * @example
 * groupFollowUps([sendPaper], '2026-11-22', new Set()).overdue // [sendPaper]
 */
export function groupFollowUps(
  followUps: readonly FollowUpRecord[],
  today: string,
  settled: ReadonlySet<string>
): Record<FollowUpState, FollowUpRecord[]> {
  const groups: Record<FollowUpState, FollowUpRecord[]> = { overdue: [], today: [], later: [], done: [] };
  for (const followUp of followUps) {
    const done = followUp.done !== settled.has(followUp.id);
    groups[followUpState({ due: followUp.due, done }, today)].push(followUp);
  }
  const byDate = (a: FollowUpRecord, b: FollowUpRecord) =>
    a.due === b.due ? (a.id < b.id ? -1 : 1) : a.due < b.due ? -1 : 1;
  for (const state of FOLLOW_UP_STATES) groups[state].sort(byDate);
  groups.done.reverse();
  return groups;
}

/** A week, two weeks or four: the same day of the week, so that a working day stays one. */
const PROPOSALS = [
  { id: 'one-week', days: 7 },
  { id: 'two-weeks', days: 14 },
  { id: 'four-weeks', days: 28 }
] as const;

/**
 * Dates people often promise for, counted from a day.
 *
 * @example
 * proposeDueDates('2026-11-22')[0] // { id: 'one-week', due: '2026-11-29' }
 */
export function proposeDueDates(today: string): { id: (typeof PROPOSALS)[number]['id']; due: string }[] {
  return PROPOSALS.map(({ id, days }) => ({
    id,
    due: new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10)
  }));
}
