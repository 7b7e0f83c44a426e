/** A promise that was moved to another day. */
export interface Snooze {
  id: string;
  /** ISO dates. */
  from: string;
  to: string;
  reason: string;
  /** Person id. */
  by: string;
  /** By the author's clock. */
  at: string;
  /** A colleague had moved it meanwhile: both days are shown until somebody chooses. */
  beside?: boolean;
}

/** A promise as far as snoozing goes. */
interface Dated {
  due: string;
  snoozes?: readonly Snooze[] | undefined;
}

/**
 * A promise on its new day, with every day it was put off before: the latest last. The same snooze twice is one.
 *
 * @example
 * withSnooze({ due: '2026-11-22' }, { id: 's1', from: '2026-11-22', to: '2026-11-29', reason: '', by: 'kim', at: '...' })
 * // { due: '2026-11-29', snoozes: [{ id: 's1', ... }] }
 */
export function withSnooze<T extends Dated>(promise: T, snooze: Snooze): T & { due: string; snoozes: Snooze[] } {
  const before = promise.snoozes ?? [];
  const known = before.some(({ id }) => id === snooze.id);
  return { ...promise, due: snooze.to, snoozes: known ? [...before] : [...before, snooze] };
}

/** Tomorrow, in a week, on Monday next. */
const PROPOSALS = [
  { id: 'tomorrow', days: () => 1 },
  { id: 'monday', days: (weekday: number) => ((7 - weekday) % 7) + 1 },
  { id: 'two-weeks', days: () => 14 },
  { id: 'month', days: () => 28 }
] as const;
export type SnoozeProposal = (typeof PROPOSALS)[number]['id'];

/**
 * Days one often puts something off to, in their order; two that fall on the same day are one.
 *
 * @example
 * proposeSnoozes('2026-11-22')[0] // { id: 'tomorrow', due: '2026-11-23' }, a Monday, so there is no `monday` of its own
 */
export function proposeSnoozes(today: string): { id: SnoozeProposal; due: string }[] {
  const weekday = new Date(`${today}T00:00:00Z`).getUTCDay();
  const proposed = PROPOSALS.map(({ id, days }) => ({
    id,
    due: new Date(Date.parse(today) + days(weekday) * 86_400_000).toISOString().slice(0, 10)
  }));
  return proposed.filter(({ due }, i) => proposed.findIndex((one) => one.due === due) === i);
}
