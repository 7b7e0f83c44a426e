import type { Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { joinBridges } from '$lib/domain/model/bridge';
import { compareModels, type ModelEffect } from '$lib/domain/model/compare-models';
import { readScorableModel } from '$lib/domain/model/validate';
import { ok, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { countByWave, listWaves } from '../assessment/repository';
import { listNetworks } from '../identity/repository';
import { mayEdit } from './change-draft';
import { submittedSheets } from './draft-repository';
import { findBridge } from './find-bridge';
import { findModel } from './repository';

/** What a draft would do to assessments that were submitted, or why it is not shown. */
export type DraftEffect =
  | { kind: 'shown'; wave: string; modelVersion: string; effect: ModelEffect }
  | { kind: 'withheld'; because: 'too-few'; threshold: number }
  | { kind: 'withheld'; because: 'faults' };

/**
 * The draft's effect on the newest wave that has as many submitted assessments as the network publishes about: counts
 * only, and nothing where there are fewer.
 */
export async function readEffect(app: App, actor: Actor, input: { draftId: string }): Promise<Result<DraftEffect>> {
  const refused = authorize(actor, 'model:edit');
  if (refused) return refused;
  const found = await mayEdit(app, actor, input.draftId);
  if (!found.ok) return found;
  const { networkId, modelId, baseVersion, model, bridge } = found.value;
  // a measure whose rule names what is gone changes no score
  if (!readScorableModel({ ...model, measures: [] }).ok) return ok({ kind: 'withheld', because: 'faults' });
  const threshold = (await listNetworks(app.db.read)).find(({ id }) => id === networkId)!.threshold;
  const counts = await countByWave(app.db.read, networkId);
  const waves = (await listWaves(app.db.read, networkId)).filter((wave) => wave.modelId === modelId);
  const wave = waves.find(({ id }) => (counts.get(id)?.submitted ?? 0) >= threshold);
  if (!wave) return ok({ kind: 'withheld', because: 'too-few', threshold });
  const [base, answered] = [
    { id: modelId, version: baseVersion },
    { id: modelId, version: wave.modelVersion }
  ];
  const [old, earlier] = [await findModel(app, modelId, wave.modelVersion), await findBridge(app, answered, base)];
  if (!old || !earlier) throw new Error(`Model ${modelId} ${wave.modelVersion} of a wave is missing`);
  const effect = compareModels({
    old: old.model,
    next: model,
    bridge: joinBridges(earlier, bridge),
    sheets: await submittedSheets(app.db.read, wave.id)
  });
  return ok({ kind: 'shown', wave: wave.name, modelVersion: wave.modelVersion, effect });
}
