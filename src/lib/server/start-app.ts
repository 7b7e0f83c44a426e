import { dirname, join, resolve } from 'node:path';
import pino from 'pino';
import { newId } from './shared/new-id';
import type { Env } from '../../env';
import type { App } from './app';
import { packOnce } from './assessment/ensure-vectors';
import { openDatabase } from './db/client';
import { migrateDatabase } from './db/migrate';
import { type Offload, runHere } from './heavy/tasks';
import { seedModels } from './model/seed';
import { ensureContactIndex } from './outreach/contact-index-repository';
import { ensureMeetingIndex } from './outreach/meeting-index-repository';
import { reapplyErasures } from './outreach/reapply-erasures';
import { writeBackup } from './operations/backup';
import { databaseFile } from './operations/database-file';

export { databaseFile };

export interface StartOptions {
  env: Env;
  /** Where log lines go; the command line writes them to standard error. */
  logTo?: 1 | 2;
  now?: () => Date;
  offload?: Offload;
  /** For commands that only read, beside a running server: nothing is migrated and nothing put in. */
  readOnly?: boolean;
  /** Where the database lies while it is put back, before it is where the environment says. */
  databaseUrl?: string;
  /** Told how many contacts that had been erased were back, as in an older backup. */
  reapplied?: (contacts: number) => void;
}

/** Opens the database, migrates it (with a backup before pending migrations) and puts the published models in. */
export async function startApp({
  env,
  logTo = 1,
  now = () => new Date(),
  offload = runHere,
  readOnly = false,
  databaseUrl = env.DATABASE_URL,
  reapplied = () => undefined
}: StartOptions): Promise<App> {
  const log = pino(
    { level: env.LOG_LEVEL, base: undefined, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ fd: logTo, sync: false })
  );
  const { migrated, backup } = readOnly
    ? { migrated: false, backup: null }
    : await migrateDatabase(databaseUrl, {
        authToken: env.DATABASE_AUTH_TOKEN,
        backup: (reason) =>
          writeBackup({ databaseUrl, folder: backupFolder(env), reason, at: now() }).then((made) => made.folder)
      });
  if (migrated) log.info({ backup }, 'database migrated');
  const db = await openDatabase({ url: databaseUrl, authToken: env.DATABASE_AUTH_TOKEN });
  const app: App = { env, db, log, now, newId, offload };
  if (!readOnly) {
    await ensureContactIndex(db);
    await ensureMeetingIndex(db);
    reapplied(await reapplyErasures(app));
    await seedModels(app);
    const packed = await packOnce(app);
    if (packed) log.info({ packed }, 'answers packed');
  }
  return app;
}

export function backupFolder(env: Env): string {
  if (env.BACKUP_DIR) return resolve(env.BACKUP_DIR);
  return join(dirname(databaseFile(env)), 'backups');
}
