// The demo: installs, builds, migrates, creates the demo network in its own database, serves it and says how to get in.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, ensureNode, root } from './ensure.mjs';

ensureNode();
ensureInstalled();
ensureBuilt();
const port = process.env.PORT ?? '3000';
const host = process.env.HOST ?? '127.0.0.1';
process.chdir(root);
Object.assign(process.env, {
  DATABASE_URL: process.env.DATABASE_URL ?? join(root, 'data/demo.db'),
  PORT: port,
  HOST: host,
  ORIGIN: process.env.ORIGIN ?? `http://${host}:${port}`,
  WAYMARK_DEMO: '1',
  MAIL_URL: '', // the demo's mail is shown in the app and never leaves it
  LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn'
});
if (!existsSync(join(root, 'build/entry/server.js')))
  throw new Error('The build made no server: run "npm run build" and read what it says.');
await import(new URL('../build/entry/server.js', import.meta.url).href);
