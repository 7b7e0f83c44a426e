import { type CriterionPlaces, type PackableAnswer, packAnswers } from '$lib/domain/assessment/packed-answers';
import { and, asc, eq, gt, sql } from 'drizzle-orm';
import type { Reader, Tx } from '../db/client';
import { insertRows } from '../db/insert-rows';
import { keptQuery } from '../db/kept-query';
import { executeOn, executeRaw } from '../db/raw';
import { answer, assessment, wave } from '../db/schema/assessment';
import { answerVector } from '../db/schema/vectors';

const answersById = keptQuery((db) =>
  db
    .select({ criterionId: answer.criterionId, value: answer.value, origin: answer.origin })
    .from(answer)
    .where(eq(answer.assessmentId, sql.placeholder('id')))
);

const ON_VECTOR = 'ON CONFLICT (assessment_id) DO UPDATE SET bytes = excluded.bytes';
const PUT = `INSERT INTO answer_vector (assessment_id, bytes) VALUES (?, ?) ${ON_VECTOR}`;
const GET = 'SELECT bytes FROM answer_vector WHERE assessment_id = ?';
const COUNT = 'SELECT count(*) FROM answer WHERE assessment_id = ?';

/**
 * Puts answers that this transaction has just written into the packed ones of their assessment: one look and at most one
 * write, however many they are. Where there are no packed ones yet, and others than these, all of its answers are read.
 *
 * @param written each criterion once
 */
export async function packWritten(
  tx: Tx,
  assessmentId: string,
  places: CriterionPlaces,
  written: readonly PackableAnswer[]
): Promise<void> {
  const [row] = (await executeOn(tx, GET, [assessmentId])).rows;
  const before = row ? new Uint8Array(row[0] as ArrayBuffer) : null;
  if (before?.length === places.size) {
    const packed = packAnswers(places, written, before);
    // a note alone changes nothing here
    if (Buffer.compare(before, packed) !== 0) await executeRaw(tx, PUT, [assessmentId, packed.buffer]);
    return;
  }
  const [counted] = (await executeOn(tx, COUNT, [assessmentId])).rows;
  const all = Number(counted![0]) === written.length ? written : await answersById(tx, { id: assessmentId });
  await executeRaw(tx, PUT, [assessmentId, packAnswers(places, all).buffer]);
}

/** The packed answers of assessments that had none before. */
export async function packNew(
  tx: Tx,
  places: CriterionPlaces,
  written: Iterable<PackableAnswer & { assessmentId: string }>
): Promise<void> {
  await putVectors(tx, packByAssessment(places, written));
}

function packByAssessment(
  places: CriterionPlaces,
  answers: Iterable<PackableAnswer & { assessmentId: string }>
): Map<string, Uint8Array<ArrayBuffer>> {
  const byAssessment = new Map<string, PackableAnswer[]>();
  for (const one of answers) {
    const own = byAssessment.get(one.assessmentId);
    if (own) own.push(one);
    else byAssessment.set(one.assessmentId, [one]);
  }
  return new Map([...byAssessment].map(([id, own]) => [id, packAnswers(places, own)]));
}

/** What the answers of these assessments say, packed as they are read; whoever has none is not in it. */
export async function packFromAnswers(
  db: Reader | Tx,
  places: CriterionPlaces,
  assessmentIds: readonly string[]
): Promise<Map<string, Uint8Array<ArrayBuffer>>> {
  if (!assessmentIds.length) return new Map();
  const rows = await db
    .select({
      assessmentId: answer.assessmentId,
      criterionId: answer.criterionId,
      value: answer.value,
      origin: answer.origin
    })
    .from(answer)
    .where(sql`${answer.assessmentId} in (select value from json_each(${JSON.stringify(assessmentIds)}))`);
  return packByAssessment(places, rows);
}

/** Puts packed answers in place of whatever was there. */
export async function putVectors(tx: Tx, vectors: ReadonlyMap<string, Uint8Array<ArrayBuffer>>): Promise<void> {
  const rows = [...vectors].map(([assessmentId, packed]) => ({ assessmentId, bytes: Buffer.from(packed.buffer) }));
  await insertRows(tx, answerVector, rows, ON_VECTOR);
}

/** The packed answers of these assessments, as they are stored. */
export async function readVectors(db: Reader | Tx, assessmentIds: readonly string[]): Promise<Map<string, Uint8Array>> {
  if (!assessmentIds.length) return new Map();
  const rows = await db
    .select()
    .from(answerVector)
    .where(sql`${answerVector.assessmentId} in (select value from json_each(${JSON.stringify(assessmentIds)}))`);
  return new Map(rows.map(({ assessmentId, bytes }) => [assessmentId, bytes]));
}

/** Of every network. */
export async function everyWave(db: Reader | Tx): Promise<{ id: string; modelId: string; modelVersion: string }[]> {
  return db.select({ id: wave.id, modelId: wave.modelId, modelVersion: wave.modelVersion }).from(wave);
}

/** Assessments of a wave that have answers and no packed ones, some of them. */
export async function unpackedOf(tx: Tx, waveId: string, limit: number): Promise<string[]> {
  const rows = await tx
    .select({ id: assessment.id })
    .from(assessment)
    .where(
      sql`${assessment.waveId} = ${waveId}
        and not exists (select 1 from ${answerVector} where ${answerVector.assessmentId} = ${assessment.id})
        and exists (select 1 from ${answer} where ${answer.assessmentId} = ${assessment.id})`
    )
    .limit(limit);
  return rows.map(({ id }) => id);
}

/** The next assessments of a wave after one, by id. */
export async function assessmentsAfter(tx: Tx, waveId: string, after: string, limit: number): Promise<string[]> {
  const rows = await tx
    .select({ id: assessment.id })
    .from(assessment)
    .where(and(eq(assessment.waveId, waveId), gt(assessment.id, after)))
    .orderBy(asc(assessment.id))
    .limit(limit);
  return rows.map(({ id }) => id);
}
