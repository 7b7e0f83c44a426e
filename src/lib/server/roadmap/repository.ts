import { and, eq, inArray } from 'drizzle-orm';
import type { Reader, Tx } from '../db/client';
import { step } from '../db/schema/roadmap';

export type StepRow = typeof step.$inferSelect;

export async function findStep(
  db: Reader | Tx,
  municipalityId: string,
  criterionId: string
): Promise<StepRow | undefined> {
  return (
    await db
      .select()
      .from(step)
      .where(and(eq(step.municipalityId, municipalityId), eq(step.criterionId, criterionId)))
  )[0];
}

export async function stepsOf(db: Reader | Tx, municipalityIds: string[]): Promise<StepRow[]> {
  return municipalityIds.length ? db.select().from(step).where(inArray(step.municipalityId, municipalityIds)) : [];
}

export async function writeStep(tx: Tx, row: StepRow): Promise<void> {
  await tx
    .insert(step)
    .values(row)
    .onConflictDoUpdate({ target: [step.municipalityId, step.criterionId], set: row });
}

export async function handOverSteps(
  tx: Tx,
  municipalityId: string,
  from: string,
  to: string | null
): Promise<string[]> {
  const mine = and(eq(step.municipalityId, municipalityId), eq(step.ownerId, from));
  const rows = await tx.select({ id: step.id }).from(step).where(mine);
  if (rows.length) await tx.update(step).set({ ownerId: to }).where(mine);
  return rows.map((row) => row.id);
}
