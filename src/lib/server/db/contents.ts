import { createHash } from 'node:crypto';
import { type Client, createClient } from '@libsql/client/sqlite3';
import { toUrl } from './client';

export interface TableContents {
  rows: number;
  /** SHA-256 over the rows in primary-key order. */
  sha256: string;
}

/** Counts and hashes of every table, for comparing a backup with what was written. */
export async function readContents(url: string): Promise<Record<string, TableContents>> {
  const client = createClient({ url: toUrl(url), intMode: 'bigint', timeout: 5000 });
  try {
    const contents: Record<string, TableContents> = {};
    for (const name of await tableNames(client)) contents[name] = await hashTable(client, name);
    return contents;
  } finally {
    client.close();
  }
}

export async function checkIntegrity(url: string): Promise<string[]> {
  const client = createClient({ url: toUrl(url), timeout: 5000 });
  try {
    const integrity = await client.execute('PRAGMA integrity_check');
    const foreign = await client.execute('PRAGMA foreign_key_check');
    const faults = integrity.rows.map((row) => String(row[0])).filter((line) => line !== 'ok');
    for (const row of foreign.rows) faults.push(`${row[0]} row ${row[1]} refers to a missing row of ${row[2]}`);
    return faults;
  } finally {
    client.close();
  }
}

async function tableNames(client: Client): Promise<string[]> {
  const { rows } = await client.execute(
    // a search index is made anew from what it is of, and its shadow tables have no rowid
    "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
  );
  return rows.map((row) => String(row[0]));
}

const PAGE = 5000;

async function hashTable(client: Client, table: string): Promise<TableContents> {
  const hash = createHash('sha256');
  let rows = 0;
  // rowid order is the order of insertion and survives VACUUM INTO; every table here has a rowid
  for (let last = -1n; ;) {
    const page = await client.execute({
      sql: `SELECT rowid AS _rowid, * FROM "${table}" WHERE rowid > ? ORDER BY rowid LIMIT ${PAGE}`,
      args: [last]
    });
    for (const row of page.rows) {
      hash.update(JSON.stringify(page.columns.slice(1).map((_, i) => stable(row[i + 1]))) + '\n');
      last = row[0] as bigint;
    }
    rows += page.rows.length;
    if (page.rows.length < PAGE) return { rows, sha256: hash.digest('hex') };
  }
}

function stable(value: unknown): unknown {
  if (typeof value === 'bigint') return `${value}`;
  if (value instanceof ArrayBuffer) return Buffer.from(value).toString('hex');
  return value;
}
