import { createPublicKey, verify } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '$lib/domain/identity/actor';
import type { App } from '$lib/server/app';
import { remindDueSteps } from '$lib/server/jobs/remind-due-steps';
import { readNotifyChoices, setNotifyChoices } from '$lib/server/push/choice-service';
import { findSubscription, subscriptionsOf } from '$lib/server/push/repository';
import { sendWaitingPush } from '$lib/server/push/send-waiting-push';
import { readPush, subscribePush, unsubscribePush } from '$lib/server/push/service';
import { newPrivateKey, readPrivateKey } from '$lib/server/push/vapid';
import { pushCommands } from '$lib/server/sync/service';
import { envelope, push } from '../support/commands';
import { createTestApp, disposeTestApp, testClock } from '../support/test-app';
import { createTestNetwork, type TestNetwork } from '../support/test-network';
import { actorOf, createMember, mailTo, type Member } from '../support/test-people';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** A push service: says what it was sent, and answers what the test wants. */
interface Taken {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}
const taken: Taken[] = [];
let answerWith: { status: number; headers?: Record<string, string> } | 'nothing' = { status: 201 };
const service = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk) => (body += String(chunk)));
  request.on('end', () => {
    taken.push({ path: request.url ?? '', headers: request.headers, body });
    if (answerWith === 'nothing') return request.socket.destroy();
    response.writeHead(answerWith.status, answerWith.headers).end();
  });
});

let origin = '';
let clock: ReturnType<typeof testClock>;
let app: App;
let net: TestNetwork;
let karin: Member;
let actor: Actor;

beforeEach(async () => {
  taken.length = 0;
  answerWith = { status: 201 };
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
  clock = testClock('2026-11-22T09:00:00Z');
  const env = { PUSH_HOSTS: `push.example.org, ${origin}`, MAIL_FROM: 'Waymark <it@example.org>' };
  app = await createTestApp({ now: clock.now, env });
  net = await createTestNetwork(app);
  const municipalityId = net.municipalities[0]!.id;
  karin = await createMember(app, { networkId: net.networkId, role: 'officer', municipalityId, locale: 'nl' });
  actor = await actorOf(app, karin.personId);
});
afterEach(async () => {
  await disposeTestApp(app);
  service.closeAllConnections();
  await new Promise<void>((resolve) => service.close(() => resolve()));
});

async function subscribe(path = '/send/one', who = actor): Promise<string> {
  const result = await subscribePush(app, who, { endpoint: `${origin}${path}`, device: 'Firefox, Android' });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value.id;
}
const subscriptions = () => subscriptionsOf(app.db.read, [karin.personId]);

/** A step that is due, and the reminder of it handed on. */
async function remind(due = '2026-11-25'): Promise<void> {
  const payload = { municipalityId: net.municipalities[0]!.id, criterionId: 'legal-first-licence', due };
  const pushed = await pushCommands(
    app,
    actor,
    push([envelope('step.set', { ...payload, status: 'planned', ownerId: karin.personId })])
  );
  if (!pushed.ok || pushed.value.outcomes[0]?.outcome !== 'applied') throw new Error(JSON.stringify(pushed));
  await remindDueSteps(app);
  await sendWaitingPush(app);
}

describe('a notification', () => {
  it('reaches the push service signed, without content, and is not sent twice', async () => {
    await subscribe();
    await remind();
    await sendWaitingPush(app);
    expect(taken).toHaveLength(1);
    const { path, headers, body } = taken[0]!;
    expect(path).toBe('/send/one');
    expect(body).toBe('');
    expect(Number(headers.ttl)).toBe(259_200);
    expect(headers).toMatchObject({ urgency: 'normal', topic: 'waymark' });
    expect(headers['content-encoding']).toBeUndefined();

    // as a push service checks it (RFC 8292, section 4.2), with nothing of ours
    const [, token = '', k = ''] = /^vapid t=([^,]+), k=(\S+)$/.exec(headers.authorization ?? '') ?? [];
    const [head = '', claims = '', signature = ''] = token.split('.');
    const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;
    expect(read(head)).toEqual({ typ: 'JWT', alg: 'ES256' });
    expect(read(claims)).toMatchObject({ aud: origin, sub: 'mailto:it@example.org' });
    const left = Number(read(claims).exp) - clock.now().getTime() / 1000;
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThanOrEqual(24 * 60 * 60);
    const point = Buffer.from(k, 'base64url');
    expect([point.length, point[0]]).toEqual([65, 4]);
    const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) => half.toString('base64url'));
    const key = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
    const signed = Buffer.from(`${head}.${claims}`);
    const given = { key, dsaEncoding: 'ieee-p1363' as const };
    expect(verify('sha256', signed, given, Buffer.from(signature, 'base64url'))).toBe(true);
    expect(verify('sha256', Buffer.from(`${head}.x`), given, Buffer.from(signature, 'base64url'))).toBe(false);

    // the browser subscribed with the same key, and learns the page and the language from us, not from the push service
    const state = await readPush(app, actor, {});
    expect(state).toMatchObject({ ok: true, value: { key: k, locale: 'nl', path: '/app/plan' } });
    expect((await subscriptions())[0]).toMatchObject({ sentAt: clock.now(), failures: 0 });
  });

  it.each([404, 410])('that is answered with %i removes the browser', async (status) => {
    await subscribe();
    answerWith = { status };
    await remind();
    expect(await subscriptions()).toEqual([]);
    // push was all there was left of the choice: the next reminder comes by mail
    await setNotifyChoices(app, actor, { mail: false, push: true });
    await remind('2026-11-24');
    expect(taken).toHaveLength(1);
    expect(await mailTo(app, karin.email)).toHaveLength(2);
  });

  it.each([{ status: 500 }, { status: 429 }, 'nothing' as const])('is tried again after %o', async (answer) => {
    const id = await subscribe();
    answerWith = answer;
    await remind();
    await sendWaitingPush(app);
    expect(taken).toHaveLength(1);
    clock.forward(MINUTE);
    answerWith = { status: 201 };
    await sendWaitingPush(app);
    expect(taken).toHaveLength(2);
    expect(await findSubscription(app.db.read, id)).toMatchObject({ failures: 0, sentAt: clock.now() });
  });

  it('waits as long as the push service asks for', async () => {
    await subscribe();
    answerWith = { status: 429, headers: { 'retry-after': '7200' } };
    await remind();
    clock.forward(119 * MINUTE);
    await sendWaitingPush(app);
    expect(taken).toHaveLength(1);
    clock.forward(2 * MINUTE);
    await sendWaitingPush(app);
    expect(taken).toHaveLength(2);
  });

  it('follows no redirect; refusals are counted, and five in a row end it', async () => {
    const id = await subscribe();
    answerWith = { status: 307, headers: { location: `${origin}/elsewhere` } };
    for (let times = 1; times <= 4; times++) {
      await remind(`2026-11-2${times + 2}`);
      expect(await findSubscription(app.db.read, id)).toMatchObject({ failures: times });
    }
    await remind('2026-11-27');
    expect(taken.map(({ path }) => path)).toEqual(Array(5).fill('/send/one'));
    expect(await subscriptions()).toEqual([]);
  });

  it('is given up after three days', async () => {
    await subscribe();
    answerWith = { status: 503 };
    await remind();
    clock.forward(3 * DAY + MINUTE);
    answerWith = { status: 201 };
    await sendWaitingPush(app);
    await sendWaitingPush(app);
    expect(taken).toHaveLength(1);
  });

  it('goes to nobody once its host is off the list', async () => {
    await subscribe();
    (app.env as { PUSH_HOSTS: string }).PUSH_HOSTS = '';
    await remind();
    expect(taken).toEqual([]);
    expect(await subscriptions()).toEqual([]);
  });
});

describe('who is reminded how', () => {
  it('is by mail at first, and by both once a browser was turned on', async () => {
    await remind();
    expect(taken).toEqual([]);
    expect(await mailTo(app, karin.email)).toHaveLength(1);
    await subscribe();
    await remind('2026-11-24');
    expect(taken).toHaveLength(1);
    expect(await mailTo(app, karin.email)).toHaveLength(2);
  });

  it.each([
    ['mail alone', { mail: true, push: false }, 1, 0],
    ['notifications alone', { mail: false, push: true }, 0, 2],
    ['neither', { mail: false, push: false }, 0, 0]
  ])('is as chosen: %s', async (_what, choice, mails, pushes) => {
    await subscribe('/send/phone');
    await subscribe('/send/laptop');
    expect(await setNotifyChoices(app, actor, choice)).toMatchObject({ ok: true });
    expect(await readNotifyChoices(app, actor, {})).toMatchObject({ ok: true, value: { ...choice, silence: true } });
    await remind();
    expect(await mailTo(app, karin.email)).toHaveLength(mails);
    expect(taken).toHaveLength(pushes);
  });

  it('turning a second browser on does not turn on what was turned off', async () => {
    await subscribe('/send/phone');
    await setNotifyChoices(app, actor, { push: false });
    await subscribe('/send/laptop');
    expect(await readNotifyChoices(app, actor, {})).toMatchObject({ value: { push: false } });
  });
});

describe('a browser', () => {
  it('is refused where its endpoint is no push service, and nothing is kept', async () => {
    for (const endpoint of ['https://example.org/x', 'http://10.0.0.1/x', 'x', undefined as never])
      expect(await subscribePush(app, actor, { endpoint })).toMatchObject({ ok: false });
    expect(await subscriptions()).toEqual([]);
    expect(await subscribePush(app, actor, { endpoint: 'https://push.example.org/x' })).toMatchObject({ ok: true });
  });

  it('that says its endpoint again changes nothing, and one with a new one takes the place of the old', async () => {
    const old = await subscribe('/send/old');
    expect(await subscribe('/send/old')).toBe(old);
    const renewed = { endpoint: `${origin}/send/new`, replaces: `${origin}/send/old` };
    expect(await subscribePush(app, actor, renewed)).toMatchObject({ ok: true });
    expect((await subscriptions()).map(({ endpoint }) => endpoint)).toEqual([`${origin}/send/new`]);
  });

  it('belongs to whoever turned it on last, and nobody else turns it off', async () => {
    const id = await subscribe();
    const eva = await net.enlist('officer');
    expect(await unsubscribePush(app, eva, { id })).toMatchObject({ ok: true });
    const stolen = { endpoint: `${origin}/send/other`, replaces: `${origin}/send/one` };
    expect(await subscribePush(app, eva, stolen)).toMatchObject({ ok: true });
    expect(await subscriptions()).toHaveLength(1);
    await subscribe('/send/one', eva);
    expect(await subscriptions()).toEqual([]);
    expect(await unsubscribePush(app, eva, { id })).toMatchObject({ ok: true });
    expect(await findSubscription(app.db.read, id)).toBeUndefined();
  });

  it('is one of at most twenty: the first goes', async () => {
    for (let i = 0; i < 21; i++) {
      clock.forward(1000);
      await subscribe(`/send/${i}`);
    }
    const rows = await subscriptions();
    expect(rows).toHaveLength(20);
    expect(rows[0]!.endpoint).toBe(`${origin}/send/1`);
  });
});

describe('the server’s key', () => {
  it('is made once and kept', async () => {
    const [first, second] = await Promise.all([readPush(app, actor, {}), readPush(app, actor, {})]);
    expect(first).toEqual(second);
  });

  it('is the one of the environment where there is one', async () => {
    const privateKey = newPrivateKey();
    const own = await createTestApp({ env: { VAPID_PRIVATE_KEY: privateKey } });
    const there = await createTestNetwork(own);
    const state = await readPush(own, await there.enlist('officer'), {});
    expect(state).toMatchObject({ ok: true, value: { key: readPrivateKey(privateKey).publicKey } });
    await disposeTestApp(own);
  });

  it('always has 32 bytes', () => {
    // every 256th key begins with a zero, which must not be left out
    for (let i = 0; i < 600; i++) {
      const key = newPrivateKey();
      expect(key).toMatch(/^[A-Za-z0-9_-]{43}$/);
      if (i < 5) expect(readPrivateKey(key).publicKey).toHaveLength(87);
    }
  });
});
