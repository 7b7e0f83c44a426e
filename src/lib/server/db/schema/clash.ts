import { index, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { json, time } from './columns';
import { network } from './identity';

/** A value that two people's changes left over: kept beside the one that stands until somebody chooses. */
export const fieldConflict = sqliteTable(
  'field_conflict',
  {
    id: text().primaryKey(),
    /** What it is a field of: `meeting`, `step`. */
    entity: text().notNull(),
    /** As devices know it: a step's is `MUNICIPALITY/CRITERION`. */
    entityId: text().notNull(),
    networkId: text()
      .notNull()
      .references(() => network.id),
    municipalityId: text(),
    /** `background`; `attendees.ID.name` for a field of one item. */
    field: text().notNull(),
    value: json<{ is: unknown }>().notNull(),
    author: text().notNull(),
    /** By the author's device. */
    at: time().notNull(),
    /** Who wrote what stands, and when. */
    standingBy: text().notNull(),
    standingAt: time().notNull(),
    createdAt: time().notNull(),
    settledAt: time(),
    settledBy: text()
  },
  (t) => [
    index('field_conflict_entity').on(t.entity, t.entityId),
    index('field_conflict_open').on(t.networkId, t.settledAt)
  ]
);

/** Who changed a field last, where that was not whoever wrote the thing first. */
export const fieldAuthor = sqliteTable(
  'field_author',
  {
    entity: text().notNull(),
    entityId: text().notNull(),
    field: text().notNull(),
    author: text().notNull(),
    at: time().notNull()
  },
  (t) => [primaryKey({ columns: [t.entity, t.entityId, t.field] })]
);
