import { identityBridge, joinBridges, type ModelBridge } from '$lib/domain/model/bridge';
import type { App } from '../app';
import { listVersions, type ModelVersionRow } from './repository';

interface Versioned {
  id: string;
  version: string;
}

// published versions never change, and neither do the bridges between them
const kept = new WeakMap<App, Map<string, ModelBridge>>();

/**
 * How answers given under one published version carry over to another of the same model, through all versions in between;
 * back from a newer one to an older, and where no bridge was stored, by equal ids. Null where the two are of different
 * models or one of them does not exist.
 */
export async function findBridge(app: App, from: Versioned, to: Versioned): Promise<ModelBridge | null> {
  if (from.id !== to.id) return null;
  const cache = kept.get(app) ?? new Map<string, ModelBridge>();
  kept.set(app, cache);
  const key = `${from.id}@${from.version}>${to.version}`;
  const known = cache.get(key);
  if (known) return known;
  const rows = new Map((await listVersions(app.db.read, to.id)).map((row) => [row.version, row]));
  const [old, next] = [rows.get(from.version), rows.get(to.version)];
  if (!old || !next) return null;
  const bridge = followBridges(rows, from.version, next) ?? identityBridge(old.model, next.model);
  cache.set(key, bridge);
  return bridge;
}

/** Back from the newer version, each step by the bridge stored with it; null where the chain does not lead there. */
function followBridges(
  rows: ReadonlyMap<string, ModelVersionRow>,
  version: string,
  newest: ModelVersionRow
): ModelBridge | null {
  if (newest.version === version) return identityBridge(newest.model, newest.model);
  let joined = newest.bridge;
  while (joined && joined.from.version !== version) {
    const earlier: ModelBridge | null = rows.get(joined.from.version)?.bridge ?? null;
    joined = earlier && joinBridges(earlier, joined);
  }
  return joined;
}
