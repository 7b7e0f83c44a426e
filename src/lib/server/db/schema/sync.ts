import type { Outcome } from '$lib/domain/sync/protocol';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { json, time } from './columns';

/** Commands received, unique by id: written in the same transaction as their effect. */
export const syncCommand = sqliteTable('sync_command', {
  id: text().primaryKey(),
  personId: text().notNull(),
  deviceId: text().notNull(),
  seq: integer().notNull(),
  type: text().notNull(),
  /** Tells a repeated command from another one under the same id. */
  payloadHash: text().notNull(),
  outcome: json<Outcome>().notNull(),
  receivedAt: time().notNull()
});

/** What changed, in commit order: the cursor of `GET /api/v1/sync`. */
export const changeFeed = sqliteTable(
  'change_feed',
  {
    cursor: integer().primaryKey({ autoIncrement: true }),
    networkId: text().notNull(),
    entity: text().notNull(),
    entityId: text().notNull(),
    /** Set where only this municipality's people (and, by rule, the network's) may see it. */
    municipalityId: text()
  },
  (t) => [index('change_feed_network').on(t.networkId, t.cursor)]
);
