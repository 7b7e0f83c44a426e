import 'fake-indexeddb/auto';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { openIdbStore } from '$lib/client/store/idb-store';
import { exchange } from '$lib/client/sync/exchange';
import type { Actor } from '$lib/domain/identity/actor';
import type { Pull } from '$lib/domain/sync/records';
import type { App } from '$lib/server/app';
import { municipality } from '$lib/server/db/schema/register';
import { changeFeed } from '$lib/server/db/schema/sync';
import { compressed } from '$lib/server/shared/compressed';
import { toResponse } from '$lib/server/shared/to-response';
import { pullChanges, pushCommands } from '$lib/server/sync/service';
import { answerCommand, push } from '../support/commands';
import { createTestApp, disposeTestApp } from '../support/test-app';
import { createTestNetwork, type TestNetwork } from '../support/test-network';

let app: App;
let net: TestNetwork;
let officer: Extract<Actor, { kind: 'person' }>;
const MANY = 300;
const PAGE_CHARS = 10_000;

beforeAll(async () => {
  app = await createTestApp();
  net = await createTestNetwork(app);
  officer = await net.enlist('officer');
  await app.db.write(async (tx) => {
    await tx.insert(municipality).values(
      Array.from({ length: MANY }, (_, i) => ({
        id: app.newId(),
        networkId: net.networkId,
        code: `x${i}`,
        name: `Kommun x${i}`,
        updatedAt: app.now()
      }))
    );
  });
  await answer('mandate-first-decision');
});
afterAll(() => disposeTestApp(app));
afterEach(() => vi.unstubAllGlobals());

const answer = (criterionId: string) =>
  pushCommands(app, officer, push([answerCommand(net.municipalities[0]!.assessmentId, { criterionId })]));

async function get(since: number, page: string | null): Promise<Pull> {
  const result = await pullChanges(app, officer, { since, page, pageChars: PAGE_CHARS });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}
const keys = (pulls: Pull[]) => pulls.flatMap(({ changes }) => changes.map(({ entity, id }) => `${entity} ${id}`));

describe('everything anew, in pages', () => {
  it('is what comes at once without pages, each thing once, no page much too long', async () => {
    const whole = await get(0, null);
    const pages = [await get(0, 'first')];
    while (pages.at(-1)!.next) pages.push(await get(0, pages.at(-1)!.next!));
    expect(pages.length).toBeGreaterThan(3);
    expect(keys(pages).sort()).toEqual(keys([whole]).sort());
    expect(pages.map(({ full }) => full)).toEqual(pages.map((_, i) => i === 0));
    expect(pages.map(({ cursor }) => cursor)).toEqual(pages.map(({ next }) => (next ? 0 : whole.cursor)));
    expect(pages.at(-1)!.more).toBe(false);
    for (const page of pages) expect(JSON.stringify(page).length).toBeLessThan(2 * PAGE_CHARS);
  });

  it('passes nothing over that stood there all the time, whatever comes and goes between two pages', async () => {
    const before = keys([await get(0, null)]);
    const pages = [await get(0, 'first')];
    for (let i = 0; pages.at(-1)!.next; i++) {
      await app.db.write(async (tx) => {
        // before all others in the list, and more and more of them
        const row = { networkId: net.networkId, name: 'Aa', updatedAt: app.now() };
        for (const n of [1, 2]) await tx.insert(municipality).values({ ...row, id: app.newId(), code: `0${n}${i}` });
        await tx.delete(municipality).where(eq(municipality.code, `01${i - 1}`));
      });
      pages.push(await get(0, pages.at(-1)!.next!));
    }
    expect(keys(pages)).toEqual(expect.arrayContaining(before));
  });

  it('says that there is more when something changed since the first page, and gives it', async () => {
    const pages = [await get(0, 'first')];
    await answer('people-can-explain');
    while (pages.at(-1)!.next) pages.push(await get(0, pages.at(-1)!.next!));
    const last = pages.at(-1)!;
    expect(last.more).toBe(true);
    const since = await get(last.cursor, 'first');
    expect(since).toMatchObject({ full: false, more: false });
    expect(keys([since]).join()).toContain('people-can-explain');
  });

  it('begins anew at a place from before an upgrade or a restore, and refuses what is none', async () => {
    expect((await get(0, '999999-1.18-2-1')).full).toBe(true);
    expect((await get(0, '1-1.3-2-1')).full).toBe(true);
    expect((await get(0, '1-1.18-2-7')).full).toBe(true);
    const refused = await pullChanges(app, officer, { since: 0, page: '2; drop table' });
    expect(refused).toMatchObject({ ok: false, problems: [{ code: 'page-invalid' }] });
  });
});

describe('a device that fetches pages', () => {
  /** The network: `fails` says which requests get no answer. */
  function network(fails: (n: number) => boolean) {
    const asked: string[] = [];
    vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
      const url = new URL(path, 'http://127.0.0.1');
      if (init.method === 'POST') return toResponse(await pushCommands(app, officer, JSON.parse(String(init.body))));
      asked.push(url.searchParams.get('page') ?? '');
      if (fails(asked.length)) throw new TypeError('Failed to fetch');
      const page = url.searchParams.get('page');
      const since = Number(url.searchParams.get('since'));
      return toResponse(await pullChanges(app, officer, { since, page, pageChars: PAGE_CHARS }));
    });
    return asked;
  }

  it('keeps what it has, and its unsent work, until all are there, and goes on where the network went away', async () => {
    const asked = network((n) => n === 4);
    const store = await openIdbStore(officer.personId);
    expect((await exchange(store, () => undefined)).kind).toBe('offline');
    const half = await store.read();
    expect(half).toMatchObject({ base: [], cursor: 0, syncedAt: null });
    await answer('inventory-first-list');
    const draft = answerCommand(net.municipalities[0]!.assessmentId, { criterionId: 'legal-release-check' });
    const { type, schemaVersion, payload, issuedAt } = draft;
    await store.enqueue({ key: 'answer:x', type, schemaVersion, payload, issuedAt, baseVersion: null });
    expect((await exchange(store, () => undefined)).kind).toBe('done');
    expect(asked[4]).toBe(asked[3]); // the page that got no answer, not the first
    expect(asked.at(-1)).toBe('first'); // the feed, at the end
    const { base, outbox } = await store.read();
    const whole = await get(0, null);
    expect(base.map(({ entity, id }) => `${entity} ${id}`).sort()).toEqual(keys([whole]).sort());
    expect(base.find(({ id }) => id.endsWith('legal-release-check'))).toBeDefined();
    expect(outbox).toEqual([]);
    store.close();
  });

  it('keeps its records when everything is sent anew and the network goes away in the middle', async () => {
    network(() => false);
    const store = await openIdbStore(officer.personId);
    await exchange(store, () => undefined);
    const { base } = await store.read();
    await app.db.write(async (tx) => {
      const row = { networkId: net.networkId, entity: 'person', entityId: officer.personId, municipalityId: null };
      await tx.insert(changeFeed).values(row);
    });
    network((n) => n === 3);
    expect((await exchange(store, () => undefined)).kind).toBe('offline');
    expect((await store.read()).base).toHaveLength(base.length);
    store.close();
    // the browser is opened again: all of it from the start
    network(() => false);
    const again = await openIdbStore(officer.personId);
    expect((await exchange(again, () => undefined)).kind).toBe('done');
    expect((await again.read()).base).toHaveLength(base.length);
    again.close();
  });
});

describe('compression of answers', () => {
  const text = JSON.stringify({ changes: Array.from({ length: 500 }, (_, i) => ({ id: `municipality-${i}` })) });
  const answered = (accept: string | null, body = text) =>
    compressed(new Request('http://127.0.0.1/', { headers: accept === null ? {} : { 'accept-encoding': accept } }), {
      status: 200,
      headers: { 'content-type': 'application/json' },
      text: body
    });
  const bytes = async (response: Response) => new Uint8Array(await response.arrayBuffer());

  it.each([
    ['gzip, deflate, br', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0.2, gzip;q=0.9', 'gzip'],
    ['br;q=0, gzip;q=0', null],
    ['*', 'br'],
    ['identity', null],
    [null, null]
  ])('accept-encoding "%s": %s', async (accept, coding) => {
    const response = await answered(accept);
    expect(response.headers.get('content-encoding')).toBe(coding);
    expect(response.headers.get('vary')).toBe('accept-encoding');
    expect(response.headers.get('content-type')).toBe('application/json');
    const sent = await bytes(response);
    const plain = coding === 'br' ? brotliDecompressSync(sent) : coding === 'gzip' ? gunzipSync(sent) : sent;
    expect(new TextDecoder().decode(plain)).toBe(text);
    if (coding) expect(sent.length).toBeLessThan(text.length / 3);
  });

  it('leaves a short answer as it is', async () => {
    expect((await answered('br', '{}')).headers.get('content-encoding')).toBeNull();
  });
});
