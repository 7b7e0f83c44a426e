import type { Locale } from '../shared/locale';
import type { SessionForm, SessionSide } from '../mentoring/session-kinds';
import type { ContactChannel, ContactRole, LawfulBasis } from '../outreach/contact-kinds';
import type { ContactContent } from '../outreach/merge-contact';
import type { OptOut, OptOutScope } from '../outreach/may-be-contacted';

// What a device keeps of contacts and mentoring sessions.

/** A person with a role, or a mailbox, through whom a municipality is reached. */
export interface ContactRecord {
  id: string;
  /** Null for whoever belongs to no municipality: an agency, a supplier. */
  municipalityId: string | null;
  name: string;
  role: ContactRole;
  /** Normalised, or empty. */
  email: string;
  /** E.164, perhaps with an extension, or empty. */
  phone: string;
  channel: ContactChannel | null;
  /** Where the contact is known from. */
  source: string;
  note: string;
  stayInTouchDays: number | null;
  basis: LawfulBasis | null;
  /** ISO dates. */
  basisOn: string | null;
  /** Since then the contact wishes not to be contacted. */
  optedOutOn: string | null;
  /** How far the wish goes; null: everything. */
  optOutScope: OptOutScope | null;
  /** Further addresses and numbers, as `email` and `phone` are kept; null where there are none. */
  moreEmails: string[] | null;
  morePhones: string[] | null;
  createdBy: string;
  createdAt: string;
  updatedBy: string;
  updatedAt: string;
  /** Removed, and can be brought back for a while. */
  removedAt: string | null;
  /** The contact this one was merged into; a server before it knew this does not send it. */
  mergedInto?: string | null;
  /** Wishes kept for its addresses, whoever had them first. */
  optOuts?: OptOut[];
  /** In which language the contact is written to, where somebody has said so. */
  language?: Locale | null;
  version: number;
}

/** Two contacts made one, with what both said before. */
export interface ContactMergeRecord {
  id: string;
  keptId: string;
  goneId: string;
  keptBefore: ContactContent;
  goneBefore: ContactContent;
  keptAfter: ContactContent;
  mergedAt: string;
  mergedBy: string;
  undoneAt: string | null;
}

/** What was written down of a session of a pairing. */
export interface SessionContent {
  /** ISO dates. */
  heldOn: string;
  form: SessionForm;
  participants: { id: string; name: string; side: SessionSide }[];
  done: string;
  nextSteps: { id: string; what: string; owner: string; due: string }[];
  nextOn: string | null;
}

export interface SessionRecord extends SessionContent {
  id: string;
  pairingId: string;
  menteeId: string;
  mentorId: string;
  dimension: string;
  createdBy: string;
  /** The other municipality's people are not among a device's persons. */
  authorName: string;
  createdAt: string;
  /** What stood there before each correction, the latest first. */
  earlier: (SessionContent & { until: string })[];
  version: number;
}

/** Said of a session afterwards. */
export interface RemarkRecord {
  id: string;
  sessionId: string;
  text: string;
  createdBy: string;
  authorName: string;
  createdAt: string;
}
