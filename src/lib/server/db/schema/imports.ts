import type { ImportKind } from '$lib/domain/outreach/imports/kinds';
import type { RememberedColumns } from '$lib/domain/outreach/imports/propose-columns';
import type { ContactContent } from '$lib/domain/outreach/merge-contact';
import type { Knowledge } from '$lib/domain/outreach/meeting-parts';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { json, time } from './columns';
import { network } from './identity';

/** A list of contacts or meetings that was read in, in parts: how far it is, and the way back. */
export const listImport = sqliteTable(
  'list_import',
  {
    id: text().primaryKey(),
    networkId: text()
      .notNull()
      .references(() => network.id),
    kind: text().$type<ImportKind>().notNull(),
    fileName: text().notNull(),
    sha256: text().notNull(),
    /** Hash of what the person had decided: the same file goes on only with the same decisions. */
    settings: text().notNull(),
    state: text().$type<'running' | 'stopped' | 'done' | 'undoing' | 'undone'>().notNull(),
    /** Somebody asked it to stop. */
    stopAsked: integer({ mode: 'boolean' }).notNull().default(false),
    total: integer().notNull(),
    doneRows: integer().notNull(),
    counts: json<{ created: number; updated: number; same: number; refused: number }>().notNull(),
    createdAt: time().notNull(),
    createdBy: text().notNull(),
    /** Of the last part: one that is running and was not touched for long has lost its process. */
    touchedAt: time().notNull(),
    undoneAt: time(),
    undoneBy: text(),
    /** What an undo did, and what it left; ids only. */
    undone: json<{
      removed: number;
      restored: number;
      kept: number;
      named: { id: string; because: 'changed-since' | 'in-use' }[];
    }>()
  },
  (t) => [index('list_import_network').on(t.networkId, t.kind, t.createdAt)]
);

/** What an import made of a contact; goes with the contact when its person is erased. */
export const contactImportChange = sqliteTable(
  'contact_import_change',
  {
    id: text().primaryKey(),
    importId: text()
      .notNull()
      .references(() => listImport.id),
    contactId: text().notNull(),
    kind: text().$type<'create' | 'update'>().notNull(),
    /** What the changed fields said before; null for a new contact. */
    before: json<Partial<ContactContent>>(),
    /** Hash of the contact right after: whoever changed it since has changed this. */
    afterHash: text().notNull()
  },
  (t) => [index('contact_import_change_import').on(t.importId), index('contact_import_change_contact').on(t.contactId)]
);

/** Texts, interest and knowledge of a meeting that were otherwise before an import, and ids of what it added. */
export interface MeetingBefore {
  texts: Record<string, string>;
  added: string[];
  figures?: { interestBefore?: number | null; interestAfter?: number | null; knowledge?: Knowledge[] };
}

/** What an import made of a meeting. */
export const meetingImportChange = sqliteTable(
  'meeting_import_change',
  {
    id: text().primaryKey(),
    importId: text()
      .notNull()
      .references(() => listImport.id),
    meetingId: text().notNull(),
    kind: text().$type<'create' | 'update'>().notNull(),
    /** Texts as they were, and the ids of what was added; null for a new meeting. */
    before: json<MeetingBefore>(),
    afterHash: text().notNull()
  },
  (t) => [index('meeting_import_change_import').on(t.importId), index('meeting_import_change_meeting').on(t.meetingId)]
);

/** The columns a person used for files with these headers. */
export const listMapping = sqliteTable(
  'list_mapping',
  {
    networkId: text()
      .notNull()
      .references(() => network.id),
    kind: text().$type<ImportKind>().notNull(),
    /** The headers of the file. */
    signature: text().notNull(),
    columns: json<RememberedColumns>().notNull(),
    updatedAt: time().notNull()
  },
  (t) => [primaryKey({ columns: [t.networkId, t.kind, t.signature] })]
);
