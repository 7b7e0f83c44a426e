import { sql } from 'drizzle-orm';
import type { Reader, Tx } from '../db/client';

/** Tables that know contacts for reasons of their own, each cared for by name. */
const OWN = ['contact_index', 'contact_card', 'erasure'];

interface Reference {
  table: string;
  /** The column that names one row; the reference itself where that is the key. */
  key: string;
  nullable: boolean;
}

/** Every table with a column `contact_id`, as the database has them: one that is added later is found, too. */
export async function contactReferences(db: Reader | Tx): Promise<Reference[]> {
  const rows = await db.all<{ name: string; column: string; notnull: number; pk: number }>(
    sql`SELECT t.name AS name, c.name AS "column", c."notnull" AS "notnull", c.pk AS pk
        FROM pragma_table_list t, pragma_table_info(t.name) c
        WHERE t.schema = 'main' AND t.type = 'table'`
  );
  return rows
    .filter(({ name, column }) => column === 'contact_id' && !OWN.includes(name))
    .map(({ name, notnull }) => {
      const key = rows.find((row) => row.name === name && row.pk === 1)!.column;
      return { table: name, key, nullable: notnull === 0 && key !== 'contact_id' };
    });
}

/** What an import did to a contact is said of that one, whatever it was made one with: undoing it would undo the other. */
const STAY = ['contact_import_change'];

/** Lets every row that names one contact name another. A row that cannot, since the other has one of its own, stays. */
export async function moveReferences(tx: Tx, from: string, to: string): Promise<Record<string, string[]>> {
  const moved: Record<string, string[]> = {};
  for (const { table, key } of await contactReferences(tx)) {
    if (STAY.includes(table)) continue;
    const rows = await tx.all<{ key: string }>(
      sql`UPDATE OR IGNORE ${sql.identifier(table)} SET contact_id = ${to} WHERE contact_id = ${from}
          RETURNING ${sql.identifier(key)} AS key`
    );
    if (rows.length) moved[table] = rows.map((row) => row.key);
  }
  return moved;
}

/** Lets rows name the first contact again; those that name another by now, or are gone, stay. Returns those, by table. */
export async function moveBack(
  tx: Tx,
  moved: Readonly<Record<string, readonly string[]>>,
  from: string,
  to: string
): Promise<Record<string, string[]>> {
  const stayed: Record<string, string[]> = {};
  const known = await contactReferences(tx);
  for (const [table, keys] of Object.entries(moved)) {
    const reference = known.find((one) => one.table === table);
    if (!reference) continue;
    const back = await tx.all<{ key: string }>(
      sql`UPDATE OR IGNORE ${sql.identifier(table)} SET contact_id = ${to} WHERE contact_id = ${from}
          AND ${sql.identifier(reference.key)} IN (SELECT value FROM json_each(${JSON.stringify(keys)}))
          RETURNING ${sql.identifier(reference.key)} AS key`
    );
    const left = keys.filter((key) => !back.some((row) => row.key === key));
    // where the reference is the key, it has changed by now
    if (left.length && reference.key !== 'contact_id') stayed[table] = left;
  }
  return stayed;
}

/** Takes a contact out of every row that names it; a row that is nothing without it goes. */
export async function dropReferences(tx: Tx, ids: readonly string[]): Promise<void> {
  const among = sql`contact_id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`;
  for (const { table, nullable } of await contactReferences(tx)) {
    const name = sql.identifier(table);
    await tx.run(
      nullable ? sql`UPDATE ${name} SET contact_id = NULL WHERE ${among}` : sql`DELETE FROM ${name} WHERE ${among}`
    );
  }
}

/** Rows that name one of these contacts, as they are, by table. */
export async function readReferences(
  db: Reader | Tx,
  ids: readonly string[]
): Promise<Record<string, Record<string, unknown>[]>> {
  const found: Record<string, Record<string, unknown>[]> = {};
  for (const { table } of await contactReferences(db)) {
    const rows = await db.all<Record<string, unknown>>(
      sql`SELECT * FROM ${sql.identifier(table)}
          WHERE contact_id IN (SELECT value FROM json_each(${JSON.stringify(ids)})) LIMIT 10000`
    );
    if (rows.length) found[table] = rows;
  }
  return found;
}

/** In which tables other rows name these contacts, but for what an import keeps of them; those that none names are left out. */
export async function tablesUsingContacts(db: Reader | Tx, ids: readonly string[]): Promise<Map<string, string[]>> {
  const used = new Map<string, string[]>();
  if (!ids.length) return used;
  for (const { table } of await contactReferences(db)) {
    if (STAY.includes(table)) continue;
    const rows = await db.all<{ id: string }>(
      sql`SELECT DISTINCT contact_id AS id FROM ${sql.identifier(table)}
          WHERE contact_id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`
    );
    for (const { id } of rows) used.set(id, [...(used.get(id) ?? []), table]);
  }
  return used;
}
