import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ANONYMOUS, OPERATOR } from '$lib/domain/identity/actor';
import type { Result } from '$lib/domain/shared/result';
import type { App } from '$lib/server/app';
import { readSession } from '$lib/server/auth/sessions';
import { ensureSetupCode, isSetUp, signInWithPassword } from '$lib/server/identity/public-service';
import { initialiseNetwork } from '$lib/server/identity/public-setup-service';
import { listNetworks } from '$lib/server/identity/repository';
import { createTestApp, disposeTestApp } from '../support/test-app';

const from = { address: '192.0.2.1', device: null };
const input = {
  networkName: 'Mid-North',
  country: 'SE',
  locale: 'sv' as const,
  name: 'Ada Berg',
  email: 'ada@example.org',
  from
};
let app: App;

beforeEach(async () => {
  app = await createTestApp();
});
afterEach(() => disposeTestApp(app));
const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.problems[0]!.code);

describe('the first run', () => {
  it('is opened by the code from the log, makes network and administrator, and signs in', async () => {
    expect(await isSetUp(app)).toBe(false);
    const code = (await ensureSetupCode(app))!;
    expect(code).toMatch(/^([2-9A-HJ-NP-Z]{4}-){3}[2-9A-HJ-NP-Z]{4}$/);
    const result = await initialiseNetwork(app, ANONYMOUS, {
      ...input,
      code: ` ${code.toLowerCase()} `,
      password: 'kettle river sixteen moss'
    });
    if (!result.ok) throw new Error(JSON.stringify(result.problems));
    const session = await readSession(app, result.value.token!);
    expect(session?.person).toMatchObject({
      name: 'Ada Berg',
      memberships: [{ networkName: 'Mid-North', role: 'administrator' }]
    });
    expect(await isSetUp(app)).toBe(true);
    expect(await ensureSetupCode(app)).toBeNull();
    expect(
      codeOf(
        await signInWithPassword(app, ANONYMOUS, {
          email: 'ada@example.org',
          password: 'kettle river sixteen moss',
          from
        })
      )
    ).toBe('ok');
  });

  it('is opened once, also by two at the same moment', async () => {
    const code = (await ensureSetupCode(app))!;
    const results = await Promise.all(
      ['one@example.org', 'two@example.org'].map((email) =>
        initialiseNetwork(app, ANONYMOUS, { ...input, email, code })
      )
    );
    expect(results.map(codeOf).sort()).toEqual(['already-set-up', 'ok']);
    expect(await listNetworks(app.db.read)).toHaveLength(1);
  });

  it('stays shut without the code, with a wrong one and with one printed before', async () => {
    const old = (await ensureSetupCode(app))!;
    await ensureSetupCode(app);
    for (const code of [undefined, '', 'AAAA-AAAA-AAAA-AAAA', old])
      expect(codeOf(await initialiseNetwork(app, ANONYMOUS, { ...input, code }))).toBe('setup-code-wrong');
    expect(await listNetworks(app.db.read)).toEqual([]);
  });

  it('bears ten guesses', async () => {
    for (let i = 0; i < 10; i++) await initialiseNetwork(app, ANONYMOUS, { ...input, code: 'AAAA-AAAA-AAAA-AAAA' });
    expect(codeOf(await initialiseNetwork(app, ANONYMOUS, { ...input, code: (await ensureSetupCode(app))! }))).toBe(
      'too-many-tries'
    );
  });

  it('names every field that is wrong, and keeps the code for the next try', async () => {
    const code = (await ensureSetupCode(app))!;
    const result = await initialiseNetwork(app, ANONYMOUS, {
      ...input,
      code,
      networkName: '',
      country: 'Sweden',
      email: 'ada@'
    });
    expect(!result.ok && result.problems.map((p) => p.path)).toEqual(['networkName', 'country', 'email']);
    expect(codeOf(await initialiseNetwork(app, ANONYMOUS, { ...input, code, password: 'short' }))).toBe(
      'password-short'
    );
    expect(codeOf(await initialiseNetwork(app, ANONYMOUS, { ...input, code }))).toBe('ok');
  });

  it('needs no code on the command line, which may add networks but not the same one twice', async () => {
    const operator = (more: object = {}) => initialiseNetwork(app, OPERATOR, { ...input, ...more });
    const first = await operator();
    expect(first).toMatchObject({ ok: true, value: { token: null } });
    expect(codeOf(await operator())).toBe('name-taken');
    const second = await operator({ networkName: 'South' });
    expect(second.ok && first.ok && second.value.personId).toBe(first.ok && first.value.personId);
  });
});
