/** What a person writes of a contact; the rest is kept by the server. */
export const CONTACT_FIELDS = [
  'municipalityId',
  'name',
  'role',
  'email',
  'phone',
  'channel',
  'source',
  'note',
  'stayInTouchDays',
  'basis',
  'basisOn',
  'optedOutOn',
  'optOutScope',
  'moreEmails',
  'morePhones'
] as const;
export type ContactField = (typeof CONTACT_FIELDS)[number];
