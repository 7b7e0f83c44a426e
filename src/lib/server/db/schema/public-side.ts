import type { PublicTexts } from '$lib/domain/outreach/public-page';
import type { MaterialTexts } from '$lib/domain/outreach/material';
import type { ContactRole } from '$lib/domain/outreach/contact-kinds';
import type { Locale } from '$lib/domain/shared/locale';
import { blob, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { json, time } from './columns';
import { network } from './identity';
import { municipality } from './register';

/** What a network shows to everybody. Without a row it shows nothing. */
export const publicPage = sqliteTable(
  'public_page',
  {
    networkId: text()
      .primaryKey()
      .references(() => network.id),
    /** The end of the page's address; null until an administrator has chosen one. */
    slug: text(),
    pageOn: integer({ mode: 'boolean' }).notNull().default(false),
    widgetOn: integer({ mode: 'boolean' }).notNull().default(false),
    /** What the network says in its own words; where it says nothing, words that ship with the program. */
    texts: json<PublicTexts>().notNull(),
    /** Who looks after those who ask for a visit; null: the coordinator who has been there longest. */
    ownerId: text(),
    /** What forms are signed with, so that they cannot be made up. */
    formKey: text().notNull(),
    version: integer().notNull(),
    updatedAt: time().notNull(),
    updatedBy: text().notNull()
  },
  (t) => [uniqueIndex('public_page_slug').on(t.slug)]
);

/** Somebody who asks for a visit. Nothing of it is believed before it is confirmed; then the person's words go from here. */
export const visitSignUp = sqliteTable(
  'visit_sign_up',
  {
    id: text().primaryKey(),
    networkId: text()
      .notNull()
      .references(() => network.id),
    municipalityId: text()
      .notNull()
      .references(() => municipality.id),
    name: text().notNull(),
    role: text().$type<ContactRole>().notNull(),
    /** Normalised; empty where there is none. */
    email: text().notNull(),
    phone: text().notNull(),
    wish: text().notNull(),
    locale: text().$type<Locale>().notNull(),
    /** SHA-256 of the link's token; null where only a number was given. */
    tokenHash: text().unique(),
    createdAt: time().notNull(),
    expiresAt: time().notNull(),
    confirmedAt: time(),
    /** Whom it became. */
    contactId: text(),
    followUpId: text()
  },
  (t) => [
    index('visit_sign_up_network').on(t.networkId, t.confirmedAt),
    index('visit_sign_up_email').on(t.networkId, t.email),
    index('visit_sign_up_contact').on(t.contactId)
  ]
);

/** Something to hand out. */
export const material = sqliteTable(
  'material',
  {
    id: text().primaryKey(),
    networkId: text()
      .notNull()
      .references(() => network.id),
    texts: json<MaterialTexts>().notNull(),
    audience: text().$type<'public' | 'members'>().notNull(),
    createdAt: time().notNull(),
    createdBy: text().notNull(),
    updatedAt: time().notNull(),
    withdrawnAt: time()
  },
  (t) => [index('material_network').on(t.networkId)]
);

export const materialVersion = sqliteTable(
  'material_version',
  {
    materialId: text()
      .notNull()
      .references(() => material.id),
    /** From 1. */
    number: integer().notNull(),
    name: text().notNull(),
    mediaType: text().notNull(),
    size: integer().notNull(),
    sha256: text().notNull(),
    addedAt: time().notNull(),
    addedBy: text().notNull()
  },
  (t) => [primaryKey({ columns: [t.materialId, t.number] })]
);

/** Apart from what describes it, so that a list reads no files. */
export const materialContent = sqliteTable(
  'material_content',
  {
    materialId: text().notNull(),
    number: integer().notNull(),
    bytes: blob({ mode: 'buffer' }).notNull()
  },
  (t) => [primaryKey({ columns: [t.materialId, t.number] })]
);

/** How often a version was fetched on a day. Nothing about who. */
export const materialDownload = sqliteTable(
  'material_download',
  {
    materialId: text()
      .notNull()
      .references(() => material.id),
    number: integer().notNull(),
    /** ISO date. */
    day: text().notNull(),
    count: integer().notNull()
  },
  (t) => [primaryKey({ columns: [t.materialId, t.number, t.day] })]
);
