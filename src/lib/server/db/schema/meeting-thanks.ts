import { index, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { time } from './columns';
import { meeting } from './outreach';

/** Who was thanked for a meeting: once. */
export const meetingThanks = sqliteTable(
  'meeting_thanks',
  {
    id: text().primaryKey(),
    meetingId: text()
      .notNull()
      .references(() => meeting.id),
    /** Null once the contact was erased. */
    contactId: text(),
    sentBy: text().notNull(),
    sentAt: time().notNull()
  },
  (t) => [index('meeting_thanks_meeting').on(t.meetingId), index('meeting_thanks_contact').on(t.contactId)]
);
