import type { CorrectionKind, CorrectionSide, Settlement } from '$lib/domain/outreach/corrections';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { time } from './columns';
import { network, person } from './identity';
import { followUp } from './outreach';
import { municipality } from './register';

/** What was said of a noted barrier afterwards. Rows are only ever added; settling fills the empty columns once. */
export const barrierCorrection = sqliteTable(
  'barrier_correction',
  {
    id: text().primaryKey(),
    networkId: text()
      .notNull()
      .references(() => network.id),
    /** `meeting_barrier.id`; no reference, since what is noted can be taken out of a meeting and the correction stays. */
    raisedId: text().notNull(),
    municipalityId: text()
      .notNull()
      .references(() => municipality.id),
    barrierId: text().notNull(),
    kind: text().$type<CorrectionKind>().notNull(),
    text: text().notNull(),
    side: text().$type<CorrectionSide>().notNull(),
    by: text().notNull(),
    saidAt: time().notNull(),
    createdAt: time().notNull(),
    settledAt: time(),
    settledBy: text(),
    settled: text().$type<Settlement>(),
    answer: text().notNull().default('')
  },
  (t) => [
    index('barrier_correction_raised').on(t.raisedId),
    index('barrier_correction_network').on(t.networkId, t.settledAt),
    index('barrier_correction_municipality').on(t.municipalityId)
  ]
);

/** Every time a promise was put off, also where somebody else's day stands now. */
export const followUpSnooze = sqliteTable(
  'follow_up_snooze',
  {
    id: text().primaryKey(),
    followUpId: text()
      .notNull()
      .references(() => followUp.id),
    /** ISO dates. */
    fromDue: text().notNull(),
    toDue: text().notNull(),
    reason: text().notNull(),
    by: text().notNull(),
    /** By the author's clock. */
    at: time().notNull(),
    /** The day was kept beside the one that stands. */
    beside: integer({ mode: 'boolean' }).notNull()
  },
  (t) => [index('follow_up_snooze_of').on(t.followUpId, t.at)]
);

/** The week's mail a person has had, so that a restart does not send it again. */
export const followUpDigest = sqliteTable(
  'follow_up_digest',
  {
    personId: text()
      .notNull()
      .references(() => person.id),
    networkId: text()
      .notNull()
      .references(() => network.id),
    /** The Monday, ISO date. */
    week: text().notNull(),
    at: time().notNull()
  },
  (t) => [primaryKey({ columns: [t.personId, t.networkId, t.week] })]
);

/** Who in a municipality looks after open data. */
export const dataPerson = sqliteTable(
  'data_person',
  {
    municipalityId: text()
      .primaryKey()
      .references(() => municipality.id),
    networkId: text()
      .notNull()
      .references(() => network.id),
    contactId: text(),
    personId: text(),
    version: integer().notNull(),
    setBy: text().notNull(),
    setAt: time().notNull()
  },
  (t) => [index('data_person_contact').on(t.contactId)]
);
