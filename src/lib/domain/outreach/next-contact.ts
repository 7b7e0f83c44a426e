/**
 * The follow-up a meeting's next contact makes: always the same one, so that two devices do not make two. Version 8 is
 * for ids of one's own making (RFC 9562, section 5.8); devices make version 7.
 *
 * @example
 * nextContactId('00000000-0000-7000-8000-000000000001') // '00000000-0000-8000-8000-000000000001'
 */
export const nextContactId = (meetingId: string): string => `${meetingId.slice(0, 14)}8${meetingId.slice(15)}`;
