import type { AnswerSheet } from '$lib/domain/model/types';
import { and, desc, eq, isNotNull, isNull } from 'drizzle-orm';
import type { Reader, Tx } from '../db/client';
import { answer, assessment } from '../db/schema/assessment';
import { modelDraft } from '../db/schema/model';

export type DraftRow = typeof modelDraft.$inferSelect;

export async function findDraft(db: Reader | Tx, id: string): Promise<DraftRow | undefined> {
  return (await db.select().from(modelDraft).where(eq(modelDraft.id, id)))[0];
}

/** What is still being edited, the latest first. */
export async function openDrafts(db: Reader | Tx, networkId: string): Promise<DraftRow[]> {
  return db
    .select()
    .from(modelDraft)
    .where(and(eq(modelDraft.networkId, networkId), isNull(modelDraft.publishedAt)))
    .orderBy(desc(modelDraft.updatedAt));
}

export async function insertDraft(tx: Tx, row: typeof modelDraft.$inferInsert): Promise<void> {
  await tx.insert(modelDraft).values(row);
}

export async function updateDraft(tx: Tx, id: string, values: Partial<DraftRow>): Promise<void> {
  await tx.update(modelDraft).set(values).where(eq(modelDraft.id, id));
}

export async function deleteDraft(tx: Tx, id: string): Promise<void> {
  await tx.delete(modelDraft).where(eq(modelDraft.id, id));
}

/** The answers of a wave's submitted assessments, by assessment; drafts stay inside the municipality. */
export async function submittedSheets(db: Reader | Tx, waveId: string): Promise<AnswerSheet[]> {
  const rows = await db
    .select({ id: assessment.id, criterionId: answer.criterionId, value: answer.value })
    .from(assessment)
    .leftJoin(answer, eq(answer.assessmentId, assessment.id))
    .where(and(eq(assessment.waveId, waveId), isNotNull(assessment.submittedAt)));
  const sheets = new Map<string, Record<string, AnswerSheet[string]>>();
  for (const { id, criterionId, value } of rows) {
    const sheet = sheets.get(id) ?? {};
    sheets.set(id, sheet);
    if (criterionId !== null && value !== null) sheet[criterionId] = value;
  }
  return [...sheets.values()];
}
