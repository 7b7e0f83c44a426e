import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { time } from './columns';

/** Mail waits here, written in the transaction of the change that caused it; the body is wiped once sent. */
export const mail = sqliteTable(
  'mail',
  {
    id: text().primaryKey(),
    networkId: text(),
    recipient: text().notNull(),
    subject: text().notNull(),
    body: text().notNull(),
    /** A calendar file that goes with it. */
    calendar: text(),
    /** What is asked of whoever gets the calendar file (RFC 5546); null: `PUBLISH`. */
    calendarMethod: text().$type<'REQUEST' | 'CANCEL'>(),
    replyTo: text(),
    /** Whose wish not to be contacted is asked for once more before it leaves. */
    contactId: text(),
    createdAt: time().notNull(),
    sentAt: time(),
    attempts: integer().notNull().default(0),
    /** What the mail server answered, as codes only: its words may hold the address. */
    lastError: text(),
    /** Given up: refused for good, tried too often, or of no use any more. */
    failedAt: time(),
    /** Of no use after this, as a one-time code. */
    expiresAt: time(),
    /** Not tried before; moved forward after a failure. */
    nextAttemptAt: time().notNull()
  },
  (t) => [index('mail_waiting').on(t.sentAt, t.nextAttemptAt)]
);
