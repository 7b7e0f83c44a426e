import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { commands } from '../cli/commands/all';
import { readEnv } from '../env';
import { shareApp } from '$lib/server/app';
import { startJobs } from '$lib/server/jobs/start-jobs';
import { takeWriterLock } from '$lib/server/operations/writer-lock';
import { databaseFile, startApp } from '$lib/server/start-app';
import { announceSetup } from './announce-setup';
import { announceDemo, prepareDemo } from './prepare-demo';
import { startWorker } from '$lib/server/heavy/start-worker';
import { markOneClick } from './one-click';
import { mayBeFramed, securityHeaders } from './security-headers';

const env = readEnv(process.env);
const origin = env.ORIGIN ?? `http://${env.HOST}:${env.PORT}`;

const lock = await takeWriterLock(databaseFile(env), 'server', async ({ name, input }) => {
  const command = commands.find((c) => c.name === name);
  if (!command)
    return {
      ok: false,
      problems: [
        {
          code: 'unknown-command',
          path: '',
          message: `The running server does not know "${name}" - restart it after the upgrade.`
        }
      ]
    };
  app.log.info({ command: name }, 'command from the command line');
  const context = { env, offload: app.offload, err: (text: string) => app.log.info(text), watched: false };
  const result = await command.run(app, input, context);
  return result.ok ? { ok: true, output: result.value } : { ok: false, problems: result.problems };
});
if (!lock) {
  process.stderr.write(
    `Another Waymark process is using ${databaseFile(env)}. Stop it first, or set another DATABASE_URL.\n`
  );
  process.exit(1);
}

const worker = startWorker(new URL('./worker.js', import.meta.url));
const app = await startApp({ env: { ...env, ORIGIN: origin }, offload: worker.offload });
shareApp(app);
const demo = env.WAYMARK_DEMO === '1';
if (demo) await prepareDemo(app);

// adapter-node reads these when it is imported
Object.assign(process.env, { ORIGIN: origin, BODY_SIZE_LIMIT: env.BODY_SIZE_LIMIT });
if (env.ADDRESS_HEADER)
  Object.assign(process.env, { ADDRESS_HEADER: env.ADDRESS_HEADER, XFF_DEPTH: String(env.XFF_DEPTH) });
const handlerModule = new URL('../handler.js', import.meta.url).href;
const { handler } = (await import(/* @vite-ignore */ handlerModule)) as {
  handler: (req: unknown, res: unknown, next: () => void) => void;
};

const headers = securityHeaders(origin);
const server = createServer((request, response) => {
  // prerendered pages and files never reach the hooks, so the headers are set here for all
  for (const [name, value] of headers) response.setHeader(name, value);
  // this header knows no "anybody", and where it is missing the page's policy decides
  if (mayBeFramed(request.url)) response.removeHeader('x-frame-options');
  if (stopping) response.setHeader('connection', 'close');
  markOneClick(request, origin);
  handler(request, response, () => {
    response.statusCode = 404;
    response.end('Not found');
  });
});

const stopJobs = startJobs(app);
let stopping = false;

async function stop(signal: string): Promise<void> {
  if (stopping) return;
  stopping = true;
  app.log.info({ signal }, 'stopping: no new requests, finishing those running');
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = setTimeout(() => {
    app.log.warn('some requests did not finish in time');
    server.closeAllConnections();
  }, env.SHUTDOWN_SECONDS * 1000);
  await closed;
  clearTimeout(timer);
  await stopJobs();
  await worker.stop();
  await app.db.close();
  await lock?.release();
  app.log.info('stopped');
  process.exit(0);
}
process.on('SIGTERM', () => void stop('SIGTERM'));
process.on('SIGINT', () => void stop('SIGINT'));

// beyond what waits to be accepted connections are broken off: a deadline brings all devices of a country within a minute
server.listen({ port: env.PORT, host: env.HOST, backlog: 4096 }, () => {
  const { port } = server.address() as AddressInfo;
  app.log.info({ origin, host: env.HOST, port, seconds: Math.round(process.uptime() * 100) / 100 }, 'listening');
  if (demo) announceDemo(origin);
  else void announceSetup(app, origin);
  // `npm run up` and the tests wait for this
  process.send?.({ listening: port });
});
