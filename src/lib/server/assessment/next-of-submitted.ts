import type { AnswerSheet } from '$lib/domain/model/types';
import { nextSteps } from '$lib/domain/roadmap/next-steps';
import type { App } from '../app';
import { findModel } from '../model/repository';
import { answersOf } from './repository';

const STEPS = 3;
const MOST_KEPT = 10_000;

/** What was submitted does not change until it is returned: worked out once for each time it is submitted. */
const kept = new WeakMap<App, Map<string, string[]>>();

/** The next steps of those submitted, as criteria; of a draft nothing leaves its municipality. */
export async function nextOfSubmitted(
  app: App,
  wave: { modelId: string; modelVersion: string },
  assessments: readonly { id: string; submittedAt: Date | null; revision: number }[]
): Promise<Map<string, string[]>> {
  const known = kept.get(app) ?? new Map<string, string[]>();
  kept.set(app, known);
  const submitted = assessments.flatMap(({ id, submittedAt, revision }) =>
    submittedAt ? [{ id, key: `${id} ${submittedAt.getTime()} ${revision} ${wave.modelId} ${wave.modelVersion}` }] : []
  );
  const missing = submitted.filter(({ key }) => !known.has(key));
  if (missing.length) {
    const stored = await findModel(app, wave.modelId, wave.modelVersion);
    if (!stored) throw new Error(`Model ${wave.modelId} ${wave.modelVersion} of a wave is missing`);
    const sheets = new Map<string, Record<string, AnswerSheet[string]>>();
    const ids = missing.map(({ id }) => id);
    for (const { assessmentId, criterionId, value } of await answersOf(app.db.read, ids)) {
      if (!value) continue;
      const sheet = sheets.get(assessmentId) ?? {};
      sheet[criterionId] = value;
      sheets.set(assessmentId, sheet);
    }
    if (known.size + missing.length > MOST_KEPT) known.clear();
    for (const { id, key } of missing)
      known.set(
        key,
        nextSteps(stored.model, sheets.get(id) ?? {}, STEPS).map(({ criterion }) => criterion)
      );
  }
  return new Map(submitted.map(({ id, key }) => [id, known.get(key) ?? []]));
}
