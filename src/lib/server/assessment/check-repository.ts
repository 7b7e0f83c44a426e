import { eq, inArray } from 'drizzle-orm';
import type { Reader, Tx } from '../db/client';
import { checkResult } from '../db/schema/assessment';

export type CheckRow = typeof checkResult.$inferSelect;

export async function checksOf(db: Reader | Tx, municipalityIds: string[]): Promise<CheckRow[]> {
  return municipalityIds.length
    ? db.select().from(checkResult).where(inArray(checkResult.municipalityId, municipalityIds))
    : [];
}

export async function findCheck(db: Reader | Tx, id: string): Promise<CheckRow | undefined> {
  return (await db.select().from(checkResult).where(eq(checkResult.id, id)))[0];
}

export async function insertCheck(tx: Tx, row: typeof checkResult.$inferInsert): Promise<void> {
  await tx.insert(checkResult).values(row);
}
