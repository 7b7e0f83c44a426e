import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** The row of `meeting_search` (FTS5) in which the words of a meeting are. */
export const meetingIndex = sqliteTable('meeting_index', {
  n: integer().primaryKey({ autoIncrement: true }),
  meetingId: text().notNull().unique()
});
