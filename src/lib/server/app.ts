import type { Logger } from 'pino';
import type { Env } from '../../env';
import type { Database } from './db/client';
import type { Offload } from './heavy/tasks';

/** What every service gets: nothing else comes from outside, so tests pass a real one with a clock of their own. */
export interface App {
  env: Env;
  db: Database;
  log: Logger;
  now(): Date;
  /** A new UUIDv7: ids sort by time of creation. */
  newId(): string;
  /** Heavy work: in a worker thread where there is one. */
  offload: Offload;
}

const KEY = Symbol.for('waymark.app');
type Holder = { [KEY]?: App };

/** The server entry, its command socket and SvelteKit's handler are separate bundles in one process: they share one App. */
export function shareApp(app: App): void {
  (globalThis as Holder)[KEY] = app;
}

export function sharedApp(): App | undefined {
  return (globalThis as Holder)[KEY];
}
