import { refuse, ok, type Result } from '../shared/result';

export type Side = 'mentee' | 'mentor';

/**
 * - `proposed`: in a draft that only the coordinator sees
 * - `invited`: both were asked, at least one has not answered
 * - `active`: both have said yes
 * - `declined`, `expired`: came to nothing
 * - `closed`: was active and has ended
 */
export type PairingStatus = 'proposed' | 'invited' | 'active' | 'declined' | 'expired' | 'closed';

/** How an active pairing ended. `early` asks nobody for a reason: an end is no failure. */
export type ClosedAs = 'completed' | 'early' | 're-match';

/** What is kept of an invitation; times are ISO or Date, only whether they are set matters here. */
export interface Invitation {
  status: PairingStatus;
  menteeAcceptedAt: unknown;
  mentorAcceptedAt: unknown;
  /** When it lapses; null: never. */
  expiresAt: Date | null;
}

/** Statuses that take a place at the mentor and at the mentee. */
export const HOLDING: readonly PairingStatus[] = ['invited', 'active'];

/** A municipality has at most this many invitations open at a time, so that nobody is overrun. */
export const MOST_OPEN_INVITATIONS = 2;

/** What an accepted pairing runs for unless it is extended. */
export const PAIRING_MONTHS = 6;

/** A pairing is extended at most so many days ahead. */
export const LONGEST_DAYS = 730;

/** Rest of a mentor that wished for it after a closed pairing. */
export const REST_MONTHS = 3;

/**
 * What a yes of one side makes of an invitation: `active` once both have said it. Saying yes twice is no fault.
 *
 * Codes: `lapsed` where the days to answer are over, `not-invited` where it is no invitation (any more).
 *
 * @example
 * accept({ status: 'invited', menteeAcceptedAt: null, mentorAcceptedAt: now, expiresAt: later }, 'mentee', now);
 * // { ok: true, value: 'active' }
 */
export function accept(invitation: Invitation, side: Side, now: Date): Result<'invited' | 'active'> {
  if (invitation.status === 'active') return ok('active');
  const open = stillOpen(invitation, now);
  if (!open.ok) return open;
  const other = side === 'mentee' ? invitation.mentorAcceptedAt : invitation.menteeAcceptedAt;
  return ok(other ? 'active' : 'invited');
}

/**
 * Whether an invitation may still be declined; a side that said yes may change its mind until both have.
 *
 * @example
 * decline({ status: 'active', ... }, now); // refused, code `not-invited`: an active pairing is ended, not declined
 */
export function decline(invitation: Invitation, now: Date): Result<'declined'> {
  const open = stillOpen(invitation, now);
  return open.ok ? ok('declined') : open;
}

/**
 * Whether the days to answer are over.
 *
 * @example
 * hasLapsed({ status: 'invited', expiresAt: new Date('2027-01-01') }, new Date('2027-01-02')); // true
 */
export function hasLapsed(invitation: Pick<Invitation, 'status' | 'expiresAt'>, now: Date): boolean {
  return invitation.status === 'invited' && invitation.expiresAt !== null && invitation.expiresAt <= now;
}

function stillOpen(invitation: Invitation, now: Date): Result<null> {
  if (hasLapsed(invitation, now) || invitation.status === 'expired')
    return refuse(
      'lapsed',
      'pairingId',
      'The days to answer this invitation are over - ask your coordinator for a new one.'
    );
  if (invitation.status !== 'invited')
    return refuse('not-invited', 'pairingId', 'This invitation is answered already, or was taken back.');
  return ok(null);
}

/**
 * The last day of a pairing that begins today, unless it is extended.
 *
 * @param today ISO date
 * @example
 * lastDay('2026-08-31'); // '2027-02-28'
 */
export function lastDay(today: string): string {
  const at = new Date(`${today}T00:00:00Z`);
  const day = at.getUTCDate();
  at.setUTCDate(1);
  at.setUTCMonth(at.getUTCMonth() + PAIRING_MONTHS + 1, 0);
  return `${at.toISOString().slice(0, 8)}${String(Math.min(day, at.getUTCDate())).padStart(2, '0')}`;
}
