import type { DrawnArea, Drawing } from '$lib/domain/register/boundaries/drawing';
import { primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { json, time } from './columns';
import { network } from './identity';

/** A network's areas as shapes to draw, read from a file of boundaries: its counties, its municipalities, or both. */
export const boundary = sqliteTable(
  'boundary',
  {
    networkId: text()
      .notNull()
      .references(() => network.id),
    level: text().$type<'county' | 'municipality'>().notNull(),
    /** Where on the drawing a point of the earth is. */
    drawing: json<Drawing>().notNull(),
    areas: json<DrawnArea[]>().notNull(),
    /** Who made the boundaries, as it is to be said beside a map. */
    source: text().notNull(),
    fileName: text().notNull(),
    sha256: text().notNull(),
    createdAt: time().notNull(),
    createdBy: text().notNull()
  },
  (t) => [primaryKey({ columns: [t.networkId, t.level] })]
);
