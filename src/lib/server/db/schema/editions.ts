import type { EditionPart, Redaction } from '$lib/domain/reporting/edition';
import type { Piece } from '$lib/domain/reporting/editorial/pieces';
import { blob, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { fileContent, wave } from './assessment';
import { json, time } from './columns';
import { network } from './identity';
import { edition } from './reporting';

/** What an edition is made of, compressed; the hash is of the bytes before. */
export const editionPart = sqliteTable(
  'edition_part',
  {
    editionId: text()
      .notNull()
      .references(() => edition.id),
    name: text().$type<EditionPart>().notNull(),
    sha256: text().notNull(),
    bytes: blob({ mode: 'buffer' }).notNull()
  },
  (t) => [primaryKey({ columns: [t.editionId, t.name] })]
);

/** Somebody has read an edition and said yes to exactly that content. */
export const editionApproval = sqliteTable(
  'edition_approval',
  {
    id: text().primaryKey(),
    editionId: text()
      .notNull()
      .references(() => edition.id),
    /** Of the edition as it was read. */
    sha256: text().notNull(),
    by: text().notNull(),
    at: time().notNull(),
    /** When an edit made it void. */
    voidedAt: time()
  },
  (t) => [index('edition_approval_of').on(t.editionId)]
);

/** What was taken out of an edition since it was frozen. */
export const editionRedaction = sqliteTable(
  'edition_redaction',
  {
    id: text().primaryKey(),
    editionId: text()
      .notNull()
      .references(() => edition.id),
    block: text().notNull(),
    kind: text().$type<Redaction['kind']>().notNull(),
    at: time().notNull()
  },
  (t) => [index('edition_redaction_of').on(t.editionId)]
);

/** Hashes of an edition's files as they were made first, by what they were made from: making them again must give the same. */
export const editionFile = sqliteTable(
  'edition_file',
  {
    editionId: text()
      .notNull()
      .references(() => edition.id),
    /** Of the edition's content then. */
    content: text().notNull(),
    name: text().notNull(),
    sha256: text().notNull(),
    software: text().notNull(),
    madeAt: time().notNull()
  },
  (t) => [primaryKey({ columns: [t.editionId, t.content, t.name] })]
);

/** What analysts changed in a wave's report: every version of every piece, the highest holds; a null was taken back. */
export const editorialPiece = sqliteTable(
  'editorial_piece',
  {
    networkId: text()
      .notNull()
      .references(() => network.id),
    waveId: text()
      .notNull()
      .references(() => wave.id),
    /** What it is about: `hide:barrier-no-budget`. */
    key: text().notNull(),
    version: integer().notNull(),
    content: json<Piece | null>(),
    by: text().notNull(),
    at: time().notNull()
  },
  (t) => [primaryKey({ columns: [t.waveId, t.key, t.version] })]
);

/** What somebody of the network said about a part of the report, before it is published. */
export const reportComment = sqliteTable(
  'report_comment',
  {
    id: text().primaryKey(),
    networkId: text()
      .notNull()
      .references(() => network.id),
    waveId: text()
      .notNull()
      .references(() => wave.id),
    block: text().notNull(),
    text: text().notNull(),
    by: text().notNull(),
    at: time().notNull(),
    resolvedAt: time(),
    resolvedBy: text()
  },
  (t) => [index('report_comment_wave').on(t.waveId, t.at)]
);

/** Pictures that analysts gave for reports, without what cameras write beside them. */
export const reportPicture = sqliteTable(
  'report_picture',
  {
    networkId: text()
      .notNull()
      .references(() => network.id),
    sha256: text()
      .notNull()
      .references(() => fileContent.sha256),
    type: text().$type<'image/jpeg' | 'image/png'>().notNull(),
    width: integer().notNull(),
    height: integer().notNull(),
    addedBy: text().notNull(),
    addedAt: time().notNull()
  },
  (t) => [primaryKey({ columns: [t.networkId, t.sha256] })]
);
