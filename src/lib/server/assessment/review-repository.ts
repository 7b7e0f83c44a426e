import { asc, eq } from 'drizzle-orm';
import type { Reader, Tx } from '../db/client';
import { assessmentRevision } from '../db/schema/assessment';

export type RevisionRow = typeof assessmentRevision.$inferSelect;

/** The oldest first. */
export async function revisionsOf(db: Reader | Tx, assessmentId: string): Promise<RevisionRow[]> {
  return db
    .select()
    .from(assessmentRevision)
    .where(eq(assessmentRevision.assessmentId, assessmentId))
    .orderBy(asc(assessmentRevision.revision));
}

export async function insertRevision(tx: Tx, row: typeof assessmentRevision.$inferInsert): Promise<void> {
  await tx.insert(assessmentRevision).values(row);
}
