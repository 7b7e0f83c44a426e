import { and, desc, eq, gt, inArray, lte } from 'drizzle-orm';
import type { Reader, Tx } from '../db/client';
import { accessLink, answerConflict, answerHistory } from '../db/schema/assessment';
import { person } from '../db/schema/identity';
import type { ConflictRow } from './repository';

export type HistoryRow = typeof answerHistory.$inferSelect;

/** Newest first. */
export async function historyOf(db: Reader, assessmentId: string, criterionId: string): Promise<HistoryRow[]> {
  return db
    .select()
    .from(answerHistory)
    .where(and(eq(answerHistory.assessmentId, assessmentId), eq(answerHistory.criterionId, criterionId)))
    .orderBy(desc(answerHistory.version));
}

/** Open and settled ones. */
export async function conflictsOf(db: Reader, assessmentId: string, criterionId: string): Promise<ConflictRow[]> {
  return db
    .select()
    .from(answerConflict)
    .where(and(eq(answerConflict.assessmentId, assessmentId), eq(answerConflict.criterionId, criterionId)));
}

/** Names by person id, and by `link:ID` for those who answered through a link. */
export async function namesOf(db: Reader, ids: string[]): Promise<Map<string, string>> {
  const people = await db
    .select({ id: person.id, name: person.name })
    .from(person)
    .where(inArray(person.id, [...ids, '']));
  const links = await db
    .select({ id: accessLink.id, name: accessLink.usedByName })
    .from(accessLink)
    .where(inArray(accessLink.id, [...ids.flatMap((id) => (id.startsWith('link:') ? [id.slice(5)] : [])), '']));
  return new Map([
    ...people.map(({ id, name }) => [id, name] as const),
    ...links.flatMap(({ id, name }) => (name ? [[`link:${id}`, name] as const] : []))
  ]);
}

/** Whether one person gave every answer of these versions, and all of them are there. */
export async function isOnlyBy(
  tx: Tx,
  { assessmentId, criterionId }: { assessmentId: string; criterionId: string },
  personId: string,
  { after, upTo }: { after: number; upTo: number }
): Promise<boolean> {
  const rows = await tx
    .select({ answeredBy: answerHistory.answeredBy })
    .from(answerHistory)
    .where(
      and(
        eq(answerHistory.assessmentId, assessmentId),
        eq(answerHistory.criterionId, criterionId),
        gt(answerHistory.version, after),
        lte(answerHistory.version, upTo)
      )
    );
  return rows.length === upTo - after && rows.every(({ answeredBy }) => answeredBy === personId);
}
