import { integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { time } from './columns';
import { network } from './identity';
import { municipality } from './register';

/** An unmet criterion taken up in a municipality's plan. */
export const step = sqliteTable(
  'step',
  {
    id: text().primaryKey(),
    networkId: text()
      .notNull()
      .references(() => network.id),
    municipalityId: text()
      .notNull()
      .references(() => municipality.id),
    criterionId: text().notNull(),
    ownerId: text(),
    /** ISO date. */
    due: text(),
    status: text().$type<'planned' | 'done' | 'dropped'>().notNull(),
    version: integer().notNull(),
    updatedAt: time().notNull(),
    updatedBy: text().notNull()
  },
  (t) => [uniqueIndex('step_criterion').on(t.municipalityId, t.criterionId)]
);
