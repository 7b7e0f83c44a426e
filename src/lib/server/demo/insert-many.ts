import type { Tx } from '../db/client';

/** SQLite takes 32,766 values a statement; the widest of these rows has some 16. */
export async function insertMany<T extends Parameters<Tx['insert']>[0]>(
  tx: Tx,
  table: T,
  rows: T['$inferInsert'][]
): Promise<void> {
  for (let i = 0; i < rows.length; i += 1000) await tx.insert(table).values(rows.slice(i, i + 1000));
}
