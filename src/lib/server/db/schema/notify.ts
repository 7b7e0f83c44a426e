import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { time } from './columns';
import { person } from './identity';

/** The pair of keys that tells push services who sends (RFC 8292): one row, made at first use. */
export const pushKey = sqliteTable('push_key', {
  id: text().primaryKey(),
  /** P-256, 32 bytes, base64url. */
  privateKey: text().notNull(),
  createdAt: time().notNull()
});

/** A browser that shows notifications for a person, because they turned that on there. */
export const pushSubscription = sqliteTable(
  'push_subscription',
  {
    /** SHA-256 of the endpoint. */
    id: text().primaryKey(),
    personId: text()
      .notNull()
      .references(() => person.id),
    /** The push service's address of this browser; whoever has it and our key can wake it, nothing else. */
    endpoint: text().notNull(),
    /** Coarse, so that its owner recognises it: `Firefox, Android`. */
    device: text(),
    createdAt: time().notNull(),
    /** The last time the push service took a message. */
    sentAt: time(),
    /** Messages given up in a row. */
    failures: integer().notNull().default(0)
  },
  (t) => [index('push_subscription_person').on(t.personId)]
);

/** Notifications that wait to be handed to a push service; they have no content. */
export const pushWaiting = sqliteTable(
  'push_waiting',
  {
    id: text().primaryKey(),
    subscriptionId: text()
      .notNull()
      .references(() => pushSubscription.id),
    attempts: integer().notNull().default(0),
    createdAt: time().notNull(),
    nextAttemptAt: time().notNull()
  },
  (t) => [index('push_waiting_next').on(t.nextAttemptAt), index('push_waiting_subscription').on(t.subscriptionId)]
);

/** What a person wants besides mail about due steps (`reminder_opt_out`); without a row: mail about silent devices only. */
export const notifyChoice = sqliteTable('notify_choice', {
  personId: text()
    .primaryKey()
    .references(() => person.id),
  /** Reminders as notifications. */
  push: integer({ mode: 'boolean' }).notNull(),
  /** Mail when a device has not been in touch for days. */
  silence: integer({ mode: 'boolean' }).notNull(),
  /** Mail on Mondays about promises that are due. */
  digest: integer({ mode: 'boolean' }).notNull().default(true),
  /** What the last notification was about: the page it opens. */
  lastAbout: text().$type<'plan' | 'pairing' | 'meeting'>(),
  updatedAt: time().notNull()
});

/** When a person's device last fetched, and how much it had not sent then. */
export const deviceSeen = sqliteTable(
  'device_seen',
  {
    /** Hash of person and device, as in `device_key`. */
    id: text().primaryKey(),
    personId: text()
      .notNull()
      .references(() => person.id),
    /** Coarse: `Firefox, Android`. */
    device: text(),
    seenAt: time().notNull(),
    /** When it last sent work or had some to send; null where it only ever read. */
    usedAt: time(),
    /** Changes it had not sent when it was last seen. */
    unsent: integer().notNull(),
    /** When its person was told that it is silent; null again once it is seen. */
    toldAt: time()
  },
  (t) => [index('device_seen_person').on(t.personId), index('device_seen_at').on(t.seenAt)]
);
