import type { SessionContent } from '$lib/domain/sync/field-records';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { json, time } from './columns';
import { network } from './identity';
import { pairing } from './mentoring';

/** What a mentor and a mentee did together, as its author last wrote it down. */
export const mentoringSession = sqliteTable(
  'mentoring_session',
  {
    id: text().primaryKey(),
    networkId: text()
      .notNull()
      .references(() => network.id),
    pairingId: text()
      .notNull()
      .references(() => pairing.id),
    /** ISO dates. */
    heldOn: text().notNull(),
    form: text().$type<SessionContent['form']>().notNull(),
    participants: json<SessionContent['participants']>().notNull(),
    done: text().notNull(),
    nextSteps: json<SessionContent['nextSteps']>().notNull(),
    nextOn: text(),
    version: integer().notNull(),
    createdBy: text().notNull(),
    createdAt: time().notNull(),
    updatedAt: time().notNull()
  },
  (t) => [
    index('mentoring_session_pairing').on(t.pairingId, t.heldOn),
    index('mentoring_session_network').on(t.networkId)
  ]
);

/** What stood in a session before its author corrected it. */
export const mentoringSessionEarlier = sqliteTable(
  'mentoring_session_earlier',
  {
    id: text().primaryKey(),
    sessionId: text()
      .notNull()
      .references(() => mentoringSession.id),
    content: json<SessionContent>().notNull(),
    /** When it was corrected. */
    until: time().notNull()
  },
  (t) => [index('mentoring_session_earlier_session').on(t.sessionId)]
);

/** Said of a session afterwards, each an entry of its own. */
export const mentoringRemark = sqliteTable(
  'mentoring_remark',
  {
    id: text().primaryKey(),
    sessionId: text()
      .notNull()
      .references(() => mentoringSession.id),
    text: text().notNull(),
    createdBy: text().notNull(),
    createdAt: time().notNull()
  },
  (t) => [index('mentoring_remark_session').on(t.sessionId)]
);
