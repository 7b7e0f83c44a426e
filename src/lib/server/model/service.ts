import type { Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { ok, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { currentWave } from '../assessment/repository';
import { listModels } from './repository';
import { shippedModels } from './seed';

export async function listPublishedModels(app: App, actor: Actor) {
  const refused = authorize(actor, 'model:read');
  if (refused) return refused;
  const models = await listModels(app);
  return ok(
    models.map(({ id, version, publishedAt, model, texts }) => ({
      id,
      version,
      publishedAt: publishedAt.toISOString(),
      rule: model.rule.kind,
      dimensions: model.dimensions.length,
      criteria: model.criteria.length,
      locales: texts.map((t) => t.locale),
      unreviewed: texts.filter((t) => !t.reviewed).map((t) => t.locale)
    }))
  );
}

/** The model the network works with now: that of its current wave, else the newest shipped. */
export async function currentModel(
  app: App,
  actor: Actor,
  input: { networkId: string }
): Promise<Result<{ id: string; version: string }>> {
  const refused = authorize(actor, 'model:read', { networkId: input.networkId });
  if (refused) return refused;
  const wave = await currentWave(app.db.read, input.networkId);
  if (wave) return ok({ id: wave.modelId, version: wave.modelVersion });
  const { id, version } = shippedModels.at(-1)!.model;
  return ok({ id, version });
}
