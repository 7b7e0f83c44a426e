import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { askServer } from '$lib/client/evidence/ask-server';
import { askOffset, takeBack, uploadFile } from '$lib/client/files/upload-file';
import { askPushState, sendEndpoint } from '$lib/client/notify/subscription';
import { besideOthers } from '$lib/client/result/beside-others.svelte';
import { askPeople } from '$lib/client/screens/contacts/ask-people';
import { askVisits } from '$lib/client/screens/coverage/ask-visits';
import { askServer as askReview } from '$lib/client/screens/review/ask-server';
import { fetchBoard } from '$lib/client/screens/rounds/round-board.svelte';
import { openMemoryStore } from '$lib/client/store/memory-store';
import { exchange, readJson } from '$lib/client/sync/exchange';
import { loadModel } from '$lib/client/sync/load-model';
import { secretOf } from '$lib/client/sync/secret-of';
import { m } from '$lib/paraglide/messages.js';

// Somebody else answers in the server's place, over real HTTP: nothing may be taken for done, and no parse error shown.

const PAGE = '<!doctype html><title>Welcome to the hotel</title><form><input name="room"></form>';
const PORTALS: Record<string, RequestListener> = {
  'its own page, status 200': (_, response) => response.setHeader('content-type', 'text/html').end(PAGE),
  'its own page without a type': (_, response) => response.end(PAGE),
  'a page that says it is JSON': (_, response) => response.setHeader('content-type', 'application/json').end(PAGE),
  'JSON that breaks off': (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
    response.write('{"outcomes": [{"commandId"', () => response.destroy());
  },
  'a redirect to its own page': ({ url }, response) => {
    if (url === '/welcome') response.setHeader('content-type', 'text/html').end(PAGE);
    else response.writeHead(302, { location: '/welcome' }).end();
  }
};

let server: Server;
let portal: RequestListener;
beforeEach(async () => {
  server = createServer((request, response) => {
    // what was sent is read to its end, as a proxy does
    request.resume().on('end', () => portal(request, response));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const real = globalThis.fetch;
  vi.stubGlobal('fetch', async (path: string, init?: RequestInit) => {
    const response = await real(new URL(path, `http://127.0.0.1:${port}`), init);
    // as browsers hide it; Node shows it: https://fetch.spec.whatwg.org/#concept-filtered-response-opaque-redirect
    const hidden = { type: { value: 'opaqueredirect' }, status: { value: 0 }, ok: { value: false } };
    return response.status === 302 ? Object.defineProperties(new Response(null), hidden) : response;
  });
});
afterEach(async () => {
  vi.unstubAllGlobals();
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});

describe.each(Object.entries(PORTALS))('a captive portal with %s', (_name, answers) => {
  beforeEach(() => {
    portal = answers;
  });

  it('the sync: what waits goes on waiting, with a store and without', async () => {
    const store = openMemoryStore();
    const answer = { assessmentId: 'a', criterionId: 'c', value: 'yes', note: 'said', evidence: '' };
    const draft = { key: 'answer:a/c', type: 'answer.set' as const, payload: answer, baseVersion: null };
    await store.enqueue({ ...draft, schemaVersion: 1, issuedAt: '2026-11-22T10:00:00.000Z' });
    expect(await exchange(store, () => undefined)).toEqual({ kind: 'offline' });
    expect((await store.read()).outbox).toMatchObject([{ state: 'sending', envelope: { payload: answer } }]);
    // and where nothing waits, nothing is taken for the newest state
    const empty = openMemoryStore();
    expect(await exchange(empty, () => undefined)).toEqual({ kind: 'offline' });
    expect(await empty.read()).toMatchObject({ cursor: 0, syncedAt: null });
  });

  it('a file: not a byte is taken for sent', async () => {
    const file = { sha256: 'a'.repeat(64), bytes: new ArrayBuffer(600_000), headers: {} };
    const pieces: number[] = [];
    const onpiece = (offset: number) => (pieces.push(offset), Promise.resolve(true));
    expect(await askOffset(file)).toBeNull();
    expect(await uploadFile({ ...file, onpiece })).toEqual({ kind: 'later' });
    expect(pieces).toEqual([]);
    await takeBack(file.sha256, {});
  });

  it('a file that is half there: the portal that comes in between changes nothing of it', async () => {
    let asked = 0;
    portal = (request, response) => {
      if (asked++) return answers(request, response);
      response.writeHead(200, { 'upload-offset': '100', 'upload-length': '600000' }).end();
    };
    const pieces: number[] = [];
    const onpiece = (offset: number) => (pieces.push(offset), Promise.resolve(true));
    const file = { sha256: 'a'.repeat(64), bytes: new ArrayBuffer(600_000), headers: {} };
    expect(await uploadFile({ ...file, onpiece })).toEqual({ kind: 'later' });
    expect(pieces).toEqual([]);
  });

  it('what is asked at once: history, links, meetings, contacts, copies', async () => {
    for (const [path, method] of [
      ['/api/v1/history', 'GET'],
      ['/api/v1/links', 'POST'],
      ['/api/v1/meetings/search', 'POST']
    ] as const)
      expect(await askServer(path, method)).toEqual({ kind: 'lost' });
    expect(await askReview('/api/v1/shared-answers', {})).toEqual({ problem: m.review_problem_network() });
    for (const path of ['/same', '/touches', '/x/erasure'])
      expect(await askPeople(path)).toMatchObject({ problems: [{ code: 'no-network' }] });
    const visits = await askVisits({}, new AbortController().signal, () => undefined);
    expect('problem' in visits).toBe(true);
    await expect(fetchBoard('x')).rejects.toThrow();
  });

  it('what is fetched in the background: models, the key, notifications, others’ results', async () => {
    const store = openMemoryStore();
    const wave = { modelId: 'roadmap', modelVersion: '1.0.0' };
    expect(await loadModel(store, wave, 'sv')).toBeNull();
    expect(await store.readModel('roadmap/1.0.0/sv')).toBeFalsy();
    expect(await secretOf('person', 'device-0001')).toBeNull();
    expect(await askPushState()).toBeNull();
    expect(await sendEndpoint('https://push.example.org/x')).toBeNull();
    await besideOthers.ask(`assessment-${Math.random()}`);
    expect(besideOthers.state).toBe('offline');
  });
});

it('an answer of ours is read, whatever it is: also nothing at all', async () => {
  expect(await readJson(Response.json(null))).toBeNull();
  expect(await readJson(Response.json({ a: 1 }))).toEqual({ a: 1 });
  expect(await readJson(new Response('1', { headers: { 'content-type': 'text/plain' } }))).toBeUndefined();
  expect(await readJson(new Response('<', { headers: { 'content-type': 'application/json' } }))).toBeUndefined();
});
