import type { Client } from '@libsql/client';
import type { LibSQLDatabase } from 'drizzle-orm/libsql';
// without the transports over a network, which are never used: 14 MB of memory
import { drizzle } from 'drizzle-orm/libsql/sqlite3';
import { isBusy, isDiskFull, DatabaseBusyError, DiskFullError } from './errors';
import { openClient } from './keep-statements';
import { type RawTransaction, setRaw } from './raw';
import * as schema from './schema/all';
import { WriteQueue } from './write-queue';

export type Schema = typeof schema;
export type Reader = LibSQLDatabase<Schema> & { $client: Client };
export type Tx = Parameters<Parameters<Reader['transaction']>[0]>[0];

export interface Database {
  /** For reading only; several reads may run beside a write (WAL). */
  read: Reader;
  /**
   * Runs `work` in an immediate transaction; nobody else writes meanwhile. Resolves once the commit is durable. Writes
   * that wait at the same time share one transaction, each behind a savepoint of its own: what one throws undoes that
   * one alone. `work` may run again where the transaction could not be committed, so it must change nothing but the
   * database.
   *
   * @throws ServerBusyError where too many wait already
   */
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Runs one statement outside any transaction (PRAGMA, VACUUM), in the write queue. */
  execute(statement: string): Promise<void>;
  /** Throws where the database cannot be read. */
  ping(): Promise<void>;
  /** Waits for queued writes, folds the WAL in and closes. */
  close(): Promise<void>;
}

/** How long a write waits for a foreign process that holds the lock. */
const BUSY_PATIENCE_MS = 15_000;
/** A busy connection blocks the event loop for at most this long; the rest of the wait is asynchronous. */
const BUSY_TIMEOUT_MS = 10;

export interface OpenOptions {
  url: string;
  authToken?: string;
}

/**
 * Opens the database file (or a libSQL server's address) with one writer and a pool of readers.
 *
 * The guard: after one SQLITE_BUSY a connection of the libSQL client can stay in an open transaction that
 * acknowledges writes and never commits them. So every busy error throws the whole writer away, and the
 * retry starts on a new connection; nothing is acknowledged before its own commit returned. The poison
 * test (tests/recovery/poison.test.ts) fails when `patiently` is taken out.
 */
export async function openDatabase({ url, authToken }: OpenOptions): Promise<Database> {
  const config = { url: toUrl(url), authToken, timeout: BUSY_TIMEOUT_MS };
  const readers = openClient({ ...config, concurrency: 4 });
  let writer = openWriter();
  await prepare(writer.client, config.url);

  function openWriter() {
    const client = openClient({ ...config, concurrency: 1 });
    const begin = client.transaction.bind(client);
    let raw: RawTransaction;
    client.transaction = async () => (raw = await begin('write'));
    return { client, raw: () => raw, db: drizzle(client, { schema, casing: 'snake_case' }) };
  }

  async function renew(): Promise<void> {
    writer.client.close();
    writer = openWriter();
  }

  async function patiently<T>(attempt: () => Promise<T>): Promise<T> {
    const giveUpAt = performance.now() + BUSY_PATIENCE_MS;
    for (let wait = 20; ; wait = Math.min(wait * 2, 500)) {
      try {
        return await attempt();
      } catch (error) {
        if (isDiskFull(error)) {
          await renew();
          throw new DiskFullError(error);
        }
        if (!isBusy(error)) throw error;
        await renew();
        if (performance.now() > giveUpAt) throw new DatabaseBusyError(error);
        await new Promise((resolve) => setTimeout(resolve, wait));
      }
    }
  }

  const queue = new WriteQueue((run) =>
    patiently(() =>
      writer.db.transaction(async (tx) => {
        setRaw(tx, writer.raw());
        return run(tx);
      })
    )
  );

  return {
    read: drizzle(readers, { schema, casing: 'snake_case' }),
    write: (work) => queue.add(work),
    execute: (statement) => queue.alone(() => patiently(async () => void (await writer.client.execute(statement)))),
    ping: async () => void (await readers.execute('SELECT 1')),
    async close() {
      await queue.idle();
      if (config.url.startsWith('file:'))
        await writer.client.execute('PRAGMA wal_checkpoint(TRUNCATE)').catch(() => undefined);
      readers.close();
      writer.client.close();
    }
  };
}

export function toUrl(given: string): string {
  return /^[a-z]+:/i.test(given) ? given : `file:${given}`;
}

/** WAL is a property of the file and set once; foreign keys are on by default in libSQL. */
async function prepare(client: Client, url: string): Promise<void> {
  if (!url.startsWith('file:')) return;
  await client.execute('PRAGMA journal_mode = WAL');
  const { rows } = await client.execute('PRAGMA synchronous');
  // FULL (2): a commit is on the disk when it returns, also in WAL mode
  if (Number(rows[0]?.[0]) !== 2) throw new Error(`Expected PRAGMA synchronous = 2 (FULL), got ${rows[0]?.[0]}`);
}
