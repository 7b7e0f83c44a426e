import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createClient } from '@libsql/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer } from '../support/server';

const run = promisify(execFile);
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waymark-start-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The command line as it is built; standard output, and the exit status of a refusal. */
async function waymark(file: string, ...words: string[]): Promise<{ status: number; out: string }> {
  const env = { ...process.env, DATABASE_URL: file, LOG_LEVEL: 'warn' };
  return run(process.execPath, ['build/entry/cli.js', ...words], { env }).then(
    ({ stdout }) => ({ status: 0, out: stdout }),
    (error: { code: number; stdout: string }) => ({ status: error.code, out: error.stdout })
  );
}

async function contents(file: string): Promise<string> {
  const client = createClient({ url: `file:${file}` });
  const tables = ['municipality', 'assessment', 'answer', 'meeting', 'meeting_barrier', 'pairing', 'mentoring_profile'];
  const rows = await Promise.all(tables.map((table) => client.execute(`SELECT * FROM ${table} ORDER BY 1`)));
  client.close();
  // the day it was made is in the rows; all else comes from the seed
  return JSON.stringify(rows.map((result) => result.rows))
    .replaceAll(/1[78]\d{11}/g, 'time')
    .replaceAll(/202\d-\d\d-\d\d/g, 'day');
}

describe('the demo network', () => {
  it('is made in under ten seconds, and the same from the same seed', async () => {
    const [one, two, other] = ['one', 'two', 'other'].map((name) => join(folder, `${name}.db`)) as [
      string,
      string,
      string
    ];
    const made = await waymark(one, 'demo', '--json');
    expect(JSON.parse(made.out)).toMatchObject({ municipalities: 290 });
    expect((JSON.parse(made.out) as { seconds: number }).seconds).toBeLessThan(10);
    await waymark(two, 'demo');
    await waymark(other, 'demo', '--seed', '7');
    expect(await contents(two)).toBe(await contents(one));
    expect(await contents(other)).not.toBe(await contents(one));
  }, 60_000);

  it('never mixes with what is there', async () => {
    const again = await waymark(join(folder, 'one.db'), 'demo', '--json');
    expect(again.status).toBe(1);
    expect(JSON.parse(again.out)).toMatchObject({ errors: [{ path: 'DATABASE_URL' }] });
  }, 20_000);

  it('is plausible: the larger are further on and answer more often, some answers are missing', async () => {
    const client = createClient({ url: `file:${join(folder, 'one.db')}` });
    const share = async (where: string) => {
      const { rows } = await client.execute(
        `SELECT avg(a.submitted_at IS NOT NULL), avg((SELECT count(*) FROM answer x WHERE x.assessment_id = a.id AND x.value = 'yes')) FROM assessment a JOIN municipality m ON m.id = a.municipality_id WHERE ${where}`
      );
      return { answered: Number(rows[0]?.[0]), yes: Number(rows[0]?.[1]) };
    };
    const [small, large] = [await share('m.population < 10000'), await share('m.population >= 50000')];
    expect(large.answered).toBeGreaterThan(small.answered + 0.15);
    const submitted = await share('a.submitted_at IS NOT NULL AND m.population >= 50000');
    const submittedSmall = await share('a.submitted_at IS NOT NULL AND m.population < 10000');
    expect(submitted.yes).toBeGreaterThan(submittedSmall.yes + 3);
    const { rows } = await client.execute("SELECT count(*) FROM answer WHERE value = 'dont-know'");
    expect(Number(rows[0]?.[0])).toBeGreaterThan(50);
    client.close();
  });
});

describe('the built server', () => {
  it('starts in under a second with its migrations checked', async () => {
    const seconds: number[] = [];
    for (let i = 0; i < 5; i++) {
      const before = performance.now();
      const server = await startServer(join(folder, 'one.db'));
      seconds.push((performance.now() - before) / 1000);
      await server.stop();
    }
    seconds.sort((a, b) => a - b);
    console.log(
      JSON.stringify({ name: 'cold-start', value: seconds[2], unit: 's', n: 5, min: seconds[0], max: seconds[4] })
    );
    // the best of five: a busy machine says nothing about the program
    expect(seconds[0]).toBeLessThan(1);
  }, 60_000);

  it('with an empty database serves only the first-run wizard, opened by a one-use code in the log', async () => {
    const file = join(folder, 'empty.db');
    const server = await startServer(file);
    await expect.poll(() => server.log()).toContain('/setup');
    const home = await fetch(server.origin, { redirect: 'manual' });
    expect([home.status, home.headers.get('location')]).toEqual([303, '/setup']);
    expect((await fetch(`${server.origin}/api/v1/session`)).status).toBe(503);
    expect((await fetch(`${server.origin}/setup`)).status).toBe(200);
    expect((await fetch(`${server.origin}/healthz`)).status).toBe(200);
    expect(existsSync(file)).toBe(true);
    await server.stop();
  }, 30_000);

  it('hands a writing command of the command line to itself', async () => {
    const file = join(folder, 'one.db');
    const server = await startServer(file);
    const closed = await waymark(file, 'wave', 'close', '--json');
    expect(closed.status, closed.out).toBe(0);
    const listed = await waymark(file, 'wave', 'list', '--json');
    expect(listed.out).toContain('closed');
    await server.stop();
  }, 30_000);
});

describe('backup while serving', () => {
  it('restores into an empty folder, and a truncated or tampered one is refused', async () => {
    const { appendFileSync, readdirSync, truncateSync, cpSync, mkdirSync } = await import('node:fs');
    const file = join(folder, 'two.db');
    const server = await startServer(file);
    const made = JSON.parse((await waymark(file, 'backup', '--json', '--to', join(folder, 'backups'))).out) as {
      folder: string;
    };
    await server.stop();
    expect((await waymark(file, 'verify', made.folder)).status).toBe(0);

    mkdirSync(join(folder, 'new'));
    const restored = join(folder, 'new', 'waymark.db');
    expect((await waymark(restored, 'restore', made.folder)).status).toBe(0);
    expect((await waymark(restored, 'verify')).status).toBe(0);
    expect(await contents(restored)).toBe(await contents(file));
    expect((await waymark(restored, 'restore', made.folder)).status).toBe(1);

    for (const [name, spoil] of [
      ['truncated', (path: string) => truncateSync(path, 4096)],
      ['tampered', (path: string) => appendFileSync(path, 'x')]
    ] as const) {
      const copy = join(folder, name);
      cpSync(made.folder, copy, { recursive: true });
      const database = readdirSync(copy).find((entry) => entry.endsWith('.db'))!;
      spoil(join(copy, database));
      expect((await waymark(join(folder, `${name}.db`), 'restore', copy)).status).toBe(1);
      expect(existsSync(join(folder, `${name}.db`))).toBe(false);
    }
  }, 60_000);
});
