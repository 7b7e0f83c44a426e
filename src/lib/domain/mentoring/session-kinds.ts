/** How a session was held: by telephone or video, at one of the two, or with several mentees together. */
export const SESSION_FORMS = ['call', 'visit', 'group'] as const;
export type SessionForm = (typeof SESSION_FORMS)[number];

/** Whose people somebody belongs to. */
export const SESSION_SIDES = ['mentee', 'mentor', 'other'] as const;
export type SessionSide = (typeof SESSION_SIDES)[number];
