import { addDays } from '../roadmap/reminder-due';
import { DAYS_UNTIL_HALT } from './session-list';

/** What a nudge knows of an active pairing; all are ISO dates. */
export interface Pace {
  startedOn: string;
  endsOn: string | null;
  /** Days of all sessions, and the next day each of them agreed on. */
  sessions: readonly { heldOn: string; nextOn: string | null }[];
  /** Days of visits that were not cancelled. */
  visits: readonly string[];
  /** When both were last asked. */
  nudgedOn: string | null;
}

/**
 * Whether to ask the two of an active pairing how they go on, and what about:
 * - `over`: its last day is past, and nobody has closed or extended it;
 * - `halted`: nobody has met for 30 days, counted from the start or the last session, and no day ahead is agreed.
 *
 * Asked at most once in 30 days, whichever it is about.
 *
 * @param today ISO date
 * @example
 * nudgeDue({ startedOn: '2026-10-01', endsOn: '2027-04-01', sessions: [], visits: [], nudgedOn: null }, '2026-10-31')
 * // 'halted'
 */
export function nudgeDue(pace: Pace, today: string): 'halted' | 'over' | null {
  const { startedOn, endsOn, sessions, visits, nudgedOn } = pace;
  if (nudgedOn !== null && addDays(nudgedOn, DAYS_UNTIL_HALT) > today) return null;
  if (endsOn !== null && endsOn < today) return 'over';
  const met = [startedOn, ...sessions.map(({ heldOn }) => heldOn), ...visits.filter((day) => day < today)];
  const last = met.reduce((latest, day) => (day > latest ? day : latest));
  if (addDays(last, DAYS_UNTIL_HALT) > today) return null;
  // of what was agreed only the last session's word counts: an earlier day was met or replaced
  const latest = [...sessions].sort((a, b) => (a.heldOn < b.heldOn ? 1 : -1))[0];
  const ahead = [latest?.nextOn ?? null, ...visits].some((day) => day !== null && day >= today);
  return ahead ? null : 'halted';
}
