import { mkdtempSync, rmSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { askHolder, socketPath, takeWriterLock } from '$lib/server/operations/writer-lock';

/** Sends one line to the socket and gives what comes back. */
function say(file: string, line: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = createConnection(socketPath(file), () => socket.write(`${line}\n`));
    let heard = '';
    socket.on('data', (chunk) => (heard += String(chunk)));
    socket.on('close', () => resolve(heard));
    socket.on('error', reject);
  });
}

describe('the writer’s lock', () => {
  it.each(['{"ask": ', 'null', '7'])('answers %s with a refusal and goes on holding', async (line) => {
    const folder = mkdtempSync(join(tmpdir(), 'waymark-lock-'));
    const file = join(folder, 'waymark.db');
    const lock = await takeWriterLock(file, 'server', () => Promise.reject(new Error('no such command')));
    expect(await say(file, line)).toContain('"ok":false');
    expect(await askHolder(file)).toEqual({ holder: 'server', pid: process.pid });
    await lock?.release();
    rmSync(folder, { recursive: true, force: true });
  });
});
