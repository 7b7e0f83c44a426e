import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSession, readSession } from '$lib/server/auth/sessions';
import { findPersonByEmail } from '$lib/server/identity/repository';
import { acceptInvitation } from '$lib/server/identity/public-invitation-service';
import { ANONYMOUS } from '$lib/domain/identity/actor';
import { startApp } from '$lib/server/start-app';
import { identityCommands } from '../../src/cli/commands/identity';
import { runCommandLine } from '../../src/cli/run';
import { readEnv } from '../../src/env';

let folder: string;
let source: Record<string, string>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waymark-cli-identity-'));
  source = { DATABASE_URL: join(folder, 'w.db'), LOG_LEVEL: 'silent' };
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function run(...words: string[]) {
  const lines = { out: [] as string[], err: [] as string[] };
  const status = await runCommandLine(
    identityCommands,
    words,
    { out: (t) => void lines.out.push(t), err: (t) => void lines.err.push(t) },
    source
  );
  return { status, out: lines.out.join('\n'), err: lines.err.join('\n') };
}

async function withApp<T>(work: (app: Awaited<ReturnType<typeof startApp>>) => Promise<T>): Promise<T> {
  const app = await startApp({ env: readEnv(source), logTo: 2 });
  try {
    return await work(app);
  } finally {
    await app.db.close();
  }
}

const INIT = [
  'init',
  '--name',
  'Mid-North',
  '--country',
  'se',
  '--locale',
  'sv',
  '--admin',
  'Ada Berg',
  '--email',
  'Ada@example.org'
];

describe('the command line sets up and invites', () => {
  it('names the option that is wrong, and writes nothing', async () => {
    const wrong = await run(...INIT.with(4, 'Sweden'), '--json');
    expect(wrong.status).toBe(1);
    expect(JSON.parse(wrong.out)).toEqual({
      errors: [{ path: '--country', message: expect.stringContaining('two capital letters') }]
    });
    expect((await run('user', 'list')).err).toContain('There is no network yet');
    expect((await run(...INIT.slice(0, 3))).status).toBe(2);
    expect((await run(...INIT.with(6, 'da'))).status).toBe(2);
  });

  it('makes the network and its administrator, and warns where nobody could sign in', async () => {
    const made = await run(...INIT);
    expect(made).toMatchObject({ status: 0, out: expect.stringContaining('No MAIL_URL is set') });
    const list = await run('user', 'list', '--json');
    expect(JSON.parse(list.out)).toMatchObject({
      total: 1,
      people: [{ email: 'ada@example.org', name: 'Ada Berg', memberships: [{ role: 'administrator' }] }]
    });
    expect((await run(...INIT)).err).toContain('There is a network "Mid-North" already');
  });

  it('invites by a link that works', async () => {
    const invited = await run('user', 'invite', '--role', 'coordinator', '--email', 'karin@example.org', '--json');
    const { link, mailed } = JSON.parse(invited.out) as { link: string; mailed: boolean };
    expect(mailed).toBe(true);
    const from = { address: '192.0.2.1', device: null };
    const accepted = await withApp((app) =>
      acceptInvitation(app, ANONYMOUS, { token: link.split('/').at(-1)!, name: 'Karin Lund', locale: 'sv', from })
    );
    expect(accepted.ok).toBe(true);
    expect((await run('user', 'list', '--role', 'coordinator')).out).toMatch(
      /karin@example\.org +Karin Lund +active +coordinator/
    );
    expect((await run('user', 'invite', '--role', 'officer', '--municipality', '9999')).err).toContain(
      'no municipality with the code "9999"'
    );
    expect((await run('user', 'invite', '--role', 'boss')).status).toBe(2);
  });

  it('switches an account off at once, and on again', async () => {
    const token = await withApp(async (app) =>
      createSession(app, (await findPersonByEmail(app.db.read, 'karin@example.org'))!.id)
    );
    expect(await run('user', 'disable', 'Karin@example.org')).toMatchObject({
      status: 0,
      out: 'karin@example.org: switched off, all sessions ended'
    });
    expect(await withApp((app) => readSession(app, token))).toBeNull();
    expect((await run('user', 'enable', 'karin@example.org')).status).toBe(0);
    expect((await run('user', 'disable', 'nobody@example.org')).err).toContain('Nobody in this network');
    expect((await run('user', 'disable', 'ada@example.org')).err).toContain('last administrator');
  });
});
