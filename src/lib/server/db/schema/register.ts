import type { RememberedMapping } from '$lib/domain/register/remember-mapping';
import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { json, time } from './columns';
import { network } from './identity';

/** The unit that is assessed, reached, matched and counted; codes are unique among those valid at a time. */
export const municipality = sqliteTable(
  'municipality',
  {
    id: text().primaryKey(),
    networkId: text()
      .notNull()
      .references(() => network.id),
    code: text().notNull(),
    name: text().notNull(),
    /** The name in the country's other language, where there is one. */
    nameSecond: text(),
    countyCode: text(),
    countyName: text(),
    /** Official group, e.g. SKR A1 to C9. */
    groupCode: text(),
    /** Degree of urbanisation, 1 (city) to 3 (rural). */
    urbanisation: integer(),
    population: integer(),
    lat: real(),
    lon: real(),
    /** ISO dates; null is open-ended. */
    validFrom: text(),
    validTo: text(),
    updatedAt: time().notNull()
  },
  (t) => [
    uniqueIndex('municipality_code')
      .on(t.networkId, t.code)
      .where(sql`valid_to is null`),
    index('municipality_network').on(t.networkId, t.name)
  ]
);

/** Mergers, splits and renumbering. */
export const succession = sqliteTable(
  'municipality_succession',
  {
    predecessorId: text()
      .notNull()
      .references(() => municipality.id),
    successorId: text()
      .notNull()
      .references(() => municipality.id),
    /** ISO date. */
    date: text().notNull()
  },
  (t) => [primaryKey({ columns: [t.predecessorId, t.successorId] })]
);

export const registerImport = sqliteTable(
  'register_import',
  {
    id: text().primaryKey(),
    networkId: text()
      .notNull()
      .references(() => network.id),
    fileName: text().notNull(),
    sha256: text().notNull(),
    createdAt: time().notNull(),
    createdBy: text().notNull(),
    counts: json<{ created: number; updated: number; closed: number; unchanged: number; repaired: number }>().notNull(),
    undoneAt: time()
  },
  (t) => [index('register_import_network').on(t.networkId, t.createdAt)]
);

/** What an import changed, so that it can be undone. */
export const registerImportChange = sqliteTable(
  'register_import_change',
  {
    importId: text()
      .notNull()
      .references(() => registerImport.id),
    municipalityId: text().notNull(),
    kind: text().$type<'create' | 'update' | 'close'>().notNull(),
    before: json<Record<string, unknown> | null>(),
    after: json<Record<string, unknown> | null>()
  },
  (t) => [primaryKey({ columns: [t.importId, t.municipalityId] })]
);

/** The column mapping a person used for files with these headers. */
export const registerMapping = sqliteTable(
  'register_mapping',
  {
    networkId: text()
      .notNull()
      .references(() => network.id),
    /** The headers it names, so that each kind of file has one. */
    signature: text().notNull(),
    mapping: json<RememberedMapping>().notNull(),
    updatedAt: time().notNull()
  },
  (t) => [primaryKey({ columns: [t.networkId, t.signature] })]
);
