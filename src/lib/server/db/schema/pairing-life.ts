import type { Side } from '$lib/domain/mentoring/pairing-states';
import type { VisitState } from '$lib/domain/mentoring/visit-costs';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { fileContent } from './assessment';
import { json, time } from './columns';
import { pairing } from './mentoring';

/** An item of a pairing's agenda that somebody has changed: ticked, taken off, or added. */
export const pairingAgenda = sqliteTable(
  'pairing_agenda',
  {
    pairingId: text()
      .notNull()
      .references(() => pairing.id),
    /** Of the template, or made on a device. */
    id: text().notNull(),
    /** 1 to 6. */
    session: integer().notNull(),
    /** Empty for an item of the template. */
    text: text().notNull(),
    done: integer({ mode: 'boolean' }).notNull(),
    removed: integer({ mode: 'boolean' }).notNull(),
    version: integer().notNull(),
    updatedBy: text().notNull(),
    updatedAt: time().notNull()
  },
  (t) => [primaryKey({ columns: [t.pairingId, t.id] })]
);

/** A visit planned or made, with what it costs in whole units of the network's currency. */
export const pairingVisit = sqliteTable(
  'pairing_visit',
  {
    id: text().primaryKey(),
    pairingId: text()
      .notNull()
      .references(() => pairing.id),
    /** ISO date. */
    on: text().notNull(),
    place: text().notNull(),
    purpose: text().notNull(),
    travel: integer().notNull(),
    lodging: integer().notNull(),
    other: integer().notNull(),
    /** Working hours of everybody together. */
    hours: integer().notNull(),
    state: text().$type<VisitState>().notNull(),
    version: integer().notNull(),
    updatedBy: text().notNull(),
    updatedAt: time().notNull()
  },
  (t) => [index('pairing_visit_pairing').on(t.pairingId)]
);

/** What one side said when it was over; read by that side and the coordinator. */
export const pairingEvaluation = sqliteTable(
  'pairing_evaluation',
  {
    pairingId: text()
      .notNull()
      .references(() => pairing.id),
    side: text().$type<Side>().notNull(),
    /** 1 to 5. */
    helped: integer().notNull(),
    /** Goals that were reached. */
    goals: json<string[]>().notNull(),
    worked: text().notNull(),
    missing: text().notNull(),
    again: integer({ mode: 'boolean' }).notNull(),
    version: integer().notNull(),
    createdBy: text().notNull(),
    updatedAt: time().notNull()
  },
  (t) => [primaryKey({ columns: [t.pairingId, t.side] })]
);

/** A file both sides use. */
export const pairingFile = sqliteTable(
  'pairing_file',
  {
    id: text().primaryKey(),
    pairingId: text()
      .notNull()
      .references(() => pairing.id),
    sha256: text()
      .notNull()
      .references(() => fileContent.sha256),
    name: text().notNull(),
    /** As read from the bytes, never as the sender said. */
    mediaType: text().notNull(),
    size: integer().notNull(),
    addedBy: text().notNull(),
    addedAt: time().notNull(),
    removedAt: time(),
    removedBy: text()
  },
  (t) => [index('pairing_file_pairing').on(t.pairingId)]
);
