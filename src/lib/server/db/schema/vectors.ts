import { blob, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { assessment } from './assessment';

/**
 * What `answer` says of each assessment, a byte for each criterion of its wave's model (domain/assessment/packed-answers.ts).
 * Written in the same transaction as the answers; `waymark verify` compares the two. An assessment that nobody has ever
 * answered anything in has none.
 */
export const answerVector = sqliteTable('answer_vector', {
  assessmentId: text()
    .primaryKey()
    .references(() => assessment.id),
  bytes: blob({ mode: 'buffer' }).notNull()
});
