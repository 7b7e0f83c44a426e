/** How a meeting was held. */
export const MEETING_FORMS = ['visit', 'call', 'video', 'network-meeting'] as const;
export const ATTENDEE_ROLES = ['official', 'manager', 'politician', 'it', 'other'] as const;
/** May a quote be used: with the role named, not at all, or without any trace of who said it. */
export const CONSENTS = ['yes', 'no', 'anonymous'] as const;
/** Whose promise: the owner's own, the municipality's, or that of whoever was there in a role. */
export const PROMISED_BY = ['owner', 'municipality', ...ATTENDEE_ROLES] as const;
export type PromisedBy = (typeof PROMISED_BY)[number];
/** What open data brings, on which terms it may be used, and what stands in the way. */
export const KNOWLEDGE_QUESTIONS = ['benefit', 'licences', 'obstacles'] as const;
export type KnowledgeQuestion = (typeof KNOWLEDGE_QUESTIONS)[number];
/** How much is known, from nothing to enough to explain it to a colleague. */
export const KNOWLEDGE_ANSWERS = ['none', 'some', 'enough'] as const;
export type KnowledgeAnswer = (typeof KNOWLEDGE_ANSWERS)[number];
/** Interest from "not at all" to "wants to begin at once". */
export const MOST_INTEREST = 5;
