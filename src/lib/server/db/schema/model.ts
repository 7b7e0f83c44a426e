import type { MaturityModel, ModelText } from '$lib/domain/model/types';
import { primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { json, time } from './columns';

/** A published version never changes. */
export const modelVersion = sqliteTable(
  'model_version',
  {
    id: text().notNull(),
    version: text().notNull(),
    model: json<MaturityModel>().notNull(),
    texts: json<ModelText[]>().notNull(),
    publishedAt: time().notNull()
  },
  (t) => [primaryKey({ columns: [t.id, t.version] })]
);
