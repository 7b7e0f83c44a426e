import { formatPhone } from '$lib/domain/outreach/contact-phone';
import { foldText } from '$lib/domain/outreach/fold-text';
import { sortKey } from '$lib/domain/outreach/sort-key';
import { inArray, sql, type SQL } from 'drizzle-orm';
import type { Database, Reader, Tx } from '../db/client';
import { contact } from '../db/schema/contacts';
import { network } from '../db/schema/identity';
import { contactIndex } from '../db/schema/people';
import { municipality } from '../db/schema/register';
import type { ContactRow } from './contact-repository';

/**
 * The words of contacts (https://www.sqlite.org/fts5.html), made here because the migrations know tables only. Of what
 * is deleted nothing stays in it either (`secure-delete`).
 */
const MAKE =
  "CREATE VIRTUAL TABLE IF NOT EXISTS contact_search USING fts5(words, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')";
const KEEP_NO_TRACE = "INSERT INTO contact_search(contact_search, rank) VALUES('secure-delete', 1)";

/** Everything that is searched, folded; numbers with and without their country. */
function wordsOf(row: ContactRow, place: string): string {
  const phones = [row.phone, ...(row.morePhones ?? [])].filter((phone) => phone !== '');
  const numbers = phones.flatMap((phone) => {
    const [code = '', ...rest] = formatPhone(phone)
      .replace(/ x\d+$/, '')
      .split(' ');
    return [code.slice(1) + rest.join(''), rest.join('')];
  });
  const { name, email, moreEmails, note, source } = row;
  return foldText([name, email, ...(moreEmails ?? []), note, source, place, ...numbers].join(' '));
}

export async function indexContact(tx: Tx, row: ContactRow): Promise<void> {
  await indexContacts(tx, [row]);
}

/** Any number in five statements. */
export async function indexContacts(tx: Tx, rows: readonly ContactRow[]): Promise<void> {
  if (!rows.length) return;
  const networks = await tx.select({ id: network.id, locale: network.locale }).from(network);
  const localeOf = new Map(networks.map(({ id, locale }) => [id, locale]));
  const ids = JSON.stringify(rows.flatMap(({ municipalityId }) => municipalityId ?? []));
  const places = await tx
    .select({ id: municipality.id, name: municipality.name })
    .from(municipality)
    .where(sql`${municipality.id} IN (SELECT value FROM json_each(${ids}))`);
  const placeOf = new Map(places.map(({ id, name }) => [id, name]));
  const entries = rows.map((row) => ({
    ...{ id: row.id, network: row.networkId, place: row.municipalityId, role: row.role },
    ...{ key: sortKey(row.name, localeOf.get(row.networkId) ?? 'en'), removed: row.removedAt === null ? 0 : 1 },
    words: wordsOf(row, placeOf.get(row.municipalityId ?? '') ?? '')
  }));
  const given = JSON.stringify(entries);
  await tx.run(sql`
    INSERT INTO contact_index (contact_id, network_id, sort_key, municipality_id, role, removed)
    SELECT value->>'id', value->>'network', value->>'key', value->>'place', value->>'role', value->>'removed'
    FROM json_each(${given}) WHERE true
    ON CONFLICT (contact_id) DO UPDATE SET sort_key = excluded.sort_key, municipality_id = excluded.municipality_id,
      role = excluded.role, removed = excluded.removed`);
  await tx.run(sql`
    DELETE FROM contact_search WHERE rowid IN
      (SELECT i.n FROM json_each(${given}) e JOIN contact_index i ON i.contact_id = e.value->>'id')`);
  await tx.run(sql`
    INSERT INTO contact_search (rowid, words)
    SELECT i.n, e.value->>'words' FROM json_each(${given}) e JOIN contact_index i ON i.contact_id = e.value->>'id'`);
}

/** Contacts that were taken away: their words stay as they are, which spares the search a slow deletion. */
export async function indexRemoved(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.run(
    sql`UPDATE contact_index SET removed = 1 WHERE contact_id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`
  );
}

/** @param rowids of `contact` */
export async function indexAgain(tx: Tx, rowids: readonly number[]): Promise<void> {
  const among = sql`${contact}.rowid IN (SELECT value FROM json_each(${JSON.stringify(rowids)}))`;
  const rows = rowids.length ? await tx.select().from(contact).where(among) : [];
  await indexContacts(tx, rows);
}

export async function unindexContacts(tx: Tx, ids: readonly string[]): Promise<void> {
  const rows = await tx
    .delete(contactIndex)
    .where(inArray(contactIndex.contactId, [...ids]))
    .returning({ n: contactIndex.n });
  for (const { n } of rows) await tx.run(sql`DELETE FROM contact_search WHERE rowid = ${n}`);
}

const AT_ONCE = 2000;

/** Makes the index where it is missing, and puts in what was written without it, as by a release before it. */
export async function ensureContactIndex(db: Pick<Database, 'read' | 'write' | 'execute'>): Promise<void> {
  await db.execute(MAKE);
  await db.execute(KEEP_NO_TRACE);
  while (await db.write(indexSome));
}

async function indexSome(tx: Tx): Promise<boolean> {
  const missing = await notIndexed(tx);
  await indexContacts(tx, missing);
  return missing.length === AT_ONCE;
}

async function notIndexed(db: Reader | Tx): Promise<ContactRow[]> {
  const known = sql`EXISTS (SELECT 1 FROM contact_index WHERE contact_id = ${contact.id})`;
  return db
    .select()
    .from(contact)
    .where(sql`NOT ${known}`)
    .limit(AT_ONCE);
}

export interface ListedContact {
  id: string;
  name: string;
  role: string;
  municipalityId: string | null;
  email: string;
  phone: string;
  optedOutOn: string | null;
}

/** Beyond so many hits the list is gone through in its order instead of sorting them. */
const FEW = 1000;

/**
 * Contacts by name, from after a contact on.
 *
 * @param page.words as FTS5 reads them; empty for all
 * @returns null where the contact to begin after is not there
 */
export async function pageOfContacts(
  db: Reader,
  page: {
    networkId: string;
    role: string;
    municipalityId: string;
    removed: boolean;
    words: string;
    after: string;
    limit: number;
  }
): Promise<ListedContact[] | null> {
  const { networkId, role, municipalityId, removed, words, after, limit } = page;
  const where: SQL[] = [sql`i.network_id = ${networkId}`, sql`i.removed = ${removed ? 1 : 0}`];
  if (role) where.push(sql`i.role = ${role}`);
  if (municipalityId) where.push(sql`i.municipality_id = ${municipalityId}`);
  if (after) {
    const [start] = await db.all<{ key: string }>(
      sql`SELECT sort_key AS key FROM contact_index WHERE contact_id = ${after}`
    );
    if (!start) return null;
    where.push(sql`(i.sort_key, i.contact_id) > (${start.key}, ${after})`);
  }
  const few = words ? await fewHits(db, words) : null;
  if (words && !few) where.push(sql`i.n IN (SELECT rowid FROM contact_search WHERE contact_search MATCH ${words})`);
  const from = few
    ? sql`json_each(${JSON.stringify(few)}) h CROSS JOIN contact_index i ON i.n = h.value`
    : sql`contact_index i`;
  return db.all<ListedContact>(sql`
    SELECT c.id AS id, c.name AS name, c.role AS role, c.municipality_id AS "municipalityId", c.email AS email,
      c.phone AS phone, c.opted_out_on AS "optedOutOn"
    FROM ${from} JOIN contact c ON c.id = i.contact_id
    WHERE ${sql.join(where, sql` AND `)}
    ORDER BY i.sort_key, i.contact_id LIMIT ${limit}`);
}

/** The rows in which all words are found; null where they are more than `FEW`. */
async function fewHits(db: Reader, words: string): Promise<number[] | null> {
  const rows = await db.all<{ n: number }>(
    sql`SELECT rowid AS n FROM contact_search WHERE contact_search MATCH ${words} LIMIT ${FEW + 1}`
  );
  return rows.length > FEW ? null : rows.map(({ n }) => n);
}
