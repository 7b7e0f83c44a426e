import { indexModel } from '$lib/domain/assessment/model-index';
import { unpackSheet } from '$lib/domain/assessment/packed-answers';
import { scoreAssessment } from '$lib/domain/assessment/score-assessment';
import type { App } from '../app';
import { findModel } from '../model/repository';
import { readVectors } from './vector-repository';

const NONE = new Uint8Array();

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
  const criteria = indexModel(model).criteria.map(({ source }) => source.id);
  const submitted = assessments.filter((a) => a.submittedAt).map((a) => a.id);
  const packed = await readVectors(app.db.read, submitted);
  return new Map(
    submitted.map((id) => {
      const { overall, dimensions } = scoreAssessment(model, unpackSheet(criteria, packed.get(id) ?? NONE));
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
