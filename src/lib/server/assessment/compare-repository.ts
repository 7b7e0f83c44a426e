import { and, eq, inArray, isNotNull, lte, ne } from 'drizzle-orm';
import type { Reader } from '../db/client';
import { answerHistory, assessment, assessmentRevision, wave } from '../db/schema/assessment';

/** Every time one of these municipalities' assessments in a wave was submitted: those that stand, and those returned or opened again. */
export async function submissionsOf(db: Reader, waveId: string, municipalityIds: string[]) {
  const found: { assessmentId: string; municipalityId: string; submittedAt: Date; endedAt: Date | null }[] = [];
  for (let i = 0; i < municipalityIds.length; i += 1000) {
    const here = and(
      eq(assessment.waveId, waveId),
      inArray(assessment.municipalityId, municipalityIds.slice(i, i + 1000))
    );
    const standing = await db
      .select({
        assessmentId: assessment.id,
        municipalityId: assessment.municipalityId,
        submittedAt: assessment.submittedAt
      })
      .from(assessment)
      .where(and(here, isNotNull(assessment.submittedAt)));
    for (const row of standing) {
      if (row.submittedAt) found.push({ ...row, submittedAt: row.submittedAt, endedAt: null });
    }
    found.push(
      ...(await db
        .select({
          assessmentId: assessment.id,
          municipalityId: assessment.municipalityId,
          submittedAt: assessmentRevision.submittedAt,
          endedAt: assessmentRevision.createdAt
        })
        .from(assessmentRevision)
        .innerJoin(assessment, eq(assessment.id, assessmentRevision.assessmentId))
        .where(here))
    );
  }
  return found;
}

/** Every answer these assessments had received by a moment, oldest version first. */
export async function answersReceivedBy(db: Reader, assessmentIds: string[], moment: Date) {
  const { assessmentId, criterionId, value, version } = answerHistory;
  const rows: { assessmentId: string; criterionId: string; value: (typeof answerHistory.$inferSelect)['value'] }[] = [];
  for (let i = 0; i < assessmentIds.length; i += 500) {
    rows.push(
      ...(await db
        .select({ assessmentId, criterionId, value })
        .from(answerHistory)
        .where(
          and(
            inArray(answerHistory.assessmentId, assessmentIds.slice(i, i + 500)),
            lte(answerHistory.receivedAt, moment)
          )
        )
        .orderBy(version))
    );
  }
  return rows;
}

/** A municipality's submitted assessments of the waves that opened before one, newest first. */
export async function earlierSubmitted(db: Reader, municipalityId: string, before: typeof wave.$inferSelect) {
  const rows = await db
    .select({ assessment, wave })
    .from(assessment)
    .innerJoin(wave, eq(wave.id, assessment.waveId))
    .where(
      and(
        eq(assessment.municipalityId, municipalityId),
        ne(assessment.waveId, before.id),
        lte(wave.opensAt, before.opensAt),
        isNotNull(assessment.submittedAt)
      )
    );
  return rows.sort((a, b) => b.wave.opensAt.getTime() - a.wave.opensAt.getTime());
}
