import type { ModelBridge } from '$lib/domain/model/bridge';
import type { MaturityModel, ModelText } from '$lib/domain/model/types';
import { and, asc, eq, isNull, or } from 'drizzle-orm';
import type { App } from '../app';
import type { Reader, Tx } from '../db/client';
import { modelVersion } from '../db/schema/model';

export interface StoredModel {
  model: MaturityModel;
  texts: ModelText[];
}

// published versions never change: read once per process
const kept = new WeakMap<App, Map<string, StoredModel>>();

/** @param db the transaction, for one that has begun: it sees what was published in it, and waits for no other reader */
export async function findModel(
  app: App,
  id: string,
  version: string,
  db: Reader | Tx = app.db.read
): Promise<StoredModel | null> {
  const cache = kept.get(app) ?? new Map<string, StoredModel>();
  kept.set(app, cache);
  const key = `${id}@${version}`;
  const known = cache.get(key);
  if (known) return known;
  const [row] = await db
    .select()
    .from(modelVersion)
    .where(and(eq(modelVersion.id, id), eq(modelVersion.version, version)));
  if (!row) return null;
  const stored = { model: row.model, texts: row.texts };
  // what a transaction sees may be rolled back
  if (db === app.db.read) cache.set(key, stored);
  return stored;
}

export type ModelVersionRow = typeof modelVersion.$inferSelect;

/** Everything published on this server, of every network. */
export async function listModels(app: App): Promise<ModelVersionRow[]> {
  return app.db.read.select().from(modelVersion).orderBy(asc(modelVersion.id), asc(modelVersion.publishedAt));
}

/** What a network can use: what ships with the program and what it published itself. */
export async function listModelsOf(db: Reader | Tx, networkId: string): Promise<ModelVersionRow[]> {
  return db
    .select()
    .from(modelVersion)
    .where(or(isNull(modelVersion.networkId), eq(modelVersion.networkId, networkId)))
    .orderBy(asc(modelVersion.id), asc(modelVersion.publishedAt));
}

/** Every published version of one model, whoever published it: ids and numbers are taken for all. */
export async function listVersions(db: Reader | Tx, id: string): Promise<ModelVersionRow[]> {
  return db.select().from(modelVersion).where(eq(modelVersion.id, id));
}

export async function insertModel(
  tx: Tx,
  row: StoredModel & { publishedAt: Date; bridge?: ModelBridge; networkId?: string }
): Promise<void> {
  await tx.insert(modelVersion).values({
    id: row.model.id,
    version: row.model.version,
    model: row.model,
    texts: row.texts,
    bridge: row.bridge ?? null,
    networkId: row.networkId ?? null,
    publishedAt: row.publishedAt
  });
}
