import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { App } from '$lib/server/app';
import {
  cookieName,
  createSession,
  endAllSessions,
  endSession,
  readSession,
  rotateSession,
  sessionCookie
} from '$lib/server/auth/sessions';
import {
  insertMembership,
  insertNetwork,
  insertPerson,
  updateMembership,
  updatePerson
} from '$lib/server/identity/repository';
import { createTestApp, disposeTestApp, testClock } from '../support/test-app';

const DAY = 24 * 60 * 60 * 1000;
const clock = testClock();
let app: App;

beforeEach(async () => {
  app = await createTestApp({ now: clock.now });
  await app.db.write(async (tx) => {
    await insertNetwork(tx, { id: 'n1', name: 'North', country: 'SE', locale: 'sv', createdAt: app.now() });
    for (const id of ['p1', 'p2']) {
      await insertPerson(tx, { id, email: `${id}@example.org`, name: id, locale: 'sv', createdAt: app.now() });
      await insertMembership(tx, {
        id: `m-${id}`,
        personId: id,
        networkId: 'n1',
        role: 'coordinator',
        createdAt: app.now()
      });
    }
  });
});
afterEach(() => disposeTestApp(app));

// the contract of the auth module: says nothing of the library inside
describe('a session', () => {
  it('tells who is signed in and what they may', async () => {
    const read = await readSession(app, await createSession(app, 'p1', { device: 'Firefox, Linux' }));
    expect(read?.person).toEqual({
      id: 'p1',
      name: 'p1',
      email: 'p1@example.org',
      locale: 'sv',
      memberships: [
        {
          networkId: 'n1',
          networkName: 'North',
          role: 'coordinator',
          municipalityId: null,
          municipalityName: null,
          municipalityCode: null
        }
      ]
    });
    expect(read?.actor).toEqual({
      kind: 'person',
      personId: 'p1',
      memberships: [{ networkId: 'n1', role: 'coordinator', municipalityId: null }]
    });
    expect(read?.expiresAt).toEqual(new Date(app.now().getTime() + 14 * DAY));
  });

  it('cannot be made from what the database holds', async () => {
    const token = await createSession(app, 'p1');
    const rows = (await app.db.read.all(sql`select * from session`)) as Record<string, unknown>[];
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(await readSession(app, String(rows[0]!.id))).toBeNull();
  });

  it('is different every time and at least 128 bits of letters', async () => {
    const tokens = new Set(await Promise.all(Array.from({ length: 20 }, () => createSession(app, 'p1'))));
    expect(tokens.size).toBe(20);
    for (const token of tokens) expect(token.length).toBeGreaterThanOrEqual(32);
  });

  it('ends after 14 days without use', async () => {
    const token = await createSession(app, 'p1');
    clock.forward(14 * DAY - 1000);
    expect(await readSession(app, token)).not.toBeNull();
    const idle = await createSession(app, 'p1');
    clock.forward(14 * DAY);
    expect(await readSession(app, idle)).toBeNull();
  });

  it('lives on with use, says when its cookie must be renewed, and ends after 60 days whatever happens', async () => {
    const token = await createSession(app, 'p1');
    const first = await readSession(app, token);
    expect(first?.renewed).toBe(false);
    const ends = app.now().getTime() + 60 * DAY;
    for (let day = 10; day < 60; day += 10) {
      clock.forward(10 * DAY);
      const read = await readSession(app, token);
      expect(read?.renewed).toBe(day <= 50);
      expect(read!.expiresAt.getTime()).toBe(Math.min(app.now().getTime() + 14 * DAY, ends));
      expect((await readSession(app, token))?.renewed).toBe(false);
    }
    clock.forward(10 * DAY);
    expect(await readSession(app, token)).toBeNull();
  });

  it('ends when its owner signs out, and only that one', async () => {
    const [one, two] = [await createSession(app, 'p1'), await createSession(app, 'p1')];
    await endSession(app, one);
    expect(await readSession(app, one)).toBeNull();
    expect(await readSession(app, two)).not.toBeNull();
  });

  it('ends everywhere at once, except where asked not to, and never for others', async () => {
    const [one, two, other] = [
      await createSession(app, 'p1'),
      await createSession(app, 'p1'),
      await createSession(app, 'p2')
    ];
    await endAllSessions(app, 'p1', two);
    expect(await readSession(app, one)).toBeNull();
    expect(await readSession(app, two)).not.toBeNull();
    await endAllSessions(app, 'p1');
    expect(await readSession(app, two)).toBeNull();
    expect(await readSession(app, other)).not.toBeNull();
  });

  it('gets a new token at a change of rights, keeps its age, and the others end', async () => {
    const [own, elsewhere] = [await createSession(app, 'p1'), await createSession(app, 'p1')];
    const signedInAt = app.now();
    clock.forward(59 * 60 * 1000);
    const rotated = await app.db.write((tx) => rotateSession(app, tx, 'p1', own));
    expect(await readSession(app, own)).toBeNull();
    expect(await readSession(app, elsewhere)).toBeNull();
    expect((await readSession(app, rotated!))?.signedInAt).toEqual(signedInAt);
  });

  it('is not handed to somebody who shows another person’s token', async () => {
    const foreign = await createSession(app, 'p2');
    expect(await app.db.write((tx) => rotateSession(app, tx, 'p1', foreign))).toBeNull();
    expect(await readSession(app, foreign)).not.toBeNull();
  });

  it('is over at once for a disabled person, and stays over when they are enabled again', async () => {
    const token = await createSession(app, 'p1');
    await app.db.write((tx) => updatePerson(tx, 'p1', { disabledAt: app.now() }));
    expect(await readSession(app, token)).toBeNull();
    await app.db.write((tx) => updatePerson(tx, 'p1', { disabledAt: null }));
    expect(await readSession(app, token)).toBeNull();
  });

  it('gives nothing once the last membership ended', async () => {
    const token = await createSession(app, 'p1');
    await app.db.write((tx) => updateMembership(tx, 'm-p1', { endedAt: app.now() }));
    expect(await readSession(app, token)).toBeNull();
  });

  it.each(['', 'x', 'a'.repeat(40), 'ÅÄÖ'.repeat(20), 'a'.repeat(100_000), "' or 1=1 --"])(
    'is not found for the token "%.20s"',
    async (token) => {
      expect(await readSession(app, token)).toBeNull();
    }
  );
});

describe('the cookie', () => {
  it('is tied to host and https where people come from elsewhere', async () => {
    const far = await createTestApp({ env: { ORIGIN: 'https://waymark.example.org' } });
    expect(sessionCookie(far, 'token')).toEqual({
      name: '__Host-waymark',
      value: 'token',
      options: { path: '/', httpOnly: true, secure: true, sameSite: 'lax', maxAge: 14 * 24 * 60 * 60 }
    });
    await disposeTestApp(far);
  });

  it('is never sent without https, except on this machine', async () => {
    const plain = await createTestApp({ env: { ORIGIN: 'http://waymark.example.org' } });
    expect(sessionCookie(plain, 'token').options.secure).toBe(true);
    await disposeTestApp(plain);
    expect(cookieName(app)).toBe('waymark');
    expect(sessionCookie(app, 'token').options.secure).toBe(false);
  });

  it('is removed by an empty one, and lives as long as the session', () => {
    expect(sessionCookie(app, null)).toMatchObject({ value: '', options: { maxAge: 0 } });
    expect(sessionCookie(app, 'token', new Date(app.now().getTime() + 60_000)).options.maxAge).toBe(60);
  });
});
