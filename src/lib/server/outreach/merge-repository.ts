import { and, desc, eq, inArray, isNull, or } from 'drizzle-orm';
import type { Reader, Tx } from '../db/client';
import { attendee } from '../db/schema/outreach';
import { contactMerge } from '../db/schema/people';

export type MergeRow = typeof contactMerge.$inferSelect;

export async function findMerge(db: Reader | Tx, id: string): Promise<MergeRow | undefined> {
  return (await db.select().from(contactMerge).where(eq(contactMerge.id, id)))[0];
}

/** The merge in which a contact went, where it stands. */
export async function mergeInWhichGone(db: Reader | Tx, contactId: string): Promise<MergeRow | undefined> {
  const rows = await db
    .select()
    .from(contactMerge)
    .where(and(eq(contactMerge.goneId, contactId), isNull(contactMerge.undoneAt)));
  return rows[0];
}

/** Later merges of the same contact that stand: what they changed lies on top. */
export async function laterMerges(db: Reader | Tx, { id, keptId, mergedAt }: MergeRow): Promise<MergeRow[]> {
  const rows = await db
    .select()
    .from(contactMerge)
    .where(and(or(eq(contactMerge.keptId, keptId), eq(contactMerge.goneId, keptId)), isNull(contactMerge.undoneAt)));
  return rows.filter((row) => row.id !== id && row.id > id && row.mergedAt >= mergedAt);
}

export async function mergesIn(db: Reader | Tx, networkId: string, ids?: readonly string[]): Promise<MergeRow[]> {
  const here = eq(contactMerge.networkId, networkId);
  return db
    .select()
    .from(contactMerge)
    .where(ids ? and(here, inArray(contactMerge.id, [...ids])) : here)
    .orderBy(desc(contactMerge.id));
}

export async function insertMerge(tx: Tx, row: MergeRow): Promise<void> {
  await tx.insert(contactMerge).values(row);
}

export async function updateMerge(tx: Tx, id: string, values: Partial<MergeRow>): Promise<void> {
  await tx.update(contactMerge).set(values).where(eq(contactMerge.id, id));
}

export async function meetingsOfAttendees(db: Reader | Tx, ids: readonly string[]): Promise<string[]> {
  if (!ids.length) return [];
  const rows = await db
    .selectDistinct({ id: attendee.meetingId })
    .from(attendee)
    .where(inArray(attendee.id, [...ids]));
  return rows.map(({ id }) => id);
}
