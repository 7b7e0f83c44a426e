import type { SessionRecord } from '../sync/field-records';

/** Days without a session after which a pairing may have come to a halt. */
export const DAYS_UNTIL_HALT = 30;

export interface PairingSessions {
  /** The latest first. */
  sessions: SessionRecord[];
  /** Agreed steps of all sessions that are not past their date, the nearest first. */
  ahead: { what: string; owner: string; due: string; sessionId: string }[];
  /** ISO date agreed for the next session, where it is not past. */
  nextOn: string | null;
  /** Whole days since the last session; null where there was none. */
  daysSince: number | null;
}

/**
 * The sessions of one pairing and what they lead to. Dates are ISO, and so compare as text.
 *
 * @example
 * sessionsOf('p1', [heldOn('2026-10-01')], '2026-11-22').daysSince // 52
 */
export function sessionsOf(pairingId: string, all: readonly SessionRecord[], today: string): PairingSessions {
  const sessions = newestFirst(all.filter((session) => session.pairingId === pairingId));
  const [last] = sessions;
  const ahead = sessions
    .flatMap(({ id, nextSteps }) => nextSteps.map(({ what, owner, due }) => ({ what, owner, due, sessionId: id })))
    .filter(({ due }) => due >= today)
    .sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0));
  // only the last session's word on it counts: an earlier agreement has been met or replaced
  const nextOn = last?.nextOn && last.nextOn >= today ? last.nextOn : null;
  const daysSince = last ? Math.round((Date.parse(today) - Date.parse(last.heldOn)) / 86_400_000) : null;
  return { sessions, ahead, nextOn, daysSince };
}

/** By the day they were held; of two on one day the one written down later first. */
export function newestFirst(sessions: readonly SessionRecord[]): SessionRecord[] {
  return [...sessions].sort((a, b) => (a.heldOn === b.heldOn ? (a.id < b.id ? 1 : -1) : a.heldOn < b.heldOn ? 1 : -1));
}
