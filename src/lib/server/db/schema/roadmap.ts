import type { Condition } from '$lib/domain/model/types';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { json, time } from './columns';
import { network, person } from './identity';
import { municipality } from './register';

/** An unmet criterion taken up in a municipality's plan. */
export const step = sqliteTable(
  'step',
  {
    id: text().primaryKey(),
    networkId: text()
      .notNull()
      .references(() => network.id),
    municipalityId: text()
      .notNull()
      .references(() => municipality.id),
    criterionId: text().notNull(),
    ownerId: text(),
    /** Whoever does it, where that is nobody with an account; goes before `ownerId`. */
    ownerName: text().notNull().default(''),
    note: text().notNull().default(''),
    /** Places in the criterion's list of tips, from 0, that are done. */
    doneTips: json<number[]>().notNull().default([]),
    /** The last reminder that has gone out: `2027-01-31 soon` a week before that day, `2027-01-31 late` after it. */
    remindedFor: text(),
    /** ISO date. */
    due: text(),
    status: text().$type<'planned' | 'done' | 'dropped'>().notNull(),
    version: integer().notNull(),
    updatedAt: time().notNull(),
    updatedBy: text().notNull()
  },
  (t) => [uniqueIndex('step_criterion').on(t.municipalityId, t.criterionId)]
);

/** What a municipality says of itself for its roadmap. */
export const municipalitySetting = sqliteTable('municipality_setting', {
  municipalityId: text()
    .primaryKey()
    .references(() => municipality.id),
  networkId: text()
    .notNull()
    .references(() => network.id),
  /** Own conditions: they decide the order of the plan. */
  conditions: json<Condition[]>().notNull(),
  /** Chosen target profile, level by dimension; null: none chosen. */
  target: json<Record<string, number>>(),
  /** Consent to be shown to others as an example for a step it took lately. */
  example: integer({ mode: 'boolean' }).notNull(),
  version: integer().notNull(),
  updatedAt: time().notNull(),
  updatedBy: text().notNull()
});

/** A person's calendar address: whoever holds it reads due dates, so it can be revoked. */
export const calendarFeed = sqliteTable(
  'calendar_feed',
  {
    id: text().primaryKey(),
    personId: text()
      .notNull()
      .references(() => person.id),
    tokenHash: text().notNull(),
    createdAt: time().notNull(),
    revokedAt: time()
  },
  (t) => [uniqueIndex('calendar_feed_token').on(t.tokenHash), index('calendar_feed_person').on(t.personId)]
);

/** Who wants no mail about steps that are due; nobody is here who has not asked for it. */
export const reminderOptOut = sqliteTable('reminder_opt_out', {
  personId: text()
    .primaryKey()
    .references(() => person.id),
  createdAt: time().notNull()
});
