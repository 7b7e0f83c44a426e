import type { InValue } from '@libsql/client';
import { toSnakeCase } from 'drizzle-orm/casing';
import { getTableColumns, getTableName } from 'drizzle-orm';
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Tx } from './client';
import { executeRaw } from './raw';

interface Shape {
  columns: { key: string; column: SQLiteColumn }[];
  /** By number of rows, which columns are the same in all of them, and what follows. */
  texts: Map<string, string>;
}

/** By table, then by the keys its rows have. */
const shapes = new WeakMap<SQLiteTable, Map<string, Shape>>();

/** Few different statements, so that they stay prepared: 100 rows are 64, 32 and 4. */
const MOST_ROWS = 64;
/** From so many rows on, what is the same in all of them is handed over once: handing over takes half the time. */
const WORTH_COMPARING = 16;

/**
 * Inserts many rows in few statements. All rows have the same keys; what they leave out gets the table's default.
 * Building such statements with drizzle takes longer than running them.
 *
 * @param onConflict what follows the values, e.g. `ON CONFLICT (id) DO NOTHING`
 */
export async function insertRows<T extends SQLiteTable>(
  tx: Tx,
  table: T,
  rows: readonly T['$inferInsert'][],
  onConflict = ''
): Promise<void> {
  if (!rows.length) return;
  const shape = shapeOf(table, rows[0]!);
  for (let from = 0, size = MOST_ROWS; from < rows.length;) {
    while (size > rows.length - from) size /= 2;
    const some = rows.slice(from, from + size) as Record<string, unknown>[];
    const values = shape.columns.map(({ key, column }) => some.map((row) => toDriver(column, row[key])));
    const same = values.map((ofColumn) => size >= WORTH_COMPARING && ofColumn.every((value) => value === ofColumn[0]));
    const args = values.filter((_, i) => same[i]).map(([value]) => value as InValue);
    const others = values.filter((_, i) => !same[i]);
    for (let row = 0; row < size; row++) for (const ofColumn of others) args.push(ofColumn[row]!);
    await executeRaw(tx, textOf(table, shape, size, same, onConflict), args);
    from += size;
  }
}

function toDriver(column: SQLiteColumn, value: unknown): InValue {
  return value === null || value === undefined ? null : (column.mapToDriverValue(value) as InValue);
}

function shapeOf(table: SQLiteTable, row: object): Shape {
  const byKeys = shapes.get(table) ?? new Map<string, Shape>();
  shapes.set(table, byKeys);
  const keys = Object.keys(row);
  const name = keys.join();
  const present = byKeys.get(name);
  if (present) return present;
  const all: Record<string, SQLiteColumn> = getTableColumns(table);
  const columns = keys.map((key) => {
    const column = all[key];
    if (!column) throw new Error(`Table ${getTableName(table)} has no column for "${key}"`);
    return { key, column };
  });
  const shape = { columns, texts: new Map<string, string>() };
  byKeys.set(name, shape);
  return shape;
}

function textOf(
  table: SQLiteTable,
  { columns, texts }: Shape,
  rows: number,
  same: readonly boolean[],
  onConflict: string
): string {
  const name = `${rows} ${same.map(Number).join('')} ${onConflict}`;
  const present = texts.get(name);
  if (present) return present;
  const names = columns.map(({ column }) => `"${column.keyAsName ? toSnakeCase(column.name) : column.name}"`);
  let shared = 0;
  const once = same.map((is) => (is ? ++shared : 0));
  let last = shared;
  const oneRow = () => `(${once.map((place) => `?${place || ++last}`).join(',')})`;
  const values = Array.from({ length: rows }, oneRow).join(',');
  const text = `INSERT INTO "${getTableName(table)}" (${names.join(',')}) VALUES ${values} ${onConflict}`;
  texts.set(name, text);
  return text;
}
