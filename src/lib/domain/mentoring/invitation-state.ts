import type { PairingStatus, Side } from './pairing-states';

/** What is kept of a pairing of a published round. */
export interface InvitationFacts {
  status: PairingStatus;
  menteeAcceptedAt: Date | null;
  mentorAcceptedAt: Date | null;
  expiresAt: Date | null;
}

/**
 * - `waits`: goes out once its mentor has answered earlier invitations
 * - `invited`: nobody has answered
 * - `half`: one side has said yes
 */
export const INVITATION_STATES = ['waits', 'invited', 'half', 'active', 'declined', 'expired', 'closed'] as const;
export type InvitationState = (typeof INVITATION_STATES)[number];

const DAY_MS = 86_400_000;

/**
 * Where an invitation of a published round stands.
 *
 * @returns `daysLeft`: whole days until it lapses, the last one counted as 1; null where nothing runs out. `yes`: the side
 *   that has accepted while the other has not
 * @example
 * readInvitation({ status: 'invited', menteeAcceptedAt: now, mentorAcceptedAt: null, expiresAt: inTwoDays }, now);
 * // { state: 'half', daysLeft: 2, yes: 'mentee' }
 */
export function readInvitation(
  facts: InvitationFacts,
  now: Date
): { state: InvitationState; daysLeft: number | null; yes: Side | null } {
  const { status, menteeAcceptedAt, mentorAcceptedAt, expiresAt } = facts;
  if (status === 'proposed') return { state: 'waits', daysLeft: null, yes: null };
  if (status !== 'invited') return { state: status, daysLeft: null, yes: null };
  const yes = menteeAcceptedAt ? 'mentee' : mentorAcceptedAt ? 'mentor' : null;
  const daysLeft = expiresAt && Math.max(0, Math.ceil((expiresAt.getTime() - now.getTime()) / DAY_MS));
  return { state: yes ? 'half' : 'invited', daysLeft, yes };
}

/** How many are in each state. */
export function countInvitations(states: readonly InvitationState[]): Record<InvitationState, number> {
  const counts = Object.fromEntries(INVITATION_STATES.map((state) => [state, 0])) as Record<InvitationState, number>;
  for (const state of states) counts[state] += 1;
  return counts;
}
