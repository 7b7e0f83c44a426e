import type { PlannedState } from '$lib/domain/outreach/plan-kinds';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { json, time } from './columns';
import { network } from './identity';
import { municipality } from './register';

/** A meeting that is to be held. Once it was, a meeting with the same id stands in `meeting`, and only there it counts. */
export const plannedMeeting = sqliteTable(
  'planned_meeting',
  {
    id: text().primaryKey(),
    networkId: text()
      .notNull()
      .references(() => network.id),
    state: text().$type<PlannedState>().notNull(),
    title: text().notNull(),
    form: text().$type<'visit' | 'call' | 'video' | 'network-meeting'>().notNull(),
    /** By the clock on the wall in `timeZone`: 2027-03-29T10:00. */
    startsAt: text().notNull(),
    minutes: integer().notNull(),
    /** IANA name. */
    timeZone: text().notNull(),
    /** An address, a room, or a link. */
    place: text().notNull().default(''),
    agenda: json<{ id: string; text: string }[]>().notNull(),
    /** SEQUENCE of its invitations: one more with each change that matters to whoever is invited. */
    sequence: integer().notNull().default(0),
    /** When it was last changed in that way: DTSTAMP. */
    stampedAt: time().notNull(),
    /** The start for which people were reminded. */
    remindedFor: text(),
    version: integer().notNull(),
    /** Who organises it. */
    createdBy: text().notNull(),
    createdAt: time().notNull(),
    updatedAt: time().notNull()
  },
  (t) => [
    index('planned_meeting_network').on(t.networkId, t.startsAt),
    index('planned_meeting_by').on(t.createdBy, t.startsAt),
    index('planned_meeting_due').on(t.state, t.startsAt)
  ]
);

export const plannedMeetingMunicipality = sqliteTable(
  'planned_meeting_municipality',
  {
    plannedMeetingId: text()
      .notNull()
      .references(() => plannedMeeting.id),
    municipalityId: text()
      .notNull()
      .references(() => municipality.id)
  },
  (t) => [
    primaryKey({ columns: [t.plannedMeetingId, t.municipalityId] }),
    index('planned_meeting_municipality_m').on(t.municipalityId)
  ]
);

/** A contact or a colleague who is invited. Name and address stay with them. */
export const meetingInvitation = sqliteTable(
  'meeting_invitation',
  {
    id: text().primaryKey(),
    plannedMeetingId: text()
      .notNull()
      .references(() => plannedMeeting.id),
    /** Both null once the contact was erased. */
    contactId: text(),
    personId: text(),
    /** Of the newest mail that was put into the queue for them; null: none. */
    sequence: integer(),
    method: text().$type<'REQUEST' | 'CANCEL'>(),
    mailId: text(),
    /** An earlier mail has left, or may have: whoever never heard of it needs not hear that it is off. */
    heard: integer({ mode: 'boolean' }).notNull().default(false),
    /** Why there was none. */
    withheld: text().$type<'opted-out' | 'no-address' | 'gone'>(),
    /** What they answered from their calendar, to which sequence, and when by their own clock (DTSTAMP). */
    reply: text().$type<'accepted' | 'declined' | 'tentative'>(),
    replySequence: integer(),
    repliedAt: time()
  },
  (t) => [
    index('meeting_invitation_meeting').on(t.plannedMeetingId),
    index('meeting_invitation_contact').on(t.contactId),
    index('meeting_invitation_person').on(t.personId),
    index('meeting_invitation_mail').on(t.mailId)
  ]
);
