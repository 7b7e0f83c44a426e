import type { ContactChannel, ContactRole, LawfulBasis } from '$lib/domain/outreach/contact-kinds';
import type { OptOutScope } from '$lib/domain/outreach/may-be-contacted';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { json, time } from './columns';
import { network } from './identity';
import { municipality } from './register';

/** A person with a role, or a mailbox, through whom a municipality is reached. */
export const contact = sqliteTable(
  'contact',
  {
    id: text().primaryKey(),
    networkId: text()
      .notNull()
      .references(() => network.id),
    /** Null for whoever belongs to no municipality: an agency, a supplier. */
    municipalityId: text().references(() => municipality.id),
    name: text().notNull(),
    role: text().$type<ContactRole>().notNull(),
    /** Normalised, so that two can be compared; empty where there is none. */
    email: text().notNull().default(''),
    /** E.164, perhaps with `;ext=`; empty where there is none. */
    phone: text().notNull().default(''),
    channel: text().$type<ContactChannel>(),
    source: text().notNull().default(''),
    note: text().notNull().default(''),
    stayInTouchDays: integer(),
    basis: text().$type<LawfulBasis>(),
    /** ISO dates. */
    basisOn: text(),
    optedOutOn: text(),
    /** How far it goes; null: everything. */
    optOutScope: text().$type<OptOutScope>(),
    /** Further addresses and numbers, normalised; null where there are none. */
    moreEmails: json<string[]>(),
    morePhones: json<string[]>(),
    /** The contact this one was merged into. */
    mergedInto: text(),
    version: integer().notNull(),
    createdBy: text().notNull(),
    createdAt: time().notNull(),
    updatedBy: text().notNull(),
    updatedAt: time().notNull(),
    /** Taken away, and kept so that it can be brought back. */
    removedAt: time()
  },
  (t) => [
    index('contact_network').on(t.networkId, t.municipalityId),
    index('contact_email').on(t.networkId, t.email),
    index('contact_phone').on(t.networkId, t.phone),
    index('contact_touch').on(t.networkId, t.stayInTouchDays)
  ]
);
