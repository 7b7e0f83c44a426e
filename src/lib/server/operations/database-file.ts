import { basename, dirname, join, resolve } from 'node:path';
import type { Env } from '../../../env';
import { toUrl } from '../db/client';

/** The database's path; a libSQL server has none, its neighbours then live in `data/`. */
export function databaseFile(env: Pick<Env, 'DATABASE_URL'>): string {
  const url = toUrl(env.DATABASE_URL);
  return resolve(url.startsWith('file:') ? url.slice('file:'.length) : 'data/remote.db');
}

/**
 * What must outlive the database when an older backup takes its place. The names do not begin as the database's do, so
 * that moving the database aside leaves them where they are.
 */
export function filesBeside(env: Pick<Env, 'DATABASE_URL'>): { erasures: string; addressKey: string } {
  const file = databaseFile(env);
  const beside = (end: string) => join(dirname(file), `erasures-${basename(file)}.${end}`);
  return { erasures: beside('jsonl'), addressKey: beside('key') };
}
