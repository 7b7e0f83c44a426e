/** `held`: it was logged, and is a meeting now. */
export const PLANNED_STATES = ['planned', 'cancelled', 'held'] as const;
export type PlannedState = (typeof PLANNED_STATES)[number];

/** What somebody who is invited answered from their calendar (PARTSTAT, RFC 5545, 3.2.12). */
export const INVITATION_REPLIES = ['accepted', 'declined', 'tentative'] as const;
export type InvitationReply = (typeof INVITATION_REPLIES)[number];
