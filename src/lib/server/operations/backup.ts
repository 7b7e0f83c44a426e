import { createHash } from 'node:crypto';
import {
  createReadStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync
} from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createClient } from '@libsql/client/sqlite3';
import { refuse, ok, type Result } from '$lib/domain/shared/result';
import { toUrl } from '../db/client';
import { checkIntegrity, readContents, type TableContents } from '../db/contents';
import { checkVectors } from './check-vectors';

/** What lies beside the database file in a backup folder. */
export interface Manifest {
  format: 1;
  createdAt: string;
  reason: string;
  sha256: string;
  bytes: number;
  tables: Record<string, TableContents>;
}

export interface BackupMade {
  folder: string;
  bytes: number;
  tables: number;
  rows: number;
}

const FILE = 'waymark.db';
const MANIFEST = 'manifest.json';

/**
 * Copies the database while it is being served: VACUUM INTO reads one consistent state and needs no writer's lock.
 * Written under a temporary name and renamed when complete, so a half-written backup is never taken for one.
 */
export async function writeBackup(options: {
  databaseUrl: string;
  folder: string;
  reason: string;
  at: Date;
}): Promise<BackupMade> {
  const name = `${options.at.toISOString().replace(/[:.]/g, '-')}-${options.reason}`;
  const target = join(options.folder, name);
  const partial = `${target}.partial`;
  if (existsSync(target)) throw new Error(`A backup of this very moment exists already: ${target}`);
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true, mode: 0o700 });
  const file = join(partial, FILE);
  const client = createClient({ url: toUrl(options.databaseUrl), timeout: 5000 });
  try {
    await client.execute({ sql: 'VACUUM INTO ?', args: [file] });
  } finally {
    client.close();
  }
  const tables = await readContents(file);
  const manifest: Manifest = {
    format: 1,
    createdAt: options.at.toISOString(),
    reason: options.reason,
    sha256: await hashFile(file),
    bytes: statSync(file).size,
    tables
  };
  for (const extra of [`${file}-wal`, `${file}-shm`]) rmSync(extra, { force: true });
  writeFileSync(join(partial, MANIFEST), JSON.stringify(manifest, null, 2));
  renameSync(partial, target);
  const rows = Object.values(tables).reduce((sum, table) => sum + table.rows, 0);
  return { folder: target, bytes: manifest.bytes, tables: Object.keys(tables).length, rows };
}

/** The database in a backup. */
export const fileOfBackup = (folder: string): string => join(folder, FILE);

/** Checks a backup folder against its manifest: size, hash, integrity, counts and hashes per table. */
export async function verifyBackup(folder: string): Promise<Result<Manifest>> {
  const file = join(folder, FILE);
  const manifestFile = join(folder, MANIFEST);
  if (!existsSync(manifestFile) || !existsSync(file)) {
    return refuse('not-a-backup', folder, `No backup here: expected ${FILE} and ${MANIFEST} in "${folder}".`);
  }
  let manifest: Manifest;
  try {
    manifest = JSON.parse(readFileSync(manifestFile, 'utf8')) as Manifest;
  } catch {
    return refuse('manifest-broken', manifestFile, 'The manifest is not JSON - take another backup.');
  }
  if (manifest.format !== 1)
    return refuse('format-unknown', manifestFile, `Backup format ${manifest.format} is not known to this version.`);
  const bytes = statSync(file).size;
  if (bytes !== manifest.bytes)
    return refuse(
      'truncated',
      file,
      `The file has ${bytes} bytes, the manifest says ${manifest.bytes} - it is truncated or was changed.`
    );
  if ((await hashFile(file)) !== manifest.sha256)
    return refuse('tampered', file, 'The file is not the one that was written: its SHA-256 differs from the manifest.');
  const faults = await checkIntegrity(file);
  if (faults.length) return refuse('corrupt', file, `The database in the backup is damaged: ${faults[0]}`);
  const differing = await checkVectors(file, { missing: false });
  if (differing.length) return refuse('pack-differs', file, differing[0]!);
  const difference = compareContents(manifest.tables, await readContents(file));
  for (const extra of [`${file}-wal`, `${file}-shm`]) rmSync(extra, { force: true });
  if (difference) return refuse('contents-differ', file, difference);
  return ok(manifest);
}

/**
 * Puts a verified backup where the database belongs; refuses to overwrite one.
 *
 * @param settle what is done to the copy before it takes its place, so that nobody ever uses it without
 */
export async function restoreBackup<T>(
  folder: string,
  databaseFile: string,
  settle: (file: string) => Promise<T>
): Promise<Result<{ databaseFile: string; rows: number; settled: T }>> {
  const left = ['-wal', '-shm'].map((end) => `${databaseFile}${end}`).find(existsSync);
  if (left)
    return refuse(
      'wal-left',
      left,
      `"${left}" is left from another database and would be mixed into the restored one - move it away first.`
    );
  if (existsSync(databaseFile)) {
    return refuse(
      'database-exists',
      databaseFile,
      `There is a database at "${databaseFile}" - restore into an empty folder, or move it away first.`
    );
  }
  const verified = await verifyBackup(folder);
  if (!verified.ok) return verified;
  mkdirSync(dirname(resolve(databaseFile)), { recursive: true });
  const partial = `${databaseFile}.partial`;
  await copyFile(join(folder, FILE), partial);
  if ((await hashFile(partial)) !== verified.value.sha256) {
    rmSync(partial, { force: true });
    return refuse('copy-failed', databaseFile, 'The copy differs from the backup - check the disk and try again.');
  }
  let settled: T;
  try {
    settled = await settle(partial);
  } catch (error) {
    for (const end of ['', '-wal', '-shm']) rmSync(`${partial}${end}`, { force: true });
    throw error;
  }
  for (const end of ['-wal', '-shm']) rmSync(`${partial}${end}`, { force: true });
  renameSync(partial, databaseFile);
  const rows = Object.values(verified.value.tables).reduce((sum, table) => sum + table.rows, 0);
  return ok({ databaseFile, rows, settled });
}

export function listBackups(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, MANIFEST)))
    .sort();
}

export function compareContents(
  expected: Record<string, TableContents>,
  found: Record<string, TableContents>
): string | null {
  for (const [table, { rows, sha256 }] of Object.entries(expected)) {
    const other = found[table];
    if (!other) return `Table "${table}" is missing.`;
    if (other.rows !== rows) return `Table "${table}" has ${other.rows} rows, expected ${rows}.`;
    if (other.sha256 !== sha256) return `Table "${table}" has the right number of rows but other contents.`;
  }
  return null;
}

async function hashFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
