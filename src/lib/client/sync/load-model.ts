import type { MaturityModel, ModelText } from '$lib/domain/model/types';
import type { Locale } from '$lib/domain/shared/locale';
import type { DeviceStore } from '../store/device-store';
import { readJson } from './exchange';

export interface LoadedModel {
  model: MaturityModel;
  text: ModelText;
}

/** The wave's model in one language: from the device where it is kept, else fetched once and kept. */
export async function loadModel(
  store: DeviceStore,
  wave: { modelId: string; modelVersion: string },
  locale: Locale
): Promise<LoadedModel | null> {
  const key = `${wave.modelId}/${wave.modelVersion}/${locale}`;
  const kept = await store.readModel<LoadedModel>(key);
  if (kept) return kept;
  try {
    const response = await fetch(`/api/v1/models/${key}`);
    const loaded = (response.ok && (await readJson<LoadedModel>(response))) || null;
    if (loaded) await store.keepModel(key, loaded);
    return loaded;
  } catch {
    // no network and never fetched in this language: the screen says so
    return null;
  }
}
