/** What a contact is to the network. The registrar's mailbox is a contact too: it belongs to nobody in person. */
export const CONTACT_ROLES = [
  'registrar',
  'statistics',
  'it',
  'archivist',
  'lawyer',
  'politician',
  'officer',
  'manager',
  'other'
] as const;
export type ContactRole = (typeof CONTACT_ROLES)[number];

/** How a contact wishes to be reached. */
export const CONTACT_CHANNELS = ['mail', 'phone', 'text', 'letter'] as const;
export type ContactChannel = (typeof CONTACT_CHANNELS)[number];

/** Why these personal data may be kept: article 6(1) of the GDPR, a, b, e and f. */
export const LAWFUL_BASES = ['consent', 'contract', 'public-task', 'legitimate-interest'] as const;
export type LawfulBasis = (typeof LAWFUL_BASES)[number];

/** Days a removed contact stays where it can be brought back from. */
export const DAYS_TO_BRING_BACK = 30;

/** How a contact who comes to a meeting is written down there. */
export const ATTENDEE_ROLE_OF: Readonly<Record<ContactRole, 'official' | 'manager' | 'politician' | 'it' | 'other'>> = {
  registrar: 'official',
  statistics: 'official',
  it: 'it',
  archivist: 'official',
  lawyer: 'official',
  politician: 'politician',
  officer: 'official',
  manager: 'manager',
  other: 'other'
};

/** Addresses, and numbers, a contact may have besides the first. */
export const MORE_ROOM = 20;

/** Characters a note on a contact may have. */
export const NOTE_ROOM = 2000;

/** A phone keeps those changed last; the others of a large network are looked up where there is network. */
export const MOST_CONTACTS_ON_DEVICE = 5000;
