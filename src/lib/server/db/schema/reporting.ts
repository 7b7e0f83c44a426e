import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { json, time } from './columns';
import type { CorrectionNote, EditionManifest } from '$lib/domain/reporting/edition';
import type { ReleaseFacts } from '$lib/domain/reporting/release/release-facts';
import { wave } from './assessment';
import { network } from './identity';

/** A frozen report and its hash. What it is made of stands in `edition_part`; in editions of before in `document`. */
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
    publishedAt: time(),
    /** Null for editions of before, which are only a document. */
    manifest: json<EditionManifest>(),
    publishedBy: text(),
    /** Of what is left where something was redacted; null: nothing was. */
    sha256Now: text(),
    /** The edition that this one corrects, and what changed, in each language. */
    correctsId: text(),
    correction: json<CorrectionNote>(),
    /** What files say of their publication, fixed with it. */
    release: json<ReleaseFacts>()
  },
  (t) => [index('edition_network').on(t.networkId, t.number)]
);
