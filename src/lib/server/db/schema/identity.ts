import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { time } from './columns';

/** The association running the programme; everything belongs to one network. */
export const network = sqliteTable('network', {
  id: text().primaryKey(),
  name: text().notNull(),
  country: text().notNull(),
  locale: text().$type<'en' | 'sv' | 'nl'>().notNull(),
  /** Disclosure threshold of published numbers, never below 3. */
  threshold: integer().notNull().default(5),
  demo: integer({ mode: 'boolean' }).notNull().default(false),
  createdAt: time().notNull(),
  /** IANA name; null: that of the country's capital. */
  timeZone: text()
});

export const person = sqliteTable('person', {
  id: text().primaryKey(),
  /** Lower case. */
  email: text().notNull().unique(),
  name: text().notNull(),
  locale: text().$type<'en' | 'sv' | 'nl'>().notNull(),
  passwordHash: text(),
  /** Base32; counts only once `totpConfirmedAt` is set. */
  totpSecret: text(),
  totpConfirmedAt: time(),
  /** The last used 30-second counter, so that a code works once. */
  totpCounter: integer(),
  disabledAt: time(),
  createdAt: time().notNull()
});

/** A role in a network, or of an officer in one of its municipalities. */
export const membership = sqliteTable(
  'membership',
  {
    id: text().primaryKey(),
    personId: text()
      .notNull()
      .references(() => person.id),
    networkId: text()
      .notNull()
      .references(() => network.id),
    role: text().$type<'administrator' | 'coordinator' | 'analyst' | 'officer'>().notNull(),
    municipalityId: text(),
    createdAt: time().notNull(),
    endedAt: time(),
    /** Who took over, when an officer left. */
    successorId: text().references(() => person.id)
  },
  (t) => [index('membership_person').on(t.personId), index('membership_network').on(t.networkId, t.municipalityId)]
);

/** Only the SHA-256 of the cookie's value is kept: a stolen row is no login. */
export const session = sqliteTable(
  'session',
  {
    id: text().primaryKey(),
    personId: text()
      .notNull()
      .references(() => person.id),
    createdAt: time().notNull(),
    /** Idle lifetime; moved forward by use. */
    expiresAt: time().notNull(),
    /** Absolute lifetime; never moved. */
    endsAt: time().notNull(),
    /** Coarse, so that its owner recognises it: `Firefox, Android`. */
    device: text()
  },
  (t) => [index('session_person').on(t.personId), index('session_expiry').on(t.expiresAt)]
);

/**
 * What opens a person's store on one device after a sign-out; handed out to that person only, when signed in.
 * Kept while somebody is disabled: without it, work that waits on a locked phone would be lost for good.
 */
export const deviceKey = sqliteTable(
  'device_key',
  {
    /** Hash of person and device: both are chosen elsewhere. */
    id: text().primaryKey(),
    personId: text()
      .notNull()
      .references(() => person.id),
    /** 32 random bytes, base64url. */
    secret: text().notNull(),
    /** SHA-256 of what a device shows, without a session, to learn whether its person's account is closed. */
    proofHash: text().notNull(),
    createdAt: time().notNull(),
    usedAt: time().notNull()
  },
  (t) => [index('device_key_person').on(t.personId)]
);

/** Emailed one-time codes and, between the first and the second factor, the proof of the first: hashed, used once. */
export const signInCode = sqliteTable(
  'sign_in_code',
  {
    id: text().primaryKey(),
    purpose: text().$type<'sign-in' | 'invitation' | 'second-factor'>().notNull(),
    /** The person (null where nobody has this address) or, for an invitation, its id. */
    subjectId: text(),
    email: text().notNull(),
    codeHash: text().notNull(),
    createdAt: time().notNull(),
    expiresAt: time().notNull(),
    attempts: integer().notNull().default(0),
    usedAt: time()
  },
  (t) => [index('sign_in_code_email').on(t.email)]
);

export const invitation = sqliteTable(
  'invitation',
  {
    id: text().primaryKey(),
    tokenHash: text().notNull(),
    networkId: text()
      .notNull()
      .references(() => network.id),
    role: text().$type<'administrator' | 'coordinator' | 'analyst' | 'officer'>().notNull(),
    municipalityId: text(),
    email: text(),
    invitedBy: text().references(() => person.id),
    createdAt: time().notNull(),
    expiresAt: time().notNull(),
    usedAt: time(),
    usedBy: text().references(() => person.id),
    revokedAt: time(),
    renewalAskedAt: time()
  },
  (t) => [uniqueIndex('invitation_token').on(t.tokenHash), index('invitation_network').on(t.networkId)]
);

/** The one-use code that opens the first-run wizard. */
export const setupCode = sqliteTable('setup_code', {
  id: text().primaryKey(),
  codeHash: text().notNull(),
  createdAt: time().notNull(),
  usedAt: time()
});

/** Who did what when: ids only, no names and no free text. Written in the transaction of the change. */
export const auditLog = sqliteTable(
  'audit_log',
  {
    id: text().primaryKey(),
    at: time().notNull(),
    networkId: text(),
    /** Person id, `operator` (command line), `anonymous` or `system`. */
    actor: text().notNull(),
    action: text().notNull(),
    subject: text()
  },
  (t) => [index('audit_network').on(t.networkId, t.at)]
);
