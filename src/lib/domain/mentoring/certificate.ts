import type { ClosedAs, PairingStatus } from './pairing-states';

/**
 * Whether a mentor gets a certificate: for a pairing closed as completed, or one that ended otherwise after the two had
 * met at least once.
 *
 * @param sessions how many were logged
 * @example
 * certificateOf({ status: 'closed', closedAs: 'early' }, 0) // { ready: false, because: 'never-met' }
 */
export function certificateOf(
  pairing: { status: PairingStatus; closedAs: ClosedAs | null },
  sessions: number
): { ready: true } | { ready: false; because: 'not-ended' | 'never-met' } {
  if (pairing.status !== 'closed') return { ready: false, because: 'not-ended' };
  return pairing.closedAs === 'completed' || sessions > 0 ? { ready: true } : { ready: false, because: 'never-met' };
}
