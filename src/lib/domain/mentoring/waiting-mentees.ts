import { HOLDING, type ClosedAs, type PairingStatus } from './pairing-states';

/** What became of a mentee's pair in a published round. */
export interface RoundPair {
  menteeId: string;
  status: PairingStatus;
  closedAs: ClosedAs | null;
}

/**
 * Mentees of a published round who have nobody, in the order in which what becomes free is offered to them: those who
 * have had fewest invitations in it first, so that nobody is asked a second time before everybody was asked once. Those
 * in one turn are looked at together, and what is free goes where it does most.
 *
 * Has nobody: was left out when the round was computed, or every pair it had came to nothing (declined, lapsed, or ended
 * in order to get another mentor). Whoever has ended a pairing otherwise asks for nobody any more.
 *
 * @param unmatched ids of those who were left out
 * @param pairs every pair the round ever had
 * @returns ids by turn, each sorted
 * @example
 * listWaiting(['c'], [{ menteeId: 'a', status: 'declined', closedAs: null }, { menteeId: 'b', status: 'active', closedAs: null }])
 * // [['c'], ['a']]
 */
export function listWaiting(unmatched: readonly string[], pairs: readonly RoundPair[]): string[][] {
  const had = new Map(unmatched.map((id) => [id, 0]));
  const served = new Set<string>();
  for (const { menteeId, status, closedAs } of pairs) {
    had.set(menteeId, (had.get(menteeId) ?? 0) + 1);
    const holds = status === 'proposed' || HOLDING.includes(status);
    if (holds || (status === 'closed' && closedAs !== 're-match')) served.add(menteeId);
  }
  const turns = new Map<number, string[]>();
  for (const [id, count] of had) if (!served.has(id)) turns.set(count, [...(turns.get(count) ?? []), id]);
  return [...turns].sort(([a], [b]) => a - b).map(([, ids]) => ids.sort());
}
