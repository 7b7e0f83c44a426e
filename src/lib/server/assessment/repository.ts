import { and, desc, eq, inArray, isNull, ne, or, sql } from 'drizzle-orm';
import type { AnySQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { AnswerContent } from '$lib/domain/assessment/merge-answer';
import type { AnswerOrigin } from '$lib/domain/assessment/origin';
import type { CriterionPlaces } from '$lib/domain/assessment/packed-answers';
import type { Reader, Tx } from '../db/client';
import { insertRows } from '../db/insert-rows';
import { keptQuery } from '../db/kept-query';
import { answer, answerConflict, answerHistory, assessment, wave } from '../db/schema/assessment';
import { municipality } from '../db/schema/register';
import { packWritten } from './vector-repository';

export type WaveRow = typeof wave.$inferSelect;
export type AssessmentRow = typeof assessment.$inferSelect;
export type AnswerRow = typeof answer.$inferSelect;
export type ConflictRow = typeof answerConflict.$inferSelect;

export async function findWave(db: Reader | Tx, id: string): Promise<WaveRow | undefined> {
  return (await db.select().from(wave).where(eq(wave.id, id)))[0];
}

/** The wave that is open, or else the one that closed last. */
export async function currentWave(db: Reader | Tx, networkId: string): Promise<WaveRow | undefined> {
  const rows = await db
    .select()
    .from(wave)
    .where(eq(wave.networkId, networkId))
    .orderBy(sql`closed_at is not null`, desc(wave.opensAt))
    .limit(1);
  return rows[0];
}

export async function listWaves(db: Reader | Tx, networkId: string): Promise<WaveRow[]> {
  return db.select().from(wave).where(eq(wave.networkId, networkId)).orderBy(desc(wave.opensAt));
}

export interface WaveCounts {
  municipalities: number;
  started: number;
  submitted: number;
}

/** How far the municipalities of each of a network's waves have come. */
export async function countByWave(db: Reader | Tx, networkId: string): Promise<Map<string, WaveCounts>> {
  const rows = await db
    .select({
      waveId: assessment.waveId,
      municipalities: sql<number>`count(*)`,
      started: sql<number>`count(${assessment.startedAt})`,
      submitted: sql<number>`count(${assessment.submittedAt})`
    })
    .from(assessment)
    .where(eq(assessment.networkId, networkId))
    .groupBy(assessment.waveId);
  return new Map(rows.map(({ waveId, ...counts }) => [waveId, counts]));
}

export async function insertWave(tx: Tx, row: typeof wave.$inferInsert): Promise<void> {
  await tx.insert(wave).values(row);
}

export async function closeWaveRow(tx: Tx, id: string, closedAt: Date): Promise<void> {
  await tx.update(wave).set({ closedAt }).where(eq(wave.id, id));
}

export async function insertAssessments(tx: Tx, rows: (typeof assessment.$inferInsert)[]): Promise<void> {
  for (let i = 0; i < rows.length; i += 500)
    await tx
      .insert(assessment)
      .values(rows.slice(i, i + 500))
      .onConflictDoNothing();
}

const assessmentById = keptQuery((db) =>
  db
    .select()
    .from(assessment)
    .innerJoin(wave, eq(wave.id, assessment.waveId))
    .where(eq(assessment.id, sql.placeholder('id')))
);

export async function findAssessment(
  db: Reader | Tx,
  id: string
): Promise<(AssessmentRow & { wave: WaveRow }) | undefined> {
  const [row] = await assessmentById(db, { id });
  return row && { ...row.assessment, wave: row.wave };
}

const networkById = keptQuery((db) =>
  db
    .select({ networkId: assessment.networkId })
    .from(assessment)
    .where(eq(assessment.id, sql.placeholder('id')))
);

export async function networkOfAssessment(db: Reader | Tx, id: string): Promise<string | null> {
  return (await networkById(db, { id }))[0]?.networkId ?? null;
}

export async function findAssessmentOf(
  db: Reader | Tx,
  waveId: string,
  municipalityId: string
): Promise<AssessmentRow | undefined> {
  return (
    await db
      .select()
      .from(assessment)
      .where(and(eq(assessment.waveId, waveId), eq(assessment.municipalityId, municipalityId)))
  )[0];
}

export async function updateAssessment(tx: Tx, id: string, values: Partial<AssessmentRow>): Promise<void> {
  await tx.update(assessment).set(values).where(eq(assessment.id, id));
}

const begin = keptQuery((db) =>
  db
    .update(assessment)
    .set({
      startedAt: sql`coalesce(${assessment.startedAt}, ${sql.placeholder('at')})`,
      updatedAt: sql`${sql.placeholder('at')}`
    })
    .where(eq(assessment.id, sql.placeholder('id')))
);

/** Its municipality has changed something in it: from the first time on it has begun. */
export async function touchAssessment(tx: Tx, id: string, at: Date): Promise<void> {
  await begin(tx, { id, at: at.getTime() });
}

export async function findAnswer(
  db: Reader | Tx,
  assessmentId: string,
  criterionId: string
): Promise<AnswerRow | undefined> {
  return (
    await db
      .select()
      .from(answer)
      .where(and(eq(answer.assessmentId, assessmentId), eq(answer.criterionId, criterionId)))
  )[0];
}

export async function answersOf(db: Reader | Tx, assessmentIds: string[]): Promise<AnswerRow[]> {
  const rows: AnswerRow[] = [];
  for (let i = 0; i < assessmentIds.length; i += 500) {
    rows.push(
      ...(await db
        .select()
        .from(answer)
        .where(inArray(answer.assessmentId, assessmentIds.slice(i, i + 500))))
    );
  }
  return rows;
}

/** The answer as it was at one version: what a device had seen when its officer changed it. */
export async function findVersion(db: Reader | Tx, assessmentId: string, criterionId: string, version: number) {
  const rows = await db
    .select()
    .from(answerHistory)
    .where(
      and(
        eq(answerHistory.assessmentId, assessmentId),
        eq(answerHistory.criterionId, criterionId),
        eq(answerHistory.version, version)
      )
    );
  return rows[0];
}

export interface AnswerWrite extends AnswerContent {
  assessmentId: string;
  criterionId: string;
  version: number;
  /** Left out: an officer's own. */
  origin?: AnswerOrigin;
  answeredBy: string;
  answeredAt: Date;
}

/**
 * The present answer and its history row, together.
 *
 * @param places of its wave's model: the packed answers are written with it
 */
export async function writeAnswer(
  tx: Tx,
  ids: { answer: string; history: string },
  write: AnswerWrite,
  receivedAt: Date,
  places: CriterionPlaces
): Promise<void> {
  await tx
    .insert(answer)
    .values({ id: ids.answer, ...write })
    .onConflictDoUpdate({
      target: [answer.assessmentId, answer.criterionId],
      set: {
        value: write.value,
        note: write.note,
        evidence: write.evidence,
        origin: write.origin ?? 'own',
        version: write.version,
        answeredBy: write.answeredBy,
        answeredAt: write.answeredAt
      }
    });
  await tx.insert(answerHistory).values({ id: ids.history, ...write, receivedAt });
  await packWritten(tx, write.assessmentId, places, [{ ...write, origin: write.origin ?? 'own' }]);
}

const versionsAmong = keptQuery((db) =>
  db
    .select({ id: answer.id, criterionId: answer.criterionId, version: answer.version })
    .from(answer)
    .where(
      and(
        eq(answer.assessmentId, sql.placeholder('assessmentId')),
        sql`${answer.criterionId} in (select value from json_each(${sql.placeholder('criterionIds')}))`
      )
    )
);

/** Which of these questions are answered, and with which version. */
export async function versionsOf(
  db: Reader | Tx,
  assessmentId: string,
  criterionIds: readonly string[]
): Promise<Map<string, { id: string; version: number }>> {
  const rows = await versionsAmong(db, { assessmentId, criterionIds: JSON.stringify(criterionIds) });
  return new Map(rows.map(({ criterionId, ...row }) => [criterionId, row]));
}

export type AnswerInsert = Required<AnswerWrite> & { id: string };

const REPLACE = ['value', 'note', 'evidence', 'origin', 'version', 'answered_by', 'answered_at'];
const ON_ANSWER = `ON CONFLICT (assessment_id, criterion_id) DO UPDATE SET ${REPLACE.map((c) => `${c} = excluded.${c}`).join(', ')}`;

export type AnswerReceived = AnswerInsert & { receivedAt: Date };

/**
 * Many present answers of one assessment and their history rows.
 *
 * @param places of its wave's model: the packed answers are written with them
 */
export async function writeAnswers(
  tx: Tx,
  rows: readonly AnswerReceived[],
  newId: () => string,
  places: CriterionPlaces
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const present = rows.map(({ receivedAt: _, ...row }) => row);
  await insertRows(tx, answer, present, ON_ANSWER);
  const history = rows.map((row) => ({ ...row, id: newId() }));
  await insertRows(tx, answerHistory, history);
  await packWritten(tx, first.assessmentId, places, rows);
}

export async function insertConflict(tx: Tx, row: typeof answerConflict.$inferInsert): Promise<void> {
  await tx.insert(answerConflict).values(row);
}

export async function findConflict(db: Reader | Tx, id: string): Promise<ConflictRow | undefined> {
  return (await db.select().from(answerConflict).where(eq(answerConflict.id, id)))[0];
}

export async function openConflicts(db: Reader | Tx, assessmentId: string): Promise<ConflictRow[]> {
  return db
    .select()
    .from(answerConflict)
    .where(and(eq(answerConflict.assessmentId, assessmentId), isNull(answerConflict.settledAt)));
}

export async function updateConflict(tx: Tx, id: string, values: Partial<ConflictRow>): Promise<void> {
  await tx.update(answerConflict).set(values).where(eq(answerConflict.id, id));
}

export async function settleConflict(tx: Tx, id: string, settledBy: string, settledAt: Date): Promise<void> {
  await tx.update(answerConflict).set({ settledBy, settledAt }).where(eq(answerConflict.id, id));
}

/** Every assessment of a wave with its municipality, for lists, matching and reports. */
export async function assessmentsOfWave(db: Reader | Tx, waveId: string) {
  return db
    .select({ assessment, municipality })
    .from(assessment)
    .innerJoin(municipality, eq(municipality.id, assessment.municipalityId))
    .where(eq(assessment.waveId, waveId));
}

/** Assessments as everybody may see them who sees progress: a whole wave's, or of these those of that wave. */
export async function progressOfWave(
  db: Reader | Tx,
  waveId: string,
  ids: readonly string[] | null
): Promise<AssessmentRow[]> {
  return db
    .select()
    .from(assessment)
    .where(and(eq(assessment.waveId, waveId), ids ? amongIds(assessment.id, ids) : undefined));
}

/** Of a wave, those of these municipalities, and where asked all that are not filled in by their own people alone. */
export async function assessmentsNear(
  db: Reader | Tx,
  waveId: string,
  near: { own: readonly string[]; filledInByOthers: boolean }
): Promise<Pick<AssessmentRow, 'id' | 'municipalityId' | 'mode'>[]> {
  const own = amongIds(assessment.municipalityId, near.own);
  return db
    .select({ id: assessment.id, municipalityId: assessment.municipalityId, mode: assessment.mode })
    .from(assessment)
    .where(and(eq(assessment.waveId, waveId), near.filledInByOthers ? or(ne(assessment.mode, 'self'), own) : own));
}

/** One placeholder however many there are. */
const amongIds = (column: AnySQLiteColumn, ids: readonly string[]) =>
  sql`${column} in (select value from json_each(${JSON.stringify(ids)}))`;
