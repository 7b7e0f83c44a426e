import { OPERATOR } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { ok, refuse, refuseAll } from '$lib/domain/shared/result';
import { checkIntegrity, readContents } from '$lib/server/db/contents';
import { migrationState } from '$lib/server/db/migrate';
import { type BackupMade, fileOfBackup, restoreBackup, verifyBackup, writeBackup } from '$lib/server/operations/backup';
import { checkEditions } from '$lib/server/operations/check-editions';
import { checkVectors } from '$lib/server/operations/check-vectors';
import { type Settled, settleRestored } from '$lib/server/operations/after-restore';
import { type Repacked, repackAnswers } from '$lib/server/operations/repack-service';
import { askHolder, takeWriterLock } from '$lib/server/operations/writer-lock';
import { backupFolder, databaseFile } from '$lib/server/start-app';
import { existsSync, statSync } from 'node:fs';
import { defineCommand, needApp } from '../command';
import { fromWhereTyped } from '../read-file';

/** Reads only (VACUUM INTO), so it works beside a running server. */
export const backupCommand = defineCommand<{ folder: string | null }, BackupMade>({
  name: 'backup',
  summary: 'Write a verified copy of the database, also while the server runs',
  options: {
    to: {
      type: 'string',
      value: 'FOLDER',
      about: 'Where backups are kept; default BACKUP_DIR, else "backups" beside the database'
    }
  },
  positionals: [],
  access: 'none',
  prepare: (given) => ok({ folder: given.options.to ? fromWhereTyped(given.options.to as string) : null }),
  async run(_app, { folder }, { env }) {
    const refused = authorize(OPERATOR, 'database:maintain');
    if (refused) return refused;
    const file = databaseFile(env);
    if (!existsSync(file))
      return refuse(
        'no-database',
        'DATABASE_URL',
        `There is no database at "${file}" - start Waymark once, or set DATABASE_URL.`
      );
    const made = await writeBackup({
      databaseUrl: env.DATABASE_URL,
      folder: folder ?? backupFolder(env),
      reason: 'asked',
      at: new Date()
    });
    const verified = await verifyBackup(made.folder);
    return verified.ok ? ok(made) : verified;
  },
  print: (made) =>
    `Backup written and verified: ${made.folder} (${made.tables} tables, ${made.rows} rows, ${made.bytes} bytes)`
});

interface Restored {
  databaseFile: string;
  rows: number;
  settled: Settled;
}

export const restoreCommand = defineCommand<{ folder: string }, Restored>({
  name: 'restore',
  summary: 'Put a backup where the database belongs; refuses to overwrite one',
  options: {},
  positionals: [{ name: 'BACKUP', about: 'A backup folder, as "waymark backup" printed it' }],
  access: 'none',
  prepare: (given) => ok({ folder: fromWhereTyped(given.positionals[0]!) }),
  async run(_app, { folder }, { env }) {
    const file = databaseFile(env);
    const lock = await takeWriterLock(file, 'command');
    if (!lock)
      return refuse(
        'server-running',
        'DATABASE_URL',
        'A server is running on this database - stop it before restoring.'
      );
    try {
      return await restoreBackup(folder, file, (copy) => settleRestored(copy, env));
    } finally {
      await lock.release();
    }
  },
  print: ({ rows, databaseFile: file, settled: { erased, sessions, mail } }) =>
    [
      `Restored ${rows} rows to ${file}`,
      `Sessions ended: ${sessions}. Mails held back: ${mail}. Erased again: ${erased} ${erased === 1 ? 'contact' : 'contacts'}.`
    ].join('\n')
});

/** Reports that are not what was published: nobody is shown them until they are restored. */
async function findAltered(url: string) {
  const altered = await checkEditions(url);
  if (!altered.length) return null;
  return refuseAll(altered.map((message) => ({ code: 'edition-altered', path: url, message })));
}

interface Verified {
  what: string;
  faults: string[];
  tables: Record<string, { rows: number; sha256: string }>;
}

export const verifyCommand = defineCommand<{ target: string | null }, Verified>({
  name: 'verify',
  summary:
    'Check the database or a backup: integrity, references, packed answers, editions, counts and hashes per table',
  options: {},
  positionals: [{ name: 'BACKUP', about: 'A backup folder; without it the database itself', optional: true }],
  access: 'none',
  prepare: (given) => ok({ target: given.positionals[0] ? fromWhereTyped(given.positionals[0]) : null }),
  async run(_app, { target }, { env }) {
    if (target) {
      if (!existsSync(target) || !statSync(target).isDirectory())
        return refuse(
          'not-a-backup',
          'BACKUP',
          `"${target}" is not a folder - give the folder that "waymark backup" printed.`
        );
      const verified = await verifyBackup(target);
      if (!verified.ok) return verified;
      const altered = await findAltered(fileOfBackup(target));
      return altered ?? ok({ what: target, faults: [], tables: verified.value.tables });
    }
    const file = databaseFile(env);
    if (!existsSync(file))
      return refuse('no-database', 'DATABASE_URL', `There is no database at "${file}" - set DATABASE_URL.`);
    const state = await migrationState(env.DATABASE_URL);
    if (state === 'newer')
      return refuse('newer', 'DATABASE_URL', 'The database was written by a newer Waymark than this one.');
    const faults = await checkIntegrity(env.DATABASE_URL);
    if (faults.length)
      return { ok: false, problems: faults.map((message) => ({ code: 'corrupt', path: file, message })) };
    const differing = await checkVectors(env.DATABASE_URL, { missing: state === 'current' });
    if (differing.length) {
      const hint = 'The answers themselves are whole: "waymark repack" packs them anew';
      return {
        ok: false,
        problems: [...differing, hint].map((message) => ({ code: 'pack-differs', path: file, message }))
      };
    }
    const altered = await findAltered(env.DATABASE_URL);
    return altered ?? ok({ what: file, faults, tables: await readContents(env.DATABASE_URL) });
  },
  print: (v) => {
    const rows = Object.entries(v.tables).map(
      ([name, t]) => `  ${name.padEnd(28)} ${String(t.rows).padStart(8)} rows  ${t.sha256.slice(0, 16)}`
    );
    return [`${v.what}: whole`, ...rows].join('\n');
  }
});

export const repackCommand = defineCommand<null, Repacked>({
  name: 'repack',
  summary: 'Pack all answers anew, where "waymark verify" says that packed answers differ',
  options: {},
  positionals: [],
  access: 'write',
  prepare: () => ok(null),
  run: (app) => repackAnswers(needApp(app), OPERATOR),
  print: ({ checked, mended }) => `Packed answers of ${checked} assessments compared, ${mended} mended`
});

/** Tells who holds the writer's lock; used by scripts that must not start a second server. */
export const statusCommand = defineCommand<null, { running: boolean; holder: string | null; pid: number | null }>({
  name: 'status',
  summary: 'Say whether a server or a command is using the database',
  options: {},
  positionals: [],
  access: 'none',
  prepare: () => ok(null),
  async run(_app, _input, { env }) {
    const holder = await askHolder(databaseFile(env));
    return ok({ running: holder?.holder === 'server', holder: holder?.holder ?? null, pid: holder?.pid ?? null });
  },
  print: (s) => (s.holder ? `In use by a ${s.holder}, process ${s.pid}` : 'Not in use')
});
