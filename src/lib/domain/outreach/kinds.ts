/** How a meeting was held. */
export const MEETING_FORMS = ['visit', 'call', 'video', 'network-meeting'] as const;
export const ATTENDEE_ROLES = ['official', 'manager', 'politician', 'it', 'other'] as const;
/** May a quote be used: with the role named, not at all, or without any trace of who said it. */
export const CONSENTS = ['yes', 'no', 'anonymous'] as const;
