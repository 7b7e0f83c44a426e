import { dirname, join, resolve } from 'node:path';
import pino from 'pino';
import { v7 } from 'uuid';
import type { Env } from '../../env';
import type { App } from './app';
import { openDatabase, toUrl } from './db/client';
import { migrateDatabase } from './db/migrate';
import { type Offload, runHere } from './heavy/tasks';
import { seedModels } from './model/seed';
import { writeBackup } from './operations/backup';

export interface StartOptions {
  env: Env;
  /** Where log lines go; the command line writes them to standard error. */
  logTo?: 1 | 2;
  now?: () => Date;
  offload?: Offload;
  /** For commands that only read, beside a running server: nothing is migrated and nothing put in. */
  readOnly?: boolean;
}

/** Opens the database, migrates it (with a backup before pending migrations) and puts the published models in. */
export async function startApp({
  env,
  logTo = 1,
  now = () => new Date(),
  offload = runHere,
  readOnly = false
}: StartOptions): Promise<App> {
  const log = pino(
    { level: env.LOG_LEVEL, base: undefined, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ fd: logTo, sync: false })
  );
  const { migrated, backup } = readOnly
    ? { migrated: false, backup: null }
    : await migrateDatabase(env.DATABASE_URL, {
        authToken: env.DATABASE_AUTH_TOKEN,
        backup: (reason) =>
          writeBackup({ databaseUrl: env.DATABASE_URL, folder: backupFolder(env), reason, at: now() }).then(
            (made) => made.folder
          )
      });
  if (migrated) log.info({ backup }, 'database migrated');
  const db = await openDatabase({ url: env.DATABASE_URL, authToken: env.DATABASE_AUTH_TOKEN });
  const app: App = { env, db, log, now, newId: () => v7(), offload };
  if (!readOnly) await seedModels(app);
  return app;
}

export function backupFolder(env: Env): string {
  if (env.BACKUP_DIR) return resolve(env.BACKUP_DIR);
  return join(dirname(databaseFile(env)), 'backups');
}

/** The database's path; a libSQL server has none, its neighbours then live in `data/`. */
export function databaseFile(env: Env): string {
  const url = toUrl(env.DATABASE_URL);
  return resolve(url.startsWith('file:') ? url.slice('file:'.length) : 'data/remote.db');
}
