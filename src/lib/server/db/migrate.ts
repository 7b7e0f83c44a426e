import { createClient } from '@libsql/client/sqlite3';
import { drizzle } from 'drizzle-orm/libsql/sqlite3';
import { migrate } from 'drizzle-orm/libsql/migrator';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { toUrl } from './client';

/** Found from the program's own place, whatever the working directory: built (`build/`) and source alike. */
export function findMigrations(from: string = dirname(fileURLToPath(import.meta.url))): string {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, 'drizzle');
    if (existsSync(join(candidate, 'meta', '_journal.json'))) return candidate;
    if (dirname(folder) === folder) throw new Error(`No folder "drizzle" with migrations above ${from}`);
  }
}

interface Journal {
  entries: { when: number; tag: string }[];
}

export type MigrationState = 'empty' | 'current' | 'pending' | 'newer';

/** Compares the migrations in the database with those of this program. */
export async function migrationState(
  url: string,
  authToken?: string,
  folder = findMigrations()
): Promise<MigrationState> {
  const client = createClient({ url: toUrl(url), authToken });
  try {
    const known = readJournal(folder).map((entry) => entry.when);
    const tables = await client.execute(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name = '__drizzle_migrations'"
    );
    if (!tables.rows.length) return 'empty';
    const { rows } = await client.execute('SELECT created_at FROM __drizzle_migrations ORDER BY created_at');
    const applied = rows.map((row) => Number(row[0]));
    if (applied.some((when) => !known.includes(when))) return 'newer';
    return applied.length < known.length ? (applied.length ? 'pending' : 'empty') : 'current';
  } finally {
    client.close();
  }
}

function readJournal(folder: string): Journal['entries'] {
  const journal = JSON.parse(readFileSync(join(folder, 'meta', '_journal.json'), 'utf8')) as Journal;
  return journal.entries;
}

/**
 * Brings the database to this program's version: a backup first where something is pending,
 * a refusal where the database is newer than the program.
 */
export async function migrateDatabase(
  url: string,
  options: { authToken?: string; backup?: (reason: string) => Promise<string>; folder?: string } = {}
): Promise<{ migrated: boolean; backup: string | null }> {
  const file = toUrl(url);
  if (file.startsWith('file:')) mkdirSync(dirname(resolve(file.slice('file:'.length))), { recursive: true });
  const folder = options.folder ?? findMigrations();
  const state = await migrationState(url, options.authToken, folder);
  if (state === 'newer') {
    throw new Error(
      'The database was written by a newer Waymark than this one. Install that version or restore an older backup; nothing was changed.'
    );
  }
  if (state === 'current') return { migrated: false, backup: null };
  const backup = state === 'pending' && options.backup ? await options.backup('before-migration') : null;
  const client = createClient({ url: file, authToken: options.authToken, timeout: 5000 });
  try {
    await migrate(drizzle(client, { casing: 'snake_case' }), { migrationsFolder: folder });
  } finally {
    client.close();
  }
  return { migrated: true, backup };
}
