import type { Side } from '$lib/domain/mentoring/pairing-states';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { time } from './columns';
import { network } from './identity';
import { pairing } from './mentoring';

/** What a pairing led to, told by one side; shown to the network while both municipalities agree to be named. */
export const pairingStory = sqliteTable(
  'pairing_story',
  {
    id: text().primaryKey(),
    networkId: text()
      .notNull()
      .references(() => network.id),
    pairingId: text()
      .notNull()
      .references(() => pairing.id),
    /** Who tells it, and alone may change its words. */
    side: text().$type<Side>().notNull(),
    text: text().notNull(),
    dimension: text().notNull(),
    /** The criterion that the mentee reached. */
    criterionId: text().notNull(),
    /** When it was reached: `2026-03`. */
    month: text().notNull(),
    /** Rises with every change of the words; consent is to one edition. */
    edition: integer().notNull(),
    menteeConsentAt: time(),
    mentorConsentAt: time(),
    /** When a consent was last taken back; null where none was, or it was given again. */
    withdrawnAt: time(),
    version: integer().notNull(),
    createdBy: text().notNull(),
    createdAt: time().notNull(),
    updatedAt: time().notNull()
  },
  (t) => [index('pairing_story_network').on(t.networkId), index('pairing_story_pairing').on(t.pairingId)]
);
