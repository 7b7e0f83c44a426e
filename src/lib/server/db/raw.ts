import type { InValue, ResultSet } from '@libsql/client';
import type { Reader, Tx } from './client';

/** The transaction under drizzle's: a statement as text, without building it anew each time. */
export interface RawTransaction {
  execute(statement: { sql: string; args: InValue[] }): Promise<ResultSet>;
}

// a symbol known to all: the server entry and SvelteKit's handler are separate bundles that share one database
const RAW = Symbol.for('waymark.raw-transaction');

type Underneath = { [RAW]?: RawTransaction; $client?: RawTransaction };

export function setRaw(tx: object, raw: RawTransaction): void {
  Object.defineProperty(tx, RAW, { value: raw });
}

/** Runs a statement in this transaction, or, outside of any, on a reader's connection. */
export function executeOn(on: Reader | Tx, sql: string, args: InValue[]): Promise<ResultSet> {
  const raw = (on as Underneath)[RAW] ?? (on as Underneath).$client;
  if (!raw) throw new Error('This transaction was not begun by Database.write');
  return raw.execute({ sql, args });
}

export async function executeRaw(tx: Tx, sql: string, args: InValue[] = []): Promise<void> {
  await executeOn(tx, sql, args);
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
