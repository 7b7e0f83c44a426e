import { setImmediate } from 'node:timers/promises';
import type { InValue } from '@libsql/client';
import type { Reader } from './client';
import { executeOn } from './raw';

/** Rows read at a time; others are served between two pages. */
const PAGE = 4000;

export interface PagedQuery {
  /** What is read of each row, as SQL. */
  columns: readonly string[];
  /** After FROM: the table paged through is called `t`; what it is joined with follows a CROSS JOIN, so that it leads. */
  from: string;
  /** A plus before an indexed column keeps SQLite from going through that index and sorting every page anew. */
  where: string;
  args: readonly InValue[];
  signal?: AbortSignal | undefined;
}

/**
 * Many rows, in the order they were inserted, each as an array of its columns. A page comes out of the database as one
 * text of JSON: made there and read here, that takes a fifth of the time that so many rows take one by one, and nobody
 * waits longer than a page. Aborted, it ends early.
 */
export async function readPages<T extends unknown[]>(db: Reader, query: PagedQuery): Promise<T[]> {
  const { columns, from, where, args, signal } = query;
  const named = columns.map((column, i) => `${column} AS c${i}`).join(', ');
  const sql = `SELECT json_group_array(json_array(${columns.map((_, i) => `c${i}`).join(', ')})), max(at), count(*)
    FROM (SELECT ${named}, t.rowid AS at FROM ${from} WHERE ${where} AND t.rowid > ? ORDER BY t.rowid LIMIT ${PAGE})`;
  const rows: T[] = [];
  for (let last = 0; !signal?.aborted;) {
    const [page] = (await executeOn(db, sql, [...args, last])).rows;
    for (const row of JSON.parse(String(page![0])) as T[]) rows.push(row);
    if (Number(page![2]) < PAGE) break;
    last = Number(page![1]);
    await setImmediate();
  }
  return rows;
}
