import { and, eq, isNull, lt, lte, sql } from 'drizzle-orm';
import type { Reader, Tx } from '../db/client';
import { keptQuery } from '../db/kept-query';
import { deviceSeen } from '../db/schema/notify';

export type SeenRow = typeof deviceSeen.$inferSelect;

const seenById = keptQuery((db) =>
  db
    .select()
    .from(deviceSeen)
    .where(eq(deviceSeen.id, sql.placeholder('id')))
);

export async function findSeen(db: Reader | Tx, id: string): Promise<SeenRow | undefined> {
  return (await seenById(db, { id }))[0];
}

export async function putSeen(tx: Tx, row: SeenRow): Promise<void> {
  const { id: _id, personId: _person, ...rest } = row;
  await tx
    .insert(deviceSeen)
    .values(row)
    .onConflictDoUpdate({
      target: deviceSeen.id,
      // what was used once stays so, when it only reads now
      set: { ...rest, usedAt: sql`coalesce(excluded.used_at, ${deviceSeen.usedAt})` }
    });
}

/** Not seen since, and nobody was told yet. */
export async function silentSince(db: Reader | Tx, before: Date): Promise<SeenRow[]> {
  return db
    .select()
    .from(deviceSeen)
    .where(and(lte(deviceSeen.seenAt, before), isNull(deviceSeen.toldAt)));
}

export async function markTold(tx: Tx, id: string, toldAt: Date): Promise<void> {
  await tx.update(deviceSeen).set({ toldAt }).where(eq(deviceSeen.id, id));
}

export async function deleteSeen(tx: Tx, id: string): Promise<void> {
  await tx.delete(deviceSeen).where(eq(deviceSeen.id, id));
}

export async function deleteSeenBefore(tx: Tx, before: Date): Promise<void> {
  await tx.delete(deviceSeen).where(lt(deviceSeen.seenAt, before));
}
