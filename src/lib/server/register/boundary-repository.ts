import { and, asc, eq } from 'drizzle-orm';
import type { Reader, Tx } from '../db/client';
import { boundary } from '../db/schema/boundaries';

export type BoundaryRow = typeof boundary.$inferSelect;

/** A network's counties and municipalities as shapes, as far as it has them. */
export async function boundariesOf(db: Reader | Tx, networkId: string): Promise<BoundaryRow[]> {
  return db.select().from(boundary).where(eq(boundary.networkId, networkId)).orderBy(asc(boundary.level));
}

export async function writeBoundary(tx: Tx, row: BoundaryRow): Promise<void> {
  const { networkId: _network, level: _level, ...changed } = row;
  await tx
    .insert(boundary)
    .values(row)
    .onConflictDoUpdate({ target: [boundary.networkId, boundary.level], set: changed });
}

export async function deleteBoundary(tx: Tx, networkId: string, level: BoundaryRow['level']): Promise<void> {
  await tx.delete(boundary).where(and(eq(boundary.networkId, networkId), eq(boundary.level, level)));
}
