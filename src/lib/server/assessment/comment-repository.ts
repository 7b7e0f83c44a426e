import { eq, inArray } from 'drizzle-orm';
import type { Reader, Tx } from '../db/client';
import { reviewComment } from '../db/schema/assessment';

export type CommentRow = typeof reviewComment.$inferSelect;

export async function commentsOf(db: Reader | Tx, assessmentIds: string[]): Promise<CommentRow[]> {
  return assessmentIds.length
    ? db.select().from(reviewComment).where(inArray(reviewComment.assessmentId, assessmentIds))
    : [];
}

export async function insertComment(tx: Tx, row: typeof reviewComment.$inferInsert): Promise<void> {
  await tx.insert(reviewComment).values(row);
}

export async function findComment(db: Reader | Tx, id: string): Promise<CommentRow | undefined> {
  return (await db.select().from(reviewComment).where(eq(reviewComment.id, id)))[0];
}

export async function updateComment(tx: Tx, id: string, values: Partial<CommentRow>): Promise<void> {
  await tx.update(reviewComment).set(values).where(eq(reviewComment.id, id));
}
