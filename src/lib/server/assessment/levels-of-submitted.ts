import { scoreAssessment } from '$lib/domain/assessment/score-assessment';
import type { AnswerSheet } from '$lib/domain/model/types';
import type { App } from '../app';
import { findModel } from '../model/repository';
import { answersOf } from './repository';

export interface Levels {
  overall: number | null;
  /** In the order of the model's dimensions. */
  dimensions: (number | null)[];
}

/** The levels of those submitted; a draft's level stays inside its municipality. */
export async function allLevelsOfSubmitted(
  app: App,
  wave: { modelId: string; modelVersion: string },
  assessments: { id: string; submittedAt: Date | null }[]
): Promise<Map<string, Levels>> {
  const stored = await findModel(app, wave.modelId, wave.modelVersion);
  if (!stored) throw new Error(`Model ${wave.modelId} ${wave.modelVersion} of a wave is missing`);
  const { model } = stored;
  const submitted = assessments.filter((a) => a.submittedAt).map((a) => a.id);
  const sheets = new Map<string, Record<string, AnswerSheet[string]>>();
  for (const row of await answersOf(app.db.read, submitted)) {
    if (!row.value) continue;
    const sheet = sheets.get(row.assessmentId) ?? {};
    sheet[row.criterionId] = row.value;
    sheets.set(row.assessmentId, sheet);
  }
  return new Map(
    submitted.map((id) => {
      const { overall, dimensions } = scoreAssessment(model, sheets.get(id) ?? {});
      return [
        id,
        { overall: overall.level, dimensions: model.dimensions.map((one) => dimensions[one.id]?.level ?? null) }
      ];
    })
  );
}

/** The overall level alone. */
export async function levelsOfSubmitted(
  ...of: Parameters<typeof allLevelsOfSubmitted>
): Promise<Map<string, number | null>> {
  return new Map([...(await allLevelsOfSubmitted(...of))].map(([id, { overall }]) => [id, overall]));
}
