import { and, asc, eq, inArray, lte } from 'drizzle-orm';
import type { Reader, Tx } from '../db/client';
import { municipalitySetting, step } from '../db/schema/roadmap';

export type StepRow = typeof step.$inferSelect;
export type SettingRow = typeof municipalitySetting.$inferSelect;

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

/** Gives one officer's steps to another. Returns the ids by which devices know them. */
export async function handOverSteps(
  tx: Tx,
  municipalityId: string,
  from: string,
  to: string | null
): Promise<string[]> {
  const mine = and(eq(step.municipalityId, municipalityId), eq(step.ownerId, from));
  const rows = await tx.select({ criterionId: step.criterionId }).from(step).where(mine);
  if (rows.length) await tx.update(step).set({ ownerId: to }).where(mine);
  return rows.map((row) => `${municipalityId}/${row.criterionId}`);
}

/** Planned steps due on a day or before it, by municipality and day. */
export async function plannedUntil(
  db: Reader | Tx,
  filter: { until: string; municipalityId?: string }
): Promise<StepRow[]> {
  const { until, municipalityId } = filter;
  return db
    .select()
    .from(step)
    .where(
      and(
        eq(step.status, 'planned'),
        lte(step.due, until),
        municipalityId === undefined ? undefined : eq(step.municipalityId, municipalityId)
      )
    )
    .orderBy(asc(step.municipalityId), asc(step.due), asc(step.id));
}

export async function markReminded(tx: Tx, id: string, remindedFor: string): Promise<void> {
  await tx.update(step).set({ remindedFor }).where(eq(step.id, id));
}

export async function settingsOf(db: Reader | Tx, municipalityIds: string[]): Promise<SettingRow[]> {
  return municipalityIds.length
    ? db.select().from(municipalitySetting).where(inArray(municipalitySetting.municipalityId, municipalityIds))
    : [];
}

export async function writeSetting(tx: Tx, row: SettingRow): Promise<void> {
  await tx
    .insert(municipalitySetting)
    .values(row)
    .onConflictDoUpdate({ target: municipalitySetting.municipalityId, set: row });
}
