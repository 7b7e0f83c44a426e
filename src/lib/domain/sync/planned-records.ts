import type { InvitationReply, PlannedState } from '../outreach/plan-kinds';

/** Somebody invited: a contact, or a colleague with an account. */
export interface InvitedRecord {
  id: string;
  contactId?: string;
  personId?: string;
  /** From their calendar. */
  reply?: InvitationReply;
  /** A reply to an earlier date of this meeting. */
  stale?: boolean;
  /** Why they get no mail: they do not want any, have no address, or are not there any more. */
  withheld?: 'opted-out' | 'no-address' | 'gone';
  /** A mail with the invitation has been put into the queue. */
  mailed?: boolean;
}

export interface AgendaLine {
  id: string;
  text: string;
}

/** A meeting that is to be held; once it was, the meeting with the same id counts, and this one only says so. */
export interface PlannedMeetingRecord {
  id: string;
  state: PlannedState;
  title: string;
  form: 'visit' | 'call' | 'video' | 'network-meeting';
  /** By the clock on the wall in `timeZone`: 2027-03-29T10:00. */
  startsAt: string;
  minutes: number;
  /** IANA name. */
  timeZone: string;
  place: string;
  municipalityIds: string[];
  invited: InvitedRecord[];
  agenda: AgendaLine[];
  /** Person id of whoever organises it. */
  organiserId: string;
  version: number;
}
