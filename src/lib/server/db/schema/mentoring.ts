import { index, integer, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { json, time } from './columns';
import { network } from './identity';
import { municipality } from './register';

/** What a municipality offers and asks for. */
export const mentoringProfile = sqliteTable('mentoring_profile', {
  municipalityId: text()
    .primaryKey()
    .references(() => municipality.id),
  networkId: text()
    .notNull()
    .references(() => network.id),
  /** Dimensions it offers help on. */
  offers: json<string[]>().notNull(),
  /** How many municipalities it can help at once, 0 to 5. */
  capacity: integer().notNull(),
  /** Dimensions it wants help on, most wanted first, at most three. */
  wants: json<string[]>().notNull(),
  languages: json<string[]>().notNull(),
  version: integer().notNull(),
  updatedAt: time().notNull()
});

/** A run of matching. */
export const round = sqliteTable(
  'round',
  {
    id: text().primaryKey(),
    networkId: text()
      .notNull()
      .references(() => network.id),
    name: text().notNull(),
    createdAt: time().notNull(),
    createdBy: text().notNull(),
    total: real().notNull(),
    bound: real().notNull(),
    unmatched: json<{ municipalityId: string; reason: 'no-edge' | 'negative' | 'capacity' }[]>().notNull(),
    publishedAt: time()
  },
  (t) => [index('round_network').on(t.networkId)]
);

/** A mentor and a mentee: proposed in a draft round, agreed once published and accepted. */
export const pairing = sqliteTable(
  'pairing',
  {
    id: text().primaryKey(),
    networkId: text()
      .notNull()
      .references(() => network.id),
    roundId: text()
      .notNull()
      .references(() => round.id),
    menteeId: text()
      .notNull()
      .references(() => municipality.id),
    mentorId: text()
      .notNull()
      .references(() => municipality.id),
    dimension: text().notNull(),
    score: real().notNull(),
    reasons:
      json<
        { factor: string; value: number; weight: number; facts: Record<string, string | number | boolean | null> }[]
      >().notNull(),
    status: text().$type<'proposed' | 'published' | 'ended'>().notNull(),
    /** Who stands for each side; handed over when an officer leaves. */
    menteeOfficerId: text(),
    mentorOfficerId: text()
  },
  (t) => [
    uniqueIndex('pairing_pair').on(t.roundId, t.menteeId, t.mentorId),
    index('pairing_mentor').on(t.mentorId),
    index('pairing_mentee').on(t.menteeId)
  ]
);
