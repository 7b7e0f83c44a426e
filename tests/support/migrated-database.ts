import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrateDatabase } from '$lib/server/db/migrate';

/** Once for all test files: a database made by the real migrations, which every test app begins with a copy of. */
export default async function setup(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'waymark-migrated-'));
  const file = join(folder, 'waymark.db');
  await migrateDatabase(file);
  // the processes that run the files inherit it
  process.env.TEST_MIGRATED_DATABASE = file;
  return () => rm(folder, { recursive: true, force: true });
}
