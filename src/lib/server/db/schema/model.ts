import type { MaturityModel, ModelText } from '$lib/domain/model/types';
import type { ModelBridge } from '$lib/domain/model/bridge';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { json, time } from './columns';
import { network } from './identity';

/** A published version never changes. */
export const modelVersion = sqliteTable(
  'model_version',
  {
    id: text().notNull(),
    version: text().notNull(),
    model: json<MaturityModel>().notNull(),
    texts: json<ModelText[]>().notNull(),
    /** How answers given under an earlier version carry over. */
    bridge: json<ModelBridge | null>(),
    /** The network that published it; null: it ships with the program. */
    networkId: text().references(() => network.id),
    publishedAt: time().notNull()
  },
  (t) => [primaryKey({ columns: [t.id, t.version] })]
);

/** A copy of a model that an administrator edits; becomes a version of its own when published. */
export const modelDraft = sqliteTable(
  'model_draft',
  {
    id: text().primaryKey(),
    networkId: text()
      .notNull()
      .references(() => network.id),
    modelId: text().notNull(),
    /** The version it was copied from. */
    baseVersion: text().notNull(),
    model: json<MaturityModel>().notNull(),
    texts: json<ModelText[]>().notNull(),
    bridge: json<ModelBridge>().notNull(),
    /** Rises with every change: a save over somebody else's is refused. */
    version: integer().notNull(),
    createdBy: text().notNull(),
    createdAt: time().notNull(),
    updatedBy: text().notNull(),
    updatedAt: time().notNull(),
    publishedAt: time()
  },
  (t) => [index('model_draft_network').on(t.networkId)]
);
