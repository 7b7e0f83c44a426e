import type { InValue } from '@libsql/client';
import { toSnakeCase } from 'drizzle-orm/casing';
import { getTableColumns, getTableName } from 'drizzle-orm';
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Tx } from './client';
import { executeRaw } from './raw';

interface Shape {
  columns: { key: string; column: SQLiteColumn }[];
  /** By number of rows. */
  texts: Map<number, string>;
}

/** By table, then by the keys its rows have. */
const shapes = new WeakMap<SQLiteTable, Map<string, Shape>>();

/** Few different statements, so that they stay prepared: 100 rows are 64, 32 and 4. */
const MOST_ROWS = 64;

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
    const args: InValue[] = [];
    for (let i = from; i < from + size; i++) {
      const row = rows[i] as Record<string, unknown>;
      for (const { key, column } of shape.columns) {
        const value = row[key];
        args.push(value === null || value === undefined ? null : (column.mapToDriverValue(value) as InValue));
      }
    }
    await executeRaw(tx, `${textOf(table, shape, size)} ${onConflict}`, args);
    from += size;
  }
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
  const shape = { columns, texts: new Map<number, string>() };
  byKeys.set(name, shape);
  return shape;
}

function textOf(table: SQLiteTable, { columns, texts }: Shape, rows: number): string {
  const present = texts.get(rows);
  if (present) return present;
  const names = columns.map(({ column }) => `"${column.keyAsName ? toSnakeCase(column.name) : column.name}"`);
  const places = `(${columns.map(() => '?').join(',')})`;
  const text = `INSERT INTO "${getTableName(table)}" (${names.join(',')}) VALUES ${Array(rows).fill(places).join(',')}`;
  texts.set(rows, text);
  return text;
}
