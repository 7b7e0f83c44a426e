import { and, eq, isNull, ne } from 'drizzle-orm';
import type { Reader, Tx } from '../db/client';
import { setupCode, signInCode } from '../db/schema/identity';

export type CodeRow = typeof signInCode.$inferSelect;

export async function insertCode(tx: Tx, row: CodeRow): Promise<void> {
  await tx.insert(signInCode).values(row);
}

export async function findCode(db: Reader | Tx, id: string): Promise<CodeRow | undefined> {
  return (await db.select().from(signInCode).where(eq(signInCode.id, id)))[0];
}

export async function updateCode(tx: Tx, id: string, values: Partial<CodeRow>): Promise<void> {
  await tx.update(signInCode).set(values).where(eq(signInCode.id, id));
}

/** Whatever else waits for this person is void: after a change of how one signs in, and once one is in. */
export async function voidCodes(tx: Tx, email: string, usedAt: Date, exceptId = ''): Promise<void> {
  await tx
    .update(signInCode)
    .set({ usedAt })
    .where(and(eq(signInCode.email, email), isNull(signInCode.usedAt), ne(signInCode.id, exceptId)));
}

export async function openSetupCodes(db: Reader | Tx) {
  return db.select().from(setupCode).where(isNull(setupCode.usedAt));
}

/** One code at a time: the last one printed is the one that opens. */
export async function replaceSetupCode(tx: Tx, row: typeof setupCode.$inferInsert): Promise<void> {
  await tx.delete(setupCode).where(isNull(setupCode.usedAt));
  await tx.insert(setupCode).values(row);
}

export async function useSetupCodes(tx: Tx, usedAt: Date): Promise<void> {
  await tx.update(setupCode).set({ usedAt }).where(isNull(setupCode.usedAt));
}
