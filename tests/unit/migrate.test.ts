import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@libsql/client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findMigrations, migrateDatabase, migrationState } from '$lib/server/db/migrate';
import { verifyBackup, writeBackup } from '$lib/server/operations/backup';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'waymark-migrate-'));
  file = join(folder, 'waymark.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The migrations of a later version: ours and one more. */
function laterMigrations(): string {
  const later = join(folder, 'drizzle');
  cpSync(findMigrations(), later, { recursive: true });
  const journalFile = join(later, 'meta/_journal.json');
  const journal = JSON.parse(readFileSync(journalFile, 'utf8')) as {
    entries: { idx: number; when: number; tag: string; version: string; breakpoints: boolean }[];
  };
  const last = journal.entries.at(-1)!;
  journal.entries.push({ ...last, idx: last.idx + 1, when: last.when + 1, tag: '9999_later' });
  writeFileSync(journalFile, JSON.stringify(journal));
  writeFileSync(join(later, '9999_later.sql'), 'CREATE TABLE later (id text PRIMARY KEY NOT NULL);');
  return later;
}

async function count(table: string): Promise<number> {
  const client = createClient({ url: `file:${file}` });
  const { rows } = await client.execute(`SELECT count(*) FROM ${table}`);
  client.close();
  return Number(rows[0]?.[0]);
}

describe('migrations at start', () => {
  it('make an empty database and then leave it alone', async () => {
    expect(await migrationState(file)).toBe('empty');
    expect(await migrateDatabase(file)).toEqual({ migrated: true, backup: null });
    expect(await migrationState(file)).toBe('current');
    expect(await migrateDatabase(file)).toEqual({ migrated: false, backup: null });
  });

  it('take a backup before what is pending, and the backup is whole', async () => {
    await migrateDatabase(file);
    const later = laterMigrations();
    const backup = (reason: string) =>
      writeBackup({ databaseUrl: file, folder: join(folder, 'backups'), reason, at: new Date() }).then(
        (made) => made.folder
      );
    const done = await migrateDatabase(file, { folder: later, backup });
    expect(done.migrated).toBe(true);
    expect(done.backup).toContain('before-migration');
    expect((await verifyBackup(done.backup!)).ok).toBe(true);
    expect(await count('later')).toBe(0);
  });

  it('change nothing where the backup cannot be taken', async () => {
    await migrateDatabase(file);
    const failing = () => Promise.reject(new Error('no room'));
    await expect(migrateDatabase(file, { folder: laterMigrations(), backup: failing })).rejects.toThrow('no room');
    expect(await migrationState(file)).toBe('current');
  });

  it('refuse a database newer than the program', async () => {
    await migrateDatabase(file, { folder: laterMigrations() });
    expect(await migrationState(file)).toBe('newer');
    await expect(migrateDatabase(file)).rejects.toThrow(/newer Waymark/);
  });

  it('are found from the program’s own place, whatever the working directory', () => {
    const before = process.cwd();
    process.chdir(folder);
    try {
      expect(existsSync(join(findMigrations(), 'meta/_journal.json'))).toBe(true);
    } finally {
      process.chdir(before);
    }
  });
});
