import { desc, eq } from 'drizzle-orm';
import type { Reader, Tx } from '../db/client';
import { answerImport } from '../db/schema/assessment';
import { modelVersion } from '../db/schema/model';

export type AnswerImportRow = typeof answerImport.$inferSelect;

/** The newest first. */
export async function importsOf(db: Reader | Tx, assessmentId: string): Promise<AnswerImportRow[]> {
  // ids are UUIDv7 and sort by time
  return db
    .select()
    .from(answerImport)
    .where(eq(answerImport.assessmentId, assessmentId))
    .orderBy(desc(answerImport.id));
}

export async function findImport(db: Reader | Tx, id: string): Promise<AnswerImportRow | undefined> {
  return (await db.select().from(answerImport).where(eq(answerImport.id, id)))[0];
}

export async function insertImport(tx: Tx, row: typeof answerImport.$inferInsert): Promise<void> {
  await tx.insert(answerImport).values(row);
}

export async function markUndone(tx: Tx, id: string, undoneBy: string, undoneAt: Date): Promise<void> {
  await tx.update(answerImport).set({ undoneBy, undoneAt }).where(eq(answerImport.id, id));
}

/** Every version of one model. */
export async function versionsOf(db: Reader | Tx, modelId: string) {
  return db
    .select({ version: modelVersion.version, publishedAt: modelVersion.publishedAt })
    .from(modelVersion)
    .where(eq(modelVersion.id, modelId))
    .orderBy(desc(modelVersion.publishedAt));
}
