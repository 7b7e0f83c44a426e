import { statfsSync } from 'node:fs';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from '$lib/server/app';
import { startApp } from '$lib/server/start-app';
import { readEnv } from '../../src/env';

const folders = new WeakMap<App, string>();

/** In memory where there is plenty of it: nobody pulls a plug here, and a disk that makes sure of every commit takes its time. */
const ROOM = hasRoom('/dev/shm', 4e9) ? '/dev/shm' : tmpdir();

function hasRoom(folder: string, bytes: number): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize > bytes;
  } catch {
    return false;
  }
}

interface TestOptions {
  now?: () => Date;
  env?: Record<string, string>;
  /** An app to begin with the content of, which nobody is changing meanwhile. */
  copyOf?: App;
  /** The folder to lie in. */
  under?: string;
}

/** An app on a database file of its own, made by the real migrations. */
export async function createTestApp(options: TestOptions = {}): Promise<App> {
  const folder = await mkdtemp(join(options.under ?? ROOM, 'waymark-test-'));
  const { copyOf } = options;
  if (copyOf) await copyOf.db.execute('PRAGMA wal_checkpoint(TRUNCATE)');
  const begun = copyOf?.env.DATABASE_URL ?? process.env.TEST_MIGRATED_DATABASE;
  if (begun) await copyFile(begun, join(folder, 'waymark.db'));
  const env = readEnv({
    DATABASE_URL: join(folder, 'waymark.db'),
    LOG_LEVEL: 'silent',
    ORIGIN: 'http://127.0.0.1:3000',
    ...options.env
  });
  const app = await startApp({ env, logTo: 2, now: options.now });
  folders.set(app, folder);
  return app;
}

export async function disposeTestApp(app: App): Promise<void> {
  await app.db.close();
  const folder = folders.get(app);
  if (folder) await rm(folder, { recursive: true, force: true });
}

/** A clock that stands still until it is moved. */
export function testClock(start = '2026-11-22T09:00:00Z'): {
  now: () => Date;
  forward: (milliseconds: number) => void;
} {
  let at = new Date(start).getTime();
  return {
    now: () => new Date(at),
    forward: (milliseconds) => {
      at += milliseconds;
    }
  };
}
