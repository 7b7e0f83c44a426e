import { existsSync, statSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import type { App } from '../app';
import { toUrl } from '../db/client';
import { databaseFile } from './database-file';

const TRIES = 100;
const WAIT_MS = 20;

/**
 * Writes the database anew without what was deleted, and empties the log of changes (WAL). What is deleted is overwritten
 * at once (`secure_delete`, see keep-statements.ts), but cells that moved between pages and databases from before that
 * may have left copies. Others wait meanwhile: about 0.4 s for every 100 MB.
 *
 * @throws where somebody reads for so long that the log cannot be emptied: the erasure is not acknowledged then
 */
export async function overwriteFreed(app: Pick<App, 'db' | 'env'>): Promise<void> {
  if (!toUrl(app.env.DATABASE_URL).startsWith('file:')) return;
  await app.db.execute('VACUUM');
  const log = `${databaseFile(app.env)}-wal`;
  for (let tries = 0; tries < TRIES; tries++) {
    await app.db.execute('PRAGMA wal_checkpoint(TRUNCATE)');
    if (!existsSync(log) || statSync(log).size === 0) return;
    await setTimeout(WAIT_MS);
  }
  throw new Error(
    `The log of changes beside the database could not be emptied: somebody reads all the time. Try again.`
  );
}
