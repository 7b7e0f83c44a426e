import { carryRows, type OldAnswer, type Prefill, sortByFreshness } from '$lib/domain/assessment/prefill';
import type { App } from '../app';
import type { Reader, Tx } from '../db/client';
import { answer, answerHistory } from '../db/schema/assessment';
import { findBridge } from '../model/find-bridge';
import { findModel } from '../model/repository';
import type { ChangeContext } from '../shared/change';
import { lastSubmitted } from './prefill-repository';
import { type AnswerRow, answersOf, type WaveRow } from './repository';
import { placesOf } from './save-answer';
import { packNew } from './vector-repository';

/** What of a municipality's earlier answers holds in a wave, and what is asked again. */
export interface LastTime extends Prefill {
  /** The wave they were given in. */
  waveName: string;
}

/**
 * By municipality, what becomes in `wave` of the answers it submitted last before it: fresh ones are carried, the others
 * asked again. Municipalities that never submitted are not in it.
 */
export async function readLastTime(
  app: App,
  db: Reader | Tx,
  wave: WaveRow,
  municipalityIds: readonly string[]
): Promise<Map<string, LastTime>> {
  const last = await lastSubmitted(db, wave, municipalityIds);
  const answers = new Map<string, AnswerRow[]>(last.map(({ assessment }) => [assessment.id, []]));
  for (const row of await answersOf(db, [...answers.keys()])) answers.get(row.assessmentId)?.push(row);
  const stored = await findModel(app, wave.modelId, wave.modelVersion);
  if (!stored) throw new Error(`Model ${wave.modelId} ${wave.modelVersion} of a wave is missing`);
  const read = new Map<string, LastTime>();
  for (const { assessment, wave: earlier } of last) {
    const given = await carryToModel(app, earlier, wave, answers.get(assessment.id) ?? []);
    const sorted = sortByFreshness(stored.model.criteria, given, wave.opensAt);
    read.set(assessment.municipalityId, { ...sorted, waveName: earlier.name });
  }
  return read;
}

/** The same answers under the wave's model: through the bridge between, or by equal ids where there is none. */
async function carryToModel<A extends OldAnswer>(app: App, from: WaveRow, to: WaveRow, answers: A[]): Promise<A[]> {
  if (from.modelId === to.modelId && from.modelVersion === to.modelVersion) return answers;
  const [old, present] = [from, to].map(({ modelId, modelVersion }) => ({ id: modelId, version: modelVersion }));
  const bridge = await findBridge(app, old!, present!);
  if (bridge) return carryRows(bridge.carries, answers);
  // ids are stable for ever and never reused
  return from.modelId === to.modelId ? answers : [];
}

/** Puts what still holds from the last wave into the assessments of a new one; gives how many answers that were. */
export async function prefillWave(
  app: App,
  { tx, now, feedMany }: ChangeContext,
  wave: WaveRow,
  assessments: readonly { id: string; municipalityId: string }[]
): Promise<number> {
  const last = await readLastTime(
    app,
    tx,
    wave,
    assessments.map(({ municipalityId }) => municipalityId)
  );
  const rows = assessments.flatMap(({ id: assessmentId, municipalityId }) =>
    (last.get(municipalityId)?.fresh ?? []).map(({ criterionId, value, note, evidence, answeredBy, answeredAt }) => ({
      ...{ assessmentId, criterionId, value, note, evidence, answeredBy, answeredAt },
      origin: 'prefill' as const,
      version: 1
    }))
  );
  // SQLite takes 32,766 values a statement; a row has 11
  for (let i = 0; i < rows.length; i += 2000) {
    const some = rows.slice(i, i + 2000);
    await tx.insert(answer).values(some.map((row) => ({ id: app.newId(), ...row })));
    await tx.insert(answerHistory).values(some.map((row) => ({ id: app.newId(), ...row, receivedAt: now })));
  }
  await packNew(tx, await placesOf(app, { wave }), rows);
  // one row for all answers of an assessment: 16,000 rows would reach every device of the network
  const touched = assessments
    .filter(({ municipalityId }) => last.has(municipalityId))
    .map(({ id, municipalityId }) => ({ id: allAnswersOf(id), municipalityId }));
  await feedMany('answer', touched);
  await feedMany('last', touched);
  return rows.length;
}

/** Stands in the feed for every answer of an assessment. */
export const allAnswersOf = (assessmentId: string) => `${assessmentId}/*`;
