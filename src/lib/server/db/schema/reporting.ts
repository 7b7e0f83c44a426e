import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { json, time } from './columns';
import { wave } from './assessment';
import { network } from './identity';

/** A frozen report: the document as built, and its hash. */
export const edition = sqliteTable(
  'edition',
  {
    id: text().primaryKey(),
    networkId: text()
      .notNull()
      .references(() => network.id),
    waveId: text()
      .notNull()
      .references(() => wave.id),
    number: integer().notNull(),
    document: json<unknown>().notNull(),
    sha256: text().notNull(),
    createdAt: time().notNull(),
    createdBy: text().notNull(),
    publishedAt: time()
  },
  (t) => [index('edition_network').on(t.networkId, t.number)]
);
