import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';

export interface RunningServer {
  origin: string;
  process: ChildProcess;
  /** Everything it printed, for a test that fails. */
  log: () => string;
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** The built server on a database of the test's own: what people run, not a stand-in. `build`: a copy that a test changes. */
export async function startServer(
  databaseUrl: string,
  env: Record<string, string> = {},
  build = 'build'
): Promise<RunningServer> {
  const entry = resolve(build, 'entry/server.js');
  if (!existsSync(entry)) throw new Error('There is no build to test: run "npm run build" first ("npm test" does).');
  const port = env.PORT ? Number(env.PORT) : await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, [entry], {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      LOG_LEVEL: 'warn',
      DATABASE_URL: databaseUrl,
      PORT: String(port),
      HOST: '127.0.0.1',
      ORIGIN: origin,
      ...env
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc']
  });
  let log = '';
  child.stdout!.on('data', (chunk) => (log += String(chunk)));
  child.stderr!.on('data', (chunk) => (log += String(chunk)));
  await new Promise<void>((done, fail) => {
    child.once('message', () => done());
    child.once('exit', (code) => fail(new Error(`The server ended with ${code}:\n${log}`)));
  });
  return {
    origin,
    process: child,
    log: () => log,
    async stop(signal = 'SIGTERM') {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
      return child.exitCode;
    }
  };
}
