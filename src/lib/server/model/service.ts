import type { Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { ok } from '$lib/domain/shared/result';
import type { App } from '../app';
import { listModels } from './repository';

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
