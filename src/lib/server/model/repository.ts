import type { MaturityModel, ModelText } from '$lib/domain/model/types';
import { and, asc, eq } from 'drizzle-orm';
import type { App } from '../app';
import type { Tx } from '../db/client';
import { modelVersion } from '../db/schema/model';

export interface StoredModel {
  model: MaturityModel;
  texts: ModelText[];
}

// published versions never change: read once per process
const kept = new WeakMap<App, Map<string, StoredModel>>();

export async function findModel(app: App, id: string, version: string): Promise<StoredModel | null> {
  const cache = kept.get(app) ?? new Map<string, StoredModel>();
  kept.set(app, cache);
  const key = `${id}@${version}`;
  const known = cache.get(key);
  if (known) return known;
  const [row] = await app.db.read
    .select()
    .from(modelVersion)
    .where(and(eq(modelVersion.id, id), eq(modelVersion.version, version)));
  if (!row) return null;
  const stored = { model: row.model, texts: row.texts };
  cache.set(key, stored);
  return stored;
}

export async function listModels(
  app: App
): Promise<{ id: string; version: string; publishedAt: Date; model: MaturityModel; texts: ModelText[] }[]> {
  return app.db.read.select().from(modelVersion).orderBy(asc(modelVersion.id), asc(modelVersion.publishedAt));
}

export async function insertModel(tx: Tx, row: StoredModel & { publishedAt: Date }): Promise<void> {
  await tx.insert(modelVersion).values({
    id: row.model.id,
    version: row.model.version,
    model: row.model,
    texts: row.texts,
    publishedAt: row.publishedAt
  });
}
