import type { Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { ok, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { currentWave } from '../assessment/repository';
import { findNewestModel } from './choose-model';
import { listModels, listModelsOf } from './repository';

/** What a network can use; without a network, what any of the actor's networks can, and for the operator all there is. */
export async function listPublishedModels(app: App, actor: Actor, input: { networkId?: string } = {}) {
  const { networkId } = input;
  const refused = authorize(actor, 'model:read', networkId === undefined ? undefined : { networkId });
  if (refused) return refused;
  const mine = new Set(actor.kind === 'person' ? actor.memberships.map((membership) => membership.networkId) : []);
  const models =
    networkId !== undefined
      ? await listModelsOf(app.db.read, networkId)
      : (await listModels(app)).filter(
          (row) => actor.kind !== 'person' || row.networkId === null || mine.has(row.networkId)
        );
  return ok(
    models.map(({ id, version, publishedAt, networkId: publisher, model, texts }) => ({
      id,
      version,
      publishedAt: publishedAt.toISOString(),
      /** Null: it ships with the program. */
      networkId: publisher,
      rule: model.rule.kind,
      dimensions: model.dimensions.length,
      criteria: model.criteria.length,
      locales: texts.map((t) => t.locale),
      unreviewed: texts.filter((t) => !t.reviewed).map((t) => t.locale)
    }))
  );
}

/** The model the network works with now: that of its current wave, else its newest. */
export async function currentModel(
  app: App,
  actor: Actor,
  input: { networkId: string }
): Promise<Result<{ id: string; version: string }>> {
  const refused = authorize(actor, 'model:read', { networkId: input.networkId });
  if (refused) return refused;
  const wave = await currentWave(app.db.read, input.networkId);
  if (wave) return ok({ id: wave.modelId, version: wave.modelVersion });
  const { id, version } = await findNewestModel(app, input.networkId);
  return ok({ id, version });
}

/** What a wave of the network can use, as `id@version`: its newest first, the others by publication, the latest first. */
export async function listNetworkModels(
  app: App,
  actor: Actor,
  input: { networkId: string }
): Promise<Result<string[]>> {
  const refused = authorize(actor, 'model:read', { networkId: input.networkId });
  if (refused) return refused;
  const nameOf = ({ id, version }: { id: string; version: string }) => `${id}@${version}`;
  const newest = nameOf(await findNewestModel(app, input.networkId));
  const all = (await listModelsOf(app.db.read, input.networkId)).sort(
    (a, b) => b.publishedAt.getTime() - a.publishedAt.getTime()
  );
  return ok([newest, ...all.map(nameOf).filter((name) => name !== newest)]);
}
