import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Reader, Tx } from '../db/client';
import { fieldAuthor, fieldConflict } from '../db/schema/clash';

export type ClashRow = typeof fieldConflict.$inferSelect;

const isOf = (entity: string, entityId: string) =>
  and(eq(fieldConflict.entity, entity), eq(fieldConflict.entityId, entityId));

export async function findClash(db: Reader | Tx, id: string): Promise<ClashRow | undefined> {
  return (await db.select().from(fieldConflict).where(eq(fieldConflict.id, id)))[0];
}

export async function openClashesOf(db: Reader | Tx, entity: string, entityId: string): Promise<ClashRow[]> {
  return db
    .select()
    .from(fieldConflict)
    .where(and(isOf(entity, entityId), isNull(fieldConflict.settledAt)));
}

export async function openClashesIn(db: Reader | Tx, networkId: string): Promise<ClashRow[]> {
  return db
    .select()
    .from(fieldConflict)
    .where(and(eq(fieldConflict.networkId, networkId), isNull(fieldConflict.settledAt)));
}

export async function insertClash(tx: Tx, row: ClashRow): Promise<void> {
  await tx.insert(fieldConflict).values(row);
}

export async function updateClash(tx: Tx, id: string, values: Partial<ClashRow>): Promise<void> {
  await tx.update(fieldConflict).set(values).where(eq(fieldConflict.id, id));
}

export async function authorsOf(
  db: Reader | Tx,
  entity: string,
  entityId: string
): Promise<Map<string, { author: string; at: Date }>> {
  const rows = await db
    .select()
    .from(fieldAuthor)
    .where(and(eq(fieldAuthor.entity, entity), eq(fieldAuthor.entityId, entityId)));
  return new Map(rows.map(({ field, author, at }) => [field, { author, at }]));
}

/** In place of a field: who wrote what nobody is noted for. */
export const ALL_ELSE = '*';

export async function writeAuthors(tx: Tx, rows: readonly (typeof fieldAuthor.$inferInsert)[]): Promise<void> {
  if (!rows.length) return;
  await tx
    .insert(fieldAuthor)
    .values([...rows])
    .onConflictDoUpdate({
      target: [fieldAuthor.entity, fieldAuthor.entityId, fieldAuthor.field],
      set: { author: sql`excluded.author`, at: sql`excluded.at` }
    });
}

/** Everything that was kept of the fields of things that are erased, settled or not. Returns the ids devices know. */
export async function eraseClashes(tx: Tx, entity: string, entityIds: readonly string[]): Promise<string[]> {
  const ids = [...entityIds];
  const rows = await tx
    .delete(fieldConflict)
    .where(and(eq(fieldConflict.entity, entity), inArray(fieldConflict.entityId, ids)))
    .returning({ id: fieldConflict.id });
  await tx.delete(fieldAuthor).where(and(eq(fieldAuthor.entity, entity), inArray(fieldAuthor.entityId, ids)));
  return rows.map(({ id }) => id);
}
