import { createHash } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A command handed to the process that holds the writer's lock. */
export interface HandedCommand {
  name: string;
  input: unknown;
}
/** What came of it, in the form the command line prints. */
export type HandedAnswer =
  { ok: true; output: unknown } | { ok: false; problems: { code: string; path: string; message: string }[] };

export type LockHolder = 'server' | 'command';

export interface WriterLock {
  release(): Promise<void>;
}

const MAX_MESSAGE = 64 * 1024 * 1024;

/** The socket beside the database; a path too long for a Unix socket moves to the temporary folder. */
export function socketPath(databaseFile: string): string {
  const beside = `${databaseFile}.sock`;
  if (Buffer.byteLength(beside) <= 100) return beside;
  return join(tmpdir(), `waymark-${createHash('sha256').update(databaseFile).digest('hex').slice(0, 16)}.sock`);
}

/**
 * Takes the lock by listening on the socket: one process writes at a time.
 * Returns null when another living process holds it. A socket file left by a killed process is removed.
 */
export async function takeWriterLock(
  databaseFile: string,
  holder: LockHolder,
  run?: (command: HandedCommand) => Promise<HandedAnswer>
): Promise<WriterLock | null> {
  const path = socketPath(databaseFile);
  mkdirSync(dirname(path), { recursive: true });
  const connections = new Set<Socket>();
  const server = createServer((socket) => {
    connections.add(socket);
    socket.on('close', () => connections.delete(socket));
    socket.on('error', () => socket.destroy());
    receive(socket, async (message) => {
      const request = message as { ask: 'who' } | { ask: 'run'; command: HandedCommand };
      if (request.ask === 'who') return { holder, pid: process.pid };
      if (!run) return { busy: true };
      return { answer: await run(request.command) };
    });
  });
  for (let tries = 0; tries < 2; tries++) {
    if (await listen(server, path)) {
      // two starters may both have removed a stale file: only the one that answers there owns it
      const owner = await askHolder(databaseFile);
      if (owner?.pid !== process.pid) {
        server.close();
        return null;
      }
      return {
        release: () =>
          new Promise((resolve) => {
            server.close(() => resolve());
            for (const socket of connections) socket.destroy();
          })
      };
    }
    if (await askHolder(databaseFile)) return null;
    rmSync(path, { force: true });
  }
  return null;
}

function listen(server: Server, path: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const previous = process.umask(0o177); // readable and writable for this user alone
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(false) : reject(error)
    );
    server.listen(path, () => {
      server.removeAllListeners('error');
      resolve(true);
    });
    process.umask(previous);
  });
}

export async function askHolder(databaseFile: string): Promise<{ holder: LockHolder; pid: number } | null> {
  return (await send(databaseFile, { ask: 'who' })) as { holder: LockHolder; pid: number } | null;
}

/** Hands a writing command to the running server. Null where nobody listens, `busy` where another command holds the lock. */
export async function handOver(databaseFile: string, command: HandedCommand): Promise<HandedAnswer | 'busy' | null> {
  const reply = (await send(databaseFile, { ask: 'run', command })) as { answer: HandedAnswer } | { busy: true } | null;
  if (!reply) return null;
  return 'busy' in reply ? 'busy' : reply.answer;
}

function send(databaseFile: string, message: unknown): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const socket = createConnection(socketPath(databaseFile));
    let answered = false;
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ECONNREFUSED') resolve(null);
      else reject(error);
    });
    socket.on('connect', () => {
      socket.write(JSON.stringify(message) + '\n');
      receive(socket, (reply) => {
        answered = true;
        resolve(reply);
        socket.end();
        return Promise.resolve(undefined);
      });
    });
    socket.on('close', () => {
      if (!answered)
        reject(new Error('The server closed the connection before it answered: look at its log, then try again.'));
    });
  });
}

/** One JSON document a line. */
function receive(socket: Socket, handle: (message: unknown) => Promise<unknown>): void {
  const chunks: Buffer[] = [];
  let size = 0;
  socket.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > MAX_MESSAGE) return void socket.destroy();
    chunks.push(chunk);
    if (chunk.at(-1) !== 0x0a) return;
    const text = Buffer.concat(chunks).toString('utf8');
    // parsed inside the promise: what is no JSON is answered, and must not stop the server
    const handled = async () => handle(JSON.parse(text));
    handled().then(
      (reply) => reply !== undefined && socket.end(JSON.stringify(reply) + '\n'),
      (error: Error) =>
        socket.end(
          JSON.stringify({ answer: { ok: false, problems: [{ code: 'failed', path: '', message: error.message }] } }) +
            '\n'
        )
    );
  });
}
