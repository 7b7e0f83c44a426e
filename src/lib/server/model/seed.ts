import roadmap from '$lib/content/models/roadmap-1.0.0/model.json';
import en from '$lib/content/models/roadmap-1.0.0/en.json';
import nl from '$lib/content/models/roadmap-1.0.0/nl.json';
import sv from '$lib/content/models/roadmap-1.0.0/sv.json';
import type { MaturityModel, ModelText } from '$lib/domain/model/types';
import { SYSTEM } from '$lib/domain/identity/actor';
import { ok } from '$lib/domain/shared/result';
import type { App } from '../app';
import { change } from '../shared/change';
import { findModel, insertModel } from './repository';

/** The models that ship with the program, newest last; the last is what a new wave uses. */
export const shippedModels = [{ model: roadmap as MaturityModel, texts: [en, sv, nl] as ModelText[] }];

/** Puts shipped models into the database; a published version never changes, so what is there stays. */
export async function seedModels(app: App): Promise<void> {
  for (const { model, texts } of shippedModels) {
    const known = await findModel(app, model.id, model.version);
    if (known) {
      // a network may have published its own version under the number this program ships
      if (JSON.stringify(known.model) !== JSON.stringify(model))
        app.log.warn(
          { model: `${model.id}@${model.version}` },
          'another model is published under this version: it stays'
        );
      continue;
    }
    await change(
      app,
      SYSTEM,
      { action: 'model:publish', networkId: null, subject: `${model.id}@${model.version}` },
      async ({ tx, now }) => {
        await insertModel(tx, { model, texts, publishedAt: now });
        return ok(null);
      }
    );
  }
}
