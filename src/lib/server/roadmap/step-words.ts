import type { ModelText } from '$lib/domain/model/types';
import type { Locale } from '$lib/domain/shared/locale';
import type { App } from '../app';
import { currentWave } from '../assessment/repository';
import type { Reader, Tx } from '../db/client';
import { findModel, type StoredModel } from '../model/repository';

/** The model a network's plans are about now; null before its first wave. */
export async function modelOfNetwork(
  app: App,
  networkId: string,
  db: Reader | Tx = app.db.read
): Promise<StoredModel | null> {
  const wave = await currentWave(db, networkId);
  return wave ? findModel(app, wave.modelId, wave.modelVersion, db) : null;
}

/** The model's texts in a language, or in the first there is. */
export function textIn(stored: StoredModel | null, locale: Locale): ModelText | null {
  return stored?.texts.find((text) => text.locale === locale) ?? stored?.texts[0] ?? null;
}
