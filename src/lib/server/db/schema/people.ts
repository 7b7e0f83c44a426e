import type { OptOutScope } from '$lib/domain/outreach/may-be-contacted';
import type { ContactContent } from '$lib/domain/outreach/merge-contact';
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { json, time } from './columns';
import { network } from './identity';

/** A wish not to be reached, by address: it outlives the contact. */
export const optOut = sqliteTable(
  'opt_out',
  {
    id: text().primaryKey(),
    networkId: text()
      .notNull()
      .references(() => network.id),
    kind: text().$type<'email' | 'phone'>().notNull(),
    /** Normalised; null once its person was erased: then only `hash` is left. */
    address: text(),
    /** HMAC-SHA-256 with the key beside the database. */
    hash: text().notNull(),
    scope: text().$type<OptOutScope>().notNull(),
    /** ISO date. */
    on: text().notNull(),
    /** Written down with a contact, by the link in a mail, from a reply, or when somebody was erased. */
    source: text().$type<'contact' | 'link' | 'reply' | 'erasure'>().notNull(),
    createdAt: time().notNull()
  },
  (t) => [
    uniqueIndex('opt_out_hash').on(t.networkId, t.kind, t.hash, t.scope, t.source),
    index('opt_out_address').on(t.networkId, t.kind, t.address)
  ]
);

/** Two contacts made one: what both said before, so that it can be undone. */
export const contactMerge = sqliteTable(
  'contact_merge',
  {
    id: text().primaryKey(),
    networkId: text()
      .notNull()
      .references(() => network.id),
    keptId: text().notNull(),
    goneId: text().notNull(),
    keptBefore: json<ContactContent>().notNull(),
    goneBefore: json<ContactContent>().notNull(),
    /** What the kept one said right after. */
    keptAfter: json<ContactContent>().notNull(),
    /** Rows that named the other one, ids by table. */
    moved: json<Record<string, string[]>>().notNull(),
    mergedAt: time().notNull(),
    mergedBy: text().notNull(),
    undoneAt: time(),
    undoneBy: text()
  },
  (t) => [
    index('contact_merge_kept').on(t.keptId),
    index('contact_merge_gone').on(t.goneId),
    index('contact_merge_network').on(t.networkId)
  ]
);

/** Contacts that were erased, by id: what arrives later about one of them is refused. Nothing of the person. */
export const erasure = sqliteTable('erasure', {
  /** The contact's id. */
  id: text().primaryKey(),
  networkId: text().notNull(),
  /** HMACs of the addresses, as in `opt_out`. */
  hashes: json<string[]>().notNull(),
  reason: text().$type<'asked' | 'retention' | 'removed'>().notNull(),
  erasedAt: time().notNull(),
  erasedBy: text().notNull()
});

/** How long a network keeps whom nobody has been in touch with; without a row nothing goes by itself. */
export const contactRetention = sqliteTable('contact_retention', {
  networkId: text()
    .primaryKey()
    .references(() => network.id),
  /** Months without a meeting or a change; null: for ever. */
  untouchedMonths: integer(),
  /** Months after somebody asked not to be contacted; null: for ever. */
  optedOutMonths: integer(),
  updatedAt: time().notNull(),
  updatedBy: text().notNull()
});

/** What the list and the search of contacts read: the number is the row of `contact_search` (FTS5). */
export const contactIndex = sqliteTable(
  'contact_index',
  {
    n: integer().primaryKey({ autoIncrement: true }),
    contactId: text().notNull().unique(),
    networkId: text().notNull(),
    /** Name without accents and capitals: the order of the list. */
    sortKey: text().notNull(),
    municipalityId: text(),
    role: text().notNull(),
    removed: integer({ mode: 'boolean' }).notNull()
  },
  (t) => [
    index('contact_index_name').on(t.networkId, t.removed, t.sortKey, t.contactId),
    index('contact_index_role').on(t.networkId, t.removed, t.role, t.sortKey, t.contactId),
    index('contact_index_place').on(t.networkId, t.removed, t.municipalityId, t.sortKey, t.contactId)
  ]
);

/** What a vCard said of a contact that came with it, so that the same file changes nothing the second time. */
export const contactCard = sqliteTable(
  'contact_card',
  {
    networkId: text().notNull(),
    /** The card's UID. */
    uid: text().notNull(),
    contactId: text().notNull(),
    importedAt: time().notNull()
  },
  (t) => [primaryKey({ columns: [t.networkId, t.uid] }), index('contact_card_contact').on(t.contactId)]
);
