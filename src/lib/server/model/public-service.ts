import type { Actor } from '$lib/domain/identity/actor';
import type { MaturityModel, ModelText } from '$lib/domain/model/types';
import { isLocale } from '$lib/domain/shared/locale';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { findModel } from './repository';

/** What a browser keeps of a model: its structure and one language. */
export interface ModelDownload {
  model: MaturityModel;
  text: ModelText;
}

/** A published model in one language: public, immutable. */
export async function readModel(
  app: App,
  _actor: Actor,
  input: { id: string; version: string; locale: string }
): Promise<Result<ModelDownload>> {
  if (!isLocale(input.locale))
    return refuse('locale-unknown', 'locale', `Languages are en, sv and nl - got "${input.locale}".`);
  const stored = await findModel(app, input.id, input.version);
  const text = stored?.texts.find((t) => t.locale === input.locale);
  if (!stored || !text)
    return refuse(
      'not-found',
      'model',
      `No model ${input.id} ${input.version} - "waymark model list" shows those there are.`
    );
  return ok({ model: stored.model, text });
}
