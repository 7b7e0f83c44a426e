import { type InvitationState, readInvitation } from '$lib/domain/mentoring/invitation-state';
import type { ClosedAs, Side } from '$lib/domain/mentoring/pairing-states';
import type { RoundShown } from '$lib/server/mentoring/service';

export interface InvitationRow {
  id: string;
  mentee: string;
  mentor: string;
  dimension: string;
  score: number;
  group: boolean;
  state: InvitationState;
  daysLeft: number | null;
  /** Who has said yes while the other has not. */
  yes: Side | null;
  invitedAt: Date | null;
  startedAt: Date | null;
  closedAs: ClosedAs | null;
  declinedBy: Side | null;
  /** What the side that declined gave as its reason: the coordinator's alone. */
  declineReason: string;
  /** The mentor in whose place this one was offered. */
  inPlaceOf: string | null;
  /** The mentor offered in place of this one. */
  replacedBy: string | null;
  /** The next best has been looked for. */
  followedUp: boolean;
}

/** The invitations of a published round as its coordinator sees them, what waits for an answer first. */
export function shapeInvitations({ pairings }: RoundShown, now: Date): InvitationRow[] {
  const mentorOf = new Map(pairings.map((row) => [row.id, row.mentor]));
  const replaced = new Map(pairings.flatMap((row) => (row.replacesId ? [[row.replacesId, row.mentor]] : [])));
  const order: InvitationState[] = ['half', 'invited', 'waits', 'active', 'declined', 'expired', 'closed'];
  return pairings
    .map((row) => ({
      id: row.id,
      mentee: row.mentee,
      mentor: row.mentor,
      dimension: row.dimension,
      score: row.score,
      group: row.groupId !== null,
      ...readInvitation(row, now),
      invitedAt: row.invitedAt,
      startedAt: row.startedAt,
      closedAs: row.closedAs,
      declinedBy: row.declinedBy,
      declineReason: row.declineReason,
      inPlaceOf: row.replacesId ? (mentorOf.get(row.replacesId) ?? null) : null,
      replacedBy: replaced.get(row.id) ?? null,
      followedUp: row.followedUpAt !== null
    }))
    .sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state) || a.mentee.localeCompare(b.mentee, 'sv'));
}
