import { readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OPERATOR } from '$lib/domain/identity/actor';
import { savePublicSide } from '$lib/server/outreach/page-service';
import { cookieName, createSession } from '$lib/server/auth/sessions';
import { startApp } from '$lib/server/start-app';
import { readEnv } from '../../src/env';
import { answerCommand, push } from '../support/commands';
import { type RunningServer, startServer } from '../support/server';
import { createTestNetwork } from '../support/test-network';

let folder: string;
let server: RunningServer;
let cookie: string;
let assessmentId: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waymark-http-'));
  const file = join(folder, 'waymark.db');
  const app = await startApp({
    env: readEnv({ DATABASE_URL: file, LOG_LEVEL: 'silent', ORIGIN: 'http://127.0.0.1' }),
    logTo: 2
  });
  const net = await createTestNetwork(app);
  const officer = await net.enlist('officer');
  assessmentId = net.municipalities[0]!.assessmentId;
  cookie = `${cookieName(app)}=${await createSession(app, officer.personId)}`;
  await savePublicSide(app, OPERATOR, {
    ...{ networkId: net.networkId, version: 0, slug: 'testnatet', pageOn: true, widgetOn: true },
    ...{ ownerId: null, texts: {} }
  });
  await app.db.close();
  server = await startServer(file);
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${server.origin}${path}`, { headers, redirect: 'manual' });
const post = (path: string, body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
  fetch(`${server.origin}${path}`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', cookie, ...headers },
    redirect: 'manual'
  });

describe('headers of every answer', () => {
  it.each([
    '/',
    '/sign-in',
    '/app',
    '/app/result',
    '/reports',
    '/n/testnatet',
    '/roadmap/roadmap-1.0.0/legal',
    '/healthz',
    '/readyz',
    '/manifest.webmanifest',
    '/service-worker.js',
    '/no/such/page'
  ])('%s', async (path) => {
    const { headers } = await get(path);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("object-src 'none'");
    expect(policy).not.toContain('unsafe-inline');
    expect(policy).not.toContain('unsafe-eval');
  });

  it('a page’s scripts are its own: by nonce where rendered, by hash where prerendered', async () => {
    expect((await get('/sign-in')).headers.get('content-security-policy')).toMatch(/script-src 'self' 'nonce-/);
    const shell = await (await get('/app')).text();
    expect(shell).toMatch(/http-equiv="content-security-policy" content="[^"]*script-src 'self' 'sha256-/);
    expect(shell).not.toMatch(/https?:\/\/(?!127\.0\.0\.1|www\.w3\.org)/);
  });

  it('what one person sees is in nobody’s cache', async () => {
    expect((await get('/account', { cookie })).headers.get('cache-control')).toContain('no-store');
    expect((await get('/api/v1/session', { cookie })).headers.get('cache-control')).toContain('no-store');
  });
});

/** Every address there is, with something in the place of what differs. */
function everyAddress(): string[] {
  const files = readdirSync('src/routes', { recursive: true, encoding: 'utf8' });
  const ends = files.filter((file) => /\+(page\.svelte|server\.ts)$/.test(file));
  return ends.map((file) => {
    const parts = file.split('/').slice(0, -1);
    const path = parts
      .filter((part) => !/^\(.*\)$/.test(part))
      .map((part) => part.replace(/\[{1,2}[^\]]+\]{1,2}/, 'x'));
    return `/${path.join('/')}`;
  });
}

describe('a frame on another site', () => {
  it('shows the figures a network has switched on: no script, no cookie, nothing to fetch', async () => {
    const response = await get('/embed/testnatet?lang=nl');
    expect(response.status).toBe(200);
    const { headers } = response;
    expect(headers.get('x-frame-options')).toBeNull();
    expect(headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; .*frame-ancestors \*$/
    );
    expect(headers.get('set-cookie')).toBeNull();
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    const page = await response.text();
    expect(page).toContain('<html lang="nl">');
    expect(page).not.toMatch(/<script|<link|<img|<form|@import|url\(/);
    const again = await get('/embed/testnatet?lang=nl', { 'if-none-match': headers.get('etag')! });
    expect(again.status).toBe(304);
  });

  it('shows nothing else of ours: every other address forbids it', async () => {
    const addresses = [...everyAddress(), '/embed/nowhere', '/embed/testnatet/x', '/embed', '/n/testnatet', '/roadmap'];
    expect(addresses.length).toBeGreaterThan(100);
    for (const path of addresses.filter((one) => one !== '/embed/x')) {
      const { headers } = await get(path);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy, path).toContain("frame-ancestors 'none'");
      if (!path.startsWith('/embed/')) expect(headers.get('x-frame-options'), path).toBe('DENY');
    }
  }, 30_000);
});

describe('requests from elsewhere', () => {
  const body = () => JSON.stringify(push([answerCommand(assessmentId)]));

  it('are refused for JSON as for forms', async () => {
    expect((await post('/api/v1/sync', body(), { origin: 'https://evil.example' })).status).toBe(403);
    expect((await post('/api/v1/sync', body(), { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect(
      (
        await post('/sign-out', 'x=1', {
          origin: 'https://evil.example',
          'content-type': 'application/x-www-form-urlencoded'
        })
      ).status
    ).toBe(403);
    expect((await post('/api/v1/sync', body(), { origin: server.origin })).status).toBe(200);
  });

  it('without a session, or with one that was ended, are not signed in', async () => {
    expect((await post('/api/v1/sync', body(), { origin: server.origin, cookie: '' })).status).toBe(401);
    expect(
      (await post('/api/v1/sync', body(), { origin: server.origin, cookie: cookie.replace(/.$/, 'x') })).status
    ).toBe(401);
    expect((await get('/api/v1/sync?since=0')).status).toBe(401);
  });
});

describe('bodies that are no request', () => {
  it.each([
    ['broken JSON', '{"protocol": 1,'],
    ['nothing', ''],
    ['invalid UTF-8', new Uint8Array([0x22, 0xff, 0xfe, 0x22])],
    ['a list', '[]'],
    ['a number', '7'],
    ['nesting of 100,000 levels', `${'['.repeat(100_000)}${']'.repeat(100_000)}`]
  ])('%s: refused with a reason, in under a second', async (_name, body) => {
    const before = performance.now();
    const response = await post('/api/v1/sync', body, { origin: server.origin });
    expect(performance.now() - before).toBeLessThan(1000);
    expect([400, 413, 422]).toContain(response.status);
    const { errors } = (await response.json()) as { errors: { path: string; message: string }[] };
    expect(errors[0]!.message.length).toBeGreaterThan(10);
  });

  it.each([
    ['announced', true],
    ['not announced', false]
  ])('20 MB, their length %s, are too large: 413 with a reason, and the server goes on', async (_how, announced) => {
    const body = Buffer.from(`"${'x'.repeat(20_000_000)}"`);
    const headers = { cookie, origin: server.origin, 'content-type': 'application/json' };
    const length = announced ? { 'content-length': String(body.length) } : {};
    const answer = await new Promise<{ status: number; text: string }>((done, fail) => {
      const options = { method: 'POST', headers: { ...headers, ...length } };
      const asked = request(`${server.origin}/api/v1/sync`, options, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => done({ status: response.statusCode!, text: Buffer.concat(parts).toString() }));
      });
      asked.on('error', fail);
      // in pieces, as a network takes them; the answer may come before the last
      for (let at = 0; at < body.length; at += 1_000_000) asked.write(body.subarray(at, at + 1_000_000));
      asked.end();
    });
    expect(answer.status).toBe(413);
    const { errors } = JSON.parse(answer.text) as { errors: { code: string; path: string; message: string }[] };
    expect(errors).toMatchObject([{ code: 'body-too-large', path: 'body' }]);
    expect(errors[0]!.message).toContain('smaller parts');
    // and by a client that sends everything before it listens
    expect((await post('/api/v1/sync', body, { origin: server.origin })).status).toBe(413);
    const after = await post('/api/v1/sync', JSON.stringify(push([answerCommand(assessmentId)])), {
      origin: server.origin
    });
    expect(after.status).toBe(200);
    expect((await get('/readyz')).status).toBe(200);
  });

  it('10,000 commands: each gets an outcome, in under two seconds', async () => {
    const before = performance.now();
    const commands = Array.from({ length: 10_000 }, () => ({}));
    const response = await post('/api/v1/sync', JSON.stringify(push(commands)), { origin: server.origin });
    expect(response.status).toBe(200);
    expect(((await response.json()) as { outcomes: unknown[] }).outcomes).toHaveLength(10_000);
    expect(performance.now() - before).toBeLessThan(2000);
  });

  it.each(['NaN', '-1', '1.5', 'x', '99999999999999999999'])('cursor %s', async (since) => {
    expect([200, 422]).toContain((await get(`/api/v1/sync?since=${since}`, { cookie })).status);
  });
});

describe('answers of the sync on the wire', () => {
  /** As it comes, nothing unpacked. */
  const raw = (accept: string, body: string) =>
    new Promise<{ coding: string | undefined; bytes: Buffer }>((done, fail) => {
      const headers = { cookie, origin: server.origin, 'content-type': 'application/json', 'accept-encoding': accept };
      const asked = request(`${server.origin}/api/v1/sync`, { method: 'POST', headers }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => done({ coding: response.headers['content-encoding'], bytes: Buffer.concat(parts) }));
      });
      asked.on('error', fail).end(body);
    });

  it('are compressed for whoever can read that, and only for them', async () => {
    const body = JSON.stringify(push(Array.from({ length: 200 }, () => ({}))));
    const plain = await raw('identity', body);
    const gzip = await raw('gzip', body);
    const brotli = await raw('gzip, deflate, br', body);
    expect([plain.coding, gzip.coding, brotli.coding]).toEqual([undefined, 'gzip', 'br']);
    expect(gunzipSync(gzip.bytes).equals(plain.bytes)).toBe(true);
    expect(brotliDecompressSync(brotli.bytes).equals(plain.bytes)).toBe(true);
    expect(brotli.bytes.length).toBeLessThan(plain.bytes.length / 5);
  });
});
