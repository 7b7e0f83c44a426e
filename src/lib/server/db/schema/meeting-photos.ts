import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { fileContent } from './assessment';
import { time } from './columns';
import { meeting } from './outreach';

/** A photo of what was drawn and written in a meeting. */
export const meetingPhoto = sqliteTable(
  'meeting_photo',
  {
    id: text().primaryKey(),
    meetingId: text()
      .notNull()
      .references(() => meeting.id),
    sha256: text()
      .notNull()
      .references(() => fileContent.sha256),
    name: text().notNull(),
    /** As read from the bytes, never as the sender said. */
    mediaType: text().notNull(),
    size: integer().notNull(),
    addedBy: text().notNull(),
    addedAt: time().notNull(),
    removedAt: time(),
    removedBy: text()
  },
  (t) => [index('meeting_photo_meeting').on(t.meetingId)]
);
