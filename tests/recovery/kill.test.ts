import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@libsql/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Envelope, Outcome } from '$lib/domain/sync/protocol';
import { cookieName, createSession } from '$lib/server/auth/sessions';
import { startApp } from '$lib/server/start-app';
import { readEnv } from '../../src/env';
import { answerCommand, push } from '../support/commands';
import { startServer } from '../support/server';
import { createTestNetwork } from '../support/test-network';

let folder: string;
let file: string;
let cookie: string;
let assessmentId: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waymark-kill-'));
  file = join(folder, 'waymark.db');
  const app = await startApp({
    env: readEnv({ DATABASE_URL: file, LOG_LEVEL: 'silent', ORIGIN: 'http://127.0.0.1' }),
    logTo: 2
  });
  const net = await createTestNetwork(app);
  const officer = await net.enlist('officer');
  assessmentId = net.municipalities[0]!.assessmentId;
  cookie = `${cookieName(app)}=${await createSession(app, officer.personId)}`;
  await app.db.close();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function save(origin: string, command: Envelope): Promise<Outcome | null> {
  const response = await fetch(`${origin}/api/v1/sync`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin, cookie },
    body: JSON.stringify(push([command]))
  }).catch(() => null); // killed in the middle: nobody was promised anything
  if (!response?.ok) return null;
  const body = (await response.json().catch(() => null)) as { outcomes: Outcome[] } | null;
  return body?.outcomes[0] ?? null;
}

async function onDisk(): Promise<Set<string>> {
  const client = createClient({ url: `file:${file}` });
  const integrity = await client.execute('PRAGMA integrity_check');
  const orphans = await client.execute('PRAGMA foreign_key_check');
  const { rows } = await client.execute('SELECT id FROM sync_command');
  const effects = await client.execute(
    'SELECT (SELECT count(*) FROM answer_history) + (SELECT count(*) FROM answer_conflict)'
  );
  client.close();
  expect(integrity.rows[0]?.[0]).toBe('ok');
  expect(orphans.rows).toEqual([]);
  // a command and its effect are there together or not at all
  expect(Number(effects.rows[0]?.[0])).toBe(rows.length);
  return new Set(rows.map((row) => String(row[0])));
}

describe('the server is killed during 100 concurrent saves', () => {
  it('loses none that was acknowledged, five times over', async () => {
    const acknowledged: string[] = [];
    let unanswered = 0;
    for (let round = 0; round < 5; round++) {
      const server = await startServer(file);
      // a hundred devices answer the same question at once: one answer stands, the others are kept beside it
      const commands = Array.from({ length: 100 }, (_, i) =>
        answerCommand(assessmentId, { note: `round ${round} save ${i}` }, { baseVersion: 0 })
      );
      let answers = 0;
      const killAfter = 10 + round * 15;
      const saves = commands.map(async (command) => {
        const outcome = await save(server.origin, command);
        if (outcome?.outcome === 'applied' || outcome?.outcome === 'conflict') acknowledged.push(command.commandId);
        else unanswered++;
        if (++answers === killAfter) await server.stop('SIGKILL');
      });
      await Promise.all(saves);
      await server.stop('SIGKILL');
    }
    expect(acknowledged.length).toBeGreaterThanOrEqual(10 + 25 + 40 + 55 + 70);
    expect(unanswered).toBeGreaterThan(0); // else the kill came too late to show anything
    const stored = await onDisk();
    expect(acknowledged.filter((id) => !stored.has(id))).toEqual([]);
  }, 120_000);
});

describe('a stop signal', () => {
  it('finishes the requests under way, closes the database and frees the lock', async () => {
    const server = await startServer(file);
    const saves = Array.from({ length: 30 }, (_, i) =>
      save(server.origin, answerCommand(assessmentId, { criterionId: 'people-can-explain', note: `last ${i}` }))
    );
    await saves[0];
    const [code, ...outcomes] = await Promise.all([server.stop('SIGTERM'), ...saves]);
    expect(code).toBe(0);
    const stored = await onDisk();
    const acknowledged = outcomes.filter((o) => o !== null);
    expect(acknowledged.length).toBeGreaterThan(0);
    for (const outcome of acknowledged) expect(stored.has(outcome.commandId)).toBe(true);
    const again = await startServer(file);
    await again.stop();
  }, 60_000);

  it('refuses a second server on the same database', async () => {
    const server = await startServer(file);
    await expect(startServer(file)).rejects.toThrow(/Another Waymark process is using/);
    await server.stop();
  }, 60_000);
});
