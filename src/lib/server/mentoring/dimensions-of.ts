import type { App } from '../app';
import { listWaves } from '../assessment/repository';
import type { Tx } from '../db/client';
import { findModel } from '../model/repository';

/** Where the models of a network's waves have a criterion, that of the newest wave first; none where they do not know it. */
export async function dimensionsOf(app: App, tx: Tx, networkId: string, criterionId: string): Promise<string[]> {
  const waves = await listWaves(tx, networkId);
  const models = await Promise.all(waves.map((wave) => findModel(app, wave.modelId, wave.modelVersion)));
  return models.flatMap(
    (stored) => stored?.model.criteria.find((criterion) => criterion.id === criterionId)?.dimension ?? []
  );
}
