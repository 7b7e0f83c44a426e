import 'fake-indexeddb/auto';
import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { DeviceStore } from '$lib/client/store/device-store';
import { openIdbStore } from '$lib/client/store/idb-store';
import { openMemoryStore } from '$lib/client/store/memory-store';
import { exchange } from '$lib/client/sync/exchange';
import { buildView } from '$lib/client/sync/view';
import { answerSet } from '$lib/domain/assessment/commands';
import { applyCommand } from '$lib/domain/sync/apply-command';
import type { Actor } from '$lib/domain/identity/actor';
import type { App } from '$lib/server/app';
import { answer, answerHistory } from '$lib/server/db/schema/assessment';
import { toResponse } from '$lib/server/shared/to-response';
import { pullChanges, pushCommands } from '$lib/server/sync/service';
import { answerCommand, push } from '../support/commands';
import { createTestApp, disposeTestApp } from '../support/test-app';
import { createTestNetwork, type TestNetwork } from '../support/test-network';

let app: App;
let net: TestNetwork;
let officer: Extract<Actor, { kind: 'person' }>;

beforeAll(async () => {
  app = await createTestApp();
  net = await createTestNetwork(app);
  officer = await net.enlist('officer');
});
afterAll(() => disposeTestApp(app));
afterEach(() => vi.unstubAllGlobals());

type Weather = 'fine' | 'offline' | 'answer-lost' | 'portal' | 'error-500' | 'signed-out';

/** The network between a device and the real services on a real database: only its weather is made up. */
function network(actor: Actor) {
  const state = { weather: 'fine' as Weather };
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    if (state.weather === 'offline') throw new TypeError('Failed to fetch');
    if (state.weather === 'portal')
      return new Response('<h1>Welcome to the town hall</h1>', { headers: { 'content-type': 'text/html' } });
    if (state.weather === 'error-500')
      return new Response('{}', { status: 500, headers: { 'content-type': 'application/json' } });
    if (state.weather === 'signed-out')
      return new Response('{}', { status: 401, headers: { 'content-type': 'application/json' } });
    const url = new URL(path, 'http://127.0.0.1');
    const response = toResponse(
      init.method === 'POST'
        ? await pushCommands(app, actor, JSON.parse(String(init.body)))
        : await pullChanges(app, actor, { since: Number(url.searchParams.get('since')) })
    );
    if (state.weather === 'answer-lost') throw new TypeError('Failed to fetch');
    return response;
  });
  return state;
}

const assessmentId = () => net.municipalities[0]!.assessmentId;

async function save(store: DeviceStore, criterionId: string, value: 'yes' | 'no' | 'partly', note = '') {
  const { base, outbox } = await store.read();
  const known = buildView(base, outbox, officer.personId, applyCommand).answer.get(`${assessmentId()}/${criterionId}`);
  await store.enqueue({
    key: `answer:${assessmentId()}/${criterionId}`,
    type: answerSet.type,
    schemaVersion: answerSet.schemaVersion,
    payload: { assessmentId: assessmentId(), criterionId, value, note, evidence: '' },
    baseVersion: known?.version ?? null,
    issuedAt: new Date().toISOString()
  });
}

async function seen(store: DeviceStore, criterionId: string) {
  const { base, outbox } = await store.read();
  return buildView(base, outbox, officer.personId, applyCommand).answer.get(`${assessmentId()}/${criterionId}`);
}

const stored = async (criterionId: string) =>
  (await app.db.read.select().from(answer).where(eq(answer.criterionId, criterionId))).find(
    (row) => row.assessmentId === assessmentId()
  );
const sync = (store: DeviceStore) => exchange(store, () => undefined);

describe.each([
  ['a browser with storage', () => openIdbStore(officer.personId)],
  ['a browser that keeps nothing', () => Promise.resolve(openMemoryStore())]
])('%s', (kind, open) => {
  const criterion = (n: number) =>
    ['mandate-first-decision', 'people-can-explain', 'inventory-first-list', 'legal-release-check'][n]!.concat('');

  it('shows an answer at once, sends it, and shows it still', async () => {
    const weather = network(officer);
    const store = await open();
    await sync(store);
    weather.weather = 'offline';
    await save(store, criterion(0), 'yes', kind);
    expect(await seen(store, criterion(0))).toMatchObject({ value: 'yes', note: kind });
    expect((await sync(store)).kind).toBe('offline');
    weather.weather = 'fine';
    expect((await sync(store)).kind).toBe('done');
    expect((await store.read()).outbox).toEqual([]);
    expect(await seen(store, criterion(0))).toMatchObject({ value: 'yes', note: kind });
    expect(await stored(criterion(0))).toMatchObject({ value: 'yes', note: kind });
    store.close();
  });

  it('does a change once although its acknowledgement was lost', async () => {
    const weather = network(officer);
    const store = await open();
    await sync(store);
    await save(store, criterion(1), 'no', kind);
    weather.weather = 'answer-lost';
    await sync(store);
    await save(store, criterion(1), 'partly', kind);
    weather.weather = 'fine';
    await sync(store);
    await sync(store);
    expect((await store.read()).outbox).toEqual([]);
    expect(await stored(criterion(1))).toMatchObject({ value: 'partly' });
    const history = (
      await app.db.read
        .select()
        .from(answerHistory)
        .where(eq(answerHistory.criterionId, criterion(1)))
    ).filter((row) => row.note === kind);
    expect(history.map((row) => row.value)).toEqual(['no', 'partly']);
    store.close();
  });

  it.each<Weather>(['portal', 'error-500', 'signed-out'])('keeps everything through %s', async (bad) => {
    const weather = network(officer);
    const store = await open();
    await sync(store);
    await save(store, criterion(2), 'yes', `${kind} ${bad}`);
    weather.weather = bad;
    expect((await sync(store)).kind).not.toBe('done');
    expect((await store.read()).outbox).toHaveLength(1);
    weather.weather = 'fine';
    await sync(store);
    expect(await stored(criterion(2))).toMatchObject({ note: `${kind} ${bad}` });
    store.close();
  });
});

describe('an answer changed in the very moment of sending', () => {
  it('is the one that is sent, and the one that stands', async () => {
    network(officer);
    const store = await openIdbStore(officer.personId);
    await sync(store);
    await save(store, 'quality-contact', 'no');
    // between reading what waits and marking it as on its way, the officer changes the answer
    const late: DeviceStore = Object.assign(Object.create(store) as DeviceStore, {
      markSending: async (seqs: number[]) => {
        await save(store, 'quality-contact', 'partly');
        return store.markSending(seqs);
      }
    });
    for (const method of ['read', 'settle', 'takeIn'] as const)
      Object.assign(late, { [method]: store[method].bind(store) });
    await sync(late);
    await sync(store);
    expect(await stored('quality-contact')).toMatchObject({ value: 'partly' });
    expect(await seen(store, 'quality-contact')).toMatchObject({ value: 'partly' });
    store.close();
  });

  it('is sent after the one on its way', async () => {
    const weather = network(officer);
    const store = await openIdbStore(officer.personId);
    await sync(store);
    await save(store, 'quality-described', 'no');
    weather.weather = 'answer-lost';
    await sync(store);
    await save(store, 'quality-described', 'yes');
    weather.weather = 'fine';
    await sync(store);
    await sync(store);
    expect(await stored('quality-described')).toMatchObject({ value: 'yes', version: 2 });
    store.close();
  });
});

describe('a choice between two answers made offline', () => {
  it('can be changed again before it is sent, and the last word stands', async () => {
    const colleague = await net.enlist('officer');
    const criterionId = 'inventory-candidates';
    const weather = network(officer);
    const store = await openIdbStore(officer.personId);
    await sync(store);
    const theirs = await pushCommands(
      app,
      colleague,
      push([answerCommand(assessmentId(), { criterionId, value: 'yes' })])
    );
    expect(theirs.ok).toBe(true);
    await save(store, criterionId, 'no');
    await sync(store);
    const { base, outbox } = await store.read();
    const [conflict] = [...buildView(base, outbox, officer.personId, applyCommand).conflict.values()].filter(
      (c) => c.criterionId === criterionId
    );
    expect(conflict).toMatchObject({ value: 'no' });
    weather.weather = 'offline';
    await store.enqueue({
      key: `answer:${assessmentId()}/${criterionId}`,
      type: 'conflict.settle',
      schemaVersion: 1,
      payload: { conflictId: conflict!.id, choose: 'other' },
      baseVersion: (await seen(store, criterionId))!.version,
      issuedAt: new Date().toISOString()
    });
    expect(await seen(store, criterionId)).toMatchObject({ value: 'no' });
    await save(store, criterionId, 'yes');
    weather.weather = 'fine';
    await sync(store);
    await sync(store);
    expect(await stored(criterionId)).toMatchObject({ value: 'yes' });
    expect(await seen(store, criterionId)).toMatchObject({ value: 'yes' });
    store.close();
  });
});

describe('a browser that is closed without network', () => {
  it('has everything when it is opened again, and sends it then', async () => {
    const weather = network(officer);
    const first = await openIdbStore(officer.personId);
    await sync(first);
    weather.weather = 'offline';
    for (const [i, value] of (['no', 'partly', 'yes'] as const).entries())
      await save(first, 'publishing-first-dataset', value, `try ${i}`);
    await save(first, 'demand-asked-somebody', 'yes');
    first.close();

    const again = await openIdbStore(officer.personId);
    expect(await seen(again, 'publishing-first-dataset')).toMatchObject({ value: 'yes', note: 'try 2' });
    expect((await again.read()).outbox).toHaveLength(2);
    weather.weather = 'fine';
    await sync(again);
    expect(await stored('publishing-first-dataset')).toMatchObject({ value: 'yes', note: 'try 2' });
    expect(await stored('demand-asked-somebody')).toMatchObject({ value: 'yes' });
    again.close();
  });

  it('never shows one person’s store to another', async () => {
    const other = await net.enlist('officer');
    const store = await openIdbStore(other.personId);
    const { base, outbox } = await store.read();
    expect([base, outbox]).toEqual([[], []]);
    store.close();
  });
});
