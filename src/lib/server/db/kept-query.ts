import type { InValue } from '@libsql/client';
import { fillPlaceholders } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/libsql/sqlite3';
import type { PreparedQueryConfig, SQLitePreparedQuery } from 'drizzle-orm/sqlite-core';
import type { Reader, Tx } from './client';
import { executeOn } from './raw';
import * as schema from './schema/all';

/** Builds queries, and runs none. */
const builder = drizzle.mock({ schema, casing: 'snake_case' });
export type QueryBuilder = typeof builder;

interface Buildable<R> {
  prepare(): SQLitePreparedQuery<PreparedQueryConfig & { execute: R }>;
}

/**
 * A query that is built once for the process and run wherever it is asked to, with values for its placeholders. For what
 * every request asks: drizzle builds most queries for longer than SQLite takes to answer them.
 *
 * @example
 * const byId = keptQuery((db) => db.select().from(wave).where(eq(wave.id, sql.placeholder('id'))));
 * const [row] = await byId(tx, { id });
 */
export function keptQuery<R>(
  build: (db: QueryBuilder) => Buildable<R>
): (on: Reader | Tx, values?: Record<string, unknown>) => Promise<R> {
  let kept: ReturnType<Buildable<R>['prepare']> | undefined;
  return async (on, values = {}) => {
    kept ??= build(builder).prepare();
    const { sql, params } = kept.getQuery();
    const result = await executeOn(on, sql, fillPlaceholders(params, values) as InValue[]);
    return kept.mapResult(result, true) as R;
  };
}
