import { type Client, createClient } from '@libsql/client';
import { drizzle, type LibSQLDatabase } from 'drizzle-orm/libsql';
import * as schema from './schema/all';
import { isBusy, isDiskFull, DatabaseBusyError, DiskFullError } from './errors';

export type Schema = typeof schema;
export type Reader = LibSQLDatabase<Schema>;
export type Tx = Parameters<Parameters<Reader['transaction']>[0]>[0];

export interface Database {
  /** For reading only; several reads may run beside a write (WAL). */
  read: Reader;
  /**
   * Runs `work` in one immediate transaction, one at a time for the whole process: the libSQL client's busy wait
   * blocks the event loop, so writers queue here instead. Resolves once the commit is durable.
   * `work` may run again after another process held the lock, so it must change nothing but the database.
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
 * test (tests/recovery/poison.test.ts) fails when `renew` is taken out.
 */
export async function openDatabase({ url, authToken }: OpenOptions): Promise<Database> {
  const config = { url: toUrl(url), authToken, timeout: BUSY_TIMEOUT_MS };
  const readers = createClient({ ...config, concurrency: 4 });
  let writer = createClient({ ...config, concurrency: 1 });
  let writerDb = drizzle(writer, { schema, casing: 'snake_case' });
  await prepare(writer, config.url);

  async function renew(): Promise<void> {
    writer.close();
    writer = createClient({ ...config, concurrency: 1 });
    writerDb = drizzle(writer, { schema, casing: 'snake_case' });
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

  let tail: Promise<unknown> = Promise.resolve();
  function enqueue<T>(job: () => Promise<T>): Promise<T> {
    const run = tail.then(job, job);
    tail = run.catch(() => undefined);
    return run;
  }

  return {
    read: drizzle(readers, { schema, casing: 'snake_case' }),
    write: (work) => enqueue(() => patiently(() => writerDb.transaction(work, { behavior: 'immediate' }))),
    execute: (statement) => enqueue(() => patiently(async () => void (await writer.execute(statement)))),
    ping: async () => void (await readers.execute('SELECT 1')),
    async close() {
      await tail;
      if (config.url.startsWith('file:'))
        await writer.execute('PRAGMA wal_checkpoint(TRUNCATE)').catch(() => undefined);
      readers.close();
      writer.close();
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
