import type { InValue } from '@libsql/client';
import type { Tx } from './client';

/** The transaction under drizzle's: a statement as text, without building it anew each time. */
export interface RawTransaction {
  execute(statement: { sql: string; args: InValue[] }): Promise<unknown>;
}

// a symbol known to all: the server entry and SvelteKit's handler are separate bundles that share one database
const RAW = Symbol.for('waymark.raw-transaction');

export function setRaw(tx: object, raw: RawTransaction): void {
  Object.defineProperty(tx, RAW, { value: raw });
}

export async function executeRaw(tx: Tx, sql: string, args: InValue[] = []): Promise<void> {
  const raw = (tx as { [RAW]?: RawTransaction })[RAW];
  if (!raw) throw new Error('This transaction was not begun by Database.write');
  await raw.execute({ sql, args });
}

/**
 * Runs `work` so that it alone can be undone.
 *
 * @param keep whether what it did stays; where it throws, it never does
 */
export async function inSavepoint<T>(tx: Tx, work: () => Promise<T>, keep: (result: T) => boolean): Promise<T> {
  await executeRaw(tx, 'SAVEPOINT one');
  let result: T;
  try {
    result = await work();
  } catch (error) {
    // where even this fails the whole transaction is gone, and committing it says so
    await undo(tx).catch(() => undefined);
    throw error;
  }
  if (keep(result)) await executeRaw(tx, 'RELEASE one');
  else await undo(tx);
  return result;
}

async function undo(tx: Tx): Promise<void> {
  await executeRaw(tx, 'ROLLBACK TO one');
  await executeRaw(tx, 'RELEASE one');
}
