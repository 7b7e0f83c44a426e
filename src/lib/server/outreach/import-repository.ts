import type { ImportKind } from '$lib/domain/outreach/imports/kinds';
import type { RememberedColumns } from '$lib/domain/outreach/imports/propose-columns';
import { and, asc, desc, eq, inArray, lt, sql } from 'drizzle-orm';
import type { Reader, Tx } from '../db/client';
import { insertRows } from '../db/insert-rows';
import { contactImportChange, listImport, listMapping, meetingImportChange } from '../db/schema/imports';

export type ListImportRow = typeof listImport.$inferSelect;
export type ContactChangeRow = typeof contactImportChange.$inferSelect;
export type MeetingChangeRow = typeof meetingImportChange.$inferSelect;

/** The newest first. */
export async function importsOf(
  db: Reader | Tx,
  networkId: string,
  kind: ImportKind | null,
  limit: number
): Promise<ListImportRow[]> {
  const here = eq(listImport.networkId, networkId);
  return db
    .select()
    .from(listImport)
    .where(kind ? and(here, eq(listImport.kind, kind)) : here)
    .orderBy(desc(listImport.id))
    .limit(limit);
}

export async function findListImport(db: Reader | Tx, id: string): Promise<ListImportRow | undefined> {
  return (await db.select().from(listImport).where(eq(listImport.id, id)))[0];
}

/** One that was begun with this file and these decisions, and did not come to its end. */
export async function findUnfinished(
  db: Reader | Tx,
  { networkId, kind, sha256, settings }: Pick<ListImportRow, 'networkId' | 'kind' | 'sha256' | 'settings'>
): Promise<ListImportRow | undefined> {
  const rows = await db
    .select()
    .from(listImport)
    .where(
      and(
        ...[eq(listImport.networkId, networkId), eq(listImport.kind, kind), eq(listImport.sha256, sha256)],
        ...[eq(listImport.settings, settings), inArray(listImport.state, ['running', 'stopped'])]
      )
    )
    .orderBy(desc(listImport.id))
    .limit(1);
  return rows[0];
}

export async function insertListImport(tx: Tx, row: ListImportRow): Promise<void> {
  await tx.insert(listImport).values(row);
}

export async function updateListImport(tx: Tx, id: string, values: Partial<ListImportRow>): Promise<void> {
  await tx.update(listImport).set(values).where(eq(listImport.id, id));
}

export async function insertContactChanges(tx: Tx, rows: readonly ContactChangeRow[]): Promise<void> {
  await insertRows(tx, contactImportChange, rows);
}

export async function insertMeetingChange(tx: Tx, row: MeetingChangeRow): Promise<void> {
  await tx.insert(meetingImportChange).values(row);
}

const among = (
  column: typeof contactImportChange.contactId | typeof meetingImportChange.meetingId,
  ids: readonly string[]
) => sql`${column} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`;

/** What this import has done to these contacts so far. */
export async function contactChangesOn(db: Tx, importId: string, ids: readonly string[]): Promise<ContactChangeRow[]> {
  if (!ids.length) return [];
  return db
    .select()
    .from(contactImportChange)
    .where(and(eq(contactImportChange.importId, importId), among(contactImportChange.contactId, ids)));
}

export async function meetingChangeOn(
  db: Tx,
  importId: string,
  meetingId: string
): Promise<MeetingChangeRow | undefined> {
  const rows = await db
    .select()
    .from(meetingImportChange)
    .where(and(eq(meetingImportChange.importId, importId), eq(meetingImportChange.meetingId, meetingId)));
  return rows[0];
}

export async function updateContactChange(tx: Tx, id: string, values: Partial<ContactChangeRow>): Promise<void> {
  await tx.update(contactImportChange).set(values).where(eq(contactImportChange.id, id));
}

export async function updateMeetingChange(tx: Tx, id: string, values: Partial<MeetingChangeRow>): Promise<void> {
  await tx.update(meetingImportChange).set(values).where(eq(meetingImportChange.id, id));
}

/**
 * The next changes to take back, the last ones first: nothing is left of those that were.
 *
 * @param below only those before this one, for whoever looks without taking back
 */
export async function nextContactChanges(
  db: Reader | Tx,
  importId: string,
  limit: number,
  below?: string
): Promise<ContactChangeRow[]> {
  const here = eq(contactImportChange.importId, importId);
  return db
    .select()
    .from(contactImportChange)
    .where(below === undefined ? here : and(here, lt(contactImportChange.id, below)))
    .orderBy(desc(contactImportChange.id))
    .limit(limit);
}

export async function nextMeetingChanges(
  db: Reader | Tx,
  importId: string,
  limit: number,
  below?: string
): Promise<MeetingChangeRow[]> {
  const here = eq(meetingImportChange.importId, importId);
  return db
    .select()
    .from(meetingImportChange)
    .where(below === undefined ? here : and(here, lt(meetingImportChange.id, below)))
    .orderBy(desc(meetingImportChange.id))
    .limit(limit);
}

export async function dropContactChanges(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx
    .delete(contactImportChange)
    .where(sql`${contactImportChange.id} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`);
}

export async function dropMeetingChanges(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx
    .delete(meetingImportChange)
    .where(sql`${meetingImportChange.id} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`);
}

export async function countChanges(db: Reader | Tx, row: Pick<ListImportRow, 'id' | 'kind'>): Promise<number> {
  const table = row.kind === 'contacts' ? contactImportChange : meetingImportChange;
  const [found] = await db
    .select({ n: sql<number>`count(*)` })
    .from(table)
    .where(eq(table.importId, row.id));
  return found?.n ?? 0;
}

export async function findListMapping(
  db: Reader | Tx,
  networkId: string,
  kind: ImportKind,
  signature: string
): Promise<RememberedColumns | null> {
  const rows = await db
    .select({ columns: listMapping.columns })
    .from(listMapping)
    .where(and(eq(listMapping.networkId, networkId), eq(listMapping.kind, kind), eq(listMapping.signature, signature)))
    .orderBy(asc(listMapping.updatedAt));
  return rows[0]?.columns ?? null;
}

export async function keepListMapping(tx: Tx, row: typeof listMapping.$inferInsert): Promise<void> {
  const { columns, updatedAt } = row;
  await tx
    .insert(listMapping)
    .values(row)
    .onConflictDoUpdate({
      target: [listMapping.networkId, listMapping.kind, listMapping.signature],
      set: { columns, updatedAt }
    });
}
