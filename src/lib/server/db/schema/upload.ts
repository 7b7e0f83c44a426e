import { blob, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { time } from './columns';
import { person } from './identity';

/** A file on its way, one person's own: nobody else learns of it, and the command that names it takes it away. */
export const fileUpload = sqliteTable(
  'file_upload',
  {
    personId: text()
      .notNull()
      .references(() => person.id),
    /** Of the whole file, in hex, as its sender says; true once all bytes are here. */
    sha256: text().notNull(),
    /** Bytes the file has. */
    size: integer().notNull(),
    /** Bytes that are here. */
    received: integer().notNull(),
    updatedAt: time().notNull()
  },
  (t) => [primaryKey({ columns: [t.personId, t.sha256] }), index('file_upload_updated').on(t.updatedAt)]
);

/** The pieces of an upload, each stored before it is acknowledged. */
export const filePiece = sqliteTable(
  'file_piece',
  {
    personId: text().notNull(),
    sha256: text().notNull(),
    /** Where in the file it begins. */
    at: integer().notNull(),
    bytes: blob({ mode: 'buffer' }).notNull()
  },
  (t) => [primaryKey({ columns: [t.personId, t.sha256, t.at] })]
);
