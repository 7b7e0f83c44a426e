import type { PromisedBy } from '$lib/domain/outreach/kinds';
import type { GoalMet, Knowledge } from '$lib/domain/outreach/meeting-parts';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { json, time } from './columns';
import { network } from './identity';
import { municipality } from './register';

export const meeting = sqliteTable(
  'meeting',
  {
    id: text().primaryKey(),
    networkId: text()
      .notNull()
      .references(() => network.id),
    /** ISO date. */
    heldOn: text().notNull(),
    form: text().$type<'visit' | 'call' | 'video' | 'network-meeting'>().notNull(),
    background: text().notNull().default(''),
    workSoFar: text().notNull().default(''),
    exchange: text().notNull().default(''),
    conclusions: text().notNull().default(''),
    version: integer().notNull(),
    createdBy: text().notNull(),
    createdAt: time().notNull(),
    updatedAt: time().notNull(),
    /** 1 to 5, before and after; null: not asked. */
    interestBefore: integer(),
    interestAfter: integer(),
    knowledge: json<Knowledge[]>(),
    goalsMet: json<GoalMet[]>(),
    /** ISO date. */
    nextContactOn: text()
  },
  (t) => [index('meeting_network').on(t.networkId, t.heldOn)]
);

export const meetingMunicipality = sqliteTable(
  'meeting_municipality',
  {
    meetingId: text()
      .notNull()
      .references(() => meeting.id),
    municipalityId: text()
      .notNull()
      .references(() => municipality.id)
  },
  (t) => [
    primaryKey({ columns: [t.meetingId, t.municipalityId] }),
    index('meeting_municipality_m').on(t.municipalityId)
  ]
);

export const attendee = sqliteTable(
  'meeting_attendee',
  {
    id: text().primaryKey(),
    meetingId: text()
      .notNull()
      .references(() => meeting.id),
    name: text().notNull(),
    role: text().$type<'official' | 'politician' | 'manager' | 'it' | 'other'>().notNull(),
    /** The contact it was chosen from; it may arrive after the meeting. */
    contactId: text()
  },
  (t) => [index('attendee_meeting').on(t.meetingId), index('attendee_contact').on(t.contactId)]
);

export const meetingBarrier = sqliteTable(
  'meeting_barrier',
  {
    id: text().primaryKey(),
    meetingId: text()
      .notNull()
      .references(() => meeting.id),
    barrierId: text().notNull(),
    /** 1 a nuisance, 2 slows down, 3 stops. */
    severity: integer().notNull(),
    quote: text().notNull().default(''),
    consent: text().$type<'yes' | 'no' | 'anonymous'>().notNull()
  },
  (t) => [index('meeting_barrier_meeting').on(t.meetingId), index('meeting_barrier_barrier').on(t.barrierId)]
);

/** A dated promise. */
export const followUp = sqliteTable(
  'follow_up',
  {
    id: text().primaryKey(),
    networkId: text()
      .notNull()
      .references(() => network.id),
    meetingId: text().references(() => meeting.id),
    municipalityId: text().references(() => municipality.id),
    what: text().notNull(),
    ownerId: text().notNull(),
    /** ISO date. */
    due: text().notNull(),
    doneAt: time(),
    version: integer().notNull(),
    updatedAt: time().notNull(),
    /** Whose promise it is, where it is not the owner's own; the owner then sees to it. */
    promisedBy: text().$type<PromisedBy>()
  },
  (t) => [index('follow_up_due').on(t.networkId, t.due), index('follow_up_meeting').on(t.meetingId)]
);
