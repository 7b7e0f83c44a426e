import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openMemoryStore } from '../store/memory-store';
import { exchange } from './exchange';

const answer = { assessmentId: 'a', criterionId: 'c', value: 'yes', note: 'said', evidence: '' };
let asked: string[];
let reply: () => Response;

beforeEach(() => {
  asked = [];
  vi.useFakeTimers({ toFake: ['Date'] });
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
    asked.push(`${init.method} ${path}`);
    return Promise.resolve(reply());
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function deviceWithWork() {
  const store = openMemoryStore();
  const draft = { key: 'answer:a/c', type: 'answer.set' as const, payload: answer, baseVersion: null };
  await store.enqueue({ ...draft, schemaVersion: 1, issuedAt: '2026-11-22T10:00:00.000Z' });
  return store;
}
const refuse = (status: number, headers: Record<string, string> = {}) =>
  Response.json({ errors: [] }, { status, headers });

describe('a server that can save nothing just now', () => {
  it.each([507, 503, 500, 413])('with status %i: the work stays, and the status is told', async (status) => {
    const store = await deviceWithWork();
    reply = () => refuse(status);
    expect(await exchange(store, () => undefined)).toMatchObject({ kind: 'failed', status });
    const { outbox } = await store.read();
    expect(outbox).toHaveLength(1);
    expect(outbox[0]).toMatchObject({ state: 'sending', envelope: { payload: answer } });
    // asked again at the next round
    await exchange(store, () => undefined);
    expect(asked).toEqual(['POST /api/v1/sync', 'POST /api/v1/sync']);
  });

  it('is left alone for as long as it asked, and asked again after that', async () => {
    const store = await deviceWithWork();
    reply = () => refuse(503, { 'retry-after': '10' });
    await exchange(store, () => undefined);
    vi.setSystemTime(Date.now() + 9_900);
    expect(await exchange(store, () => undefined)).toMatchObject({ kind: 'failed', status: 503 });
    expect(asked).toHaveLength(1);
    // at most half as long again, so that not all come at the same moment
    vi.setSystemTime(Date.now() + 5_200);
    await exchange(store, () => undefined);
    expect(asked).toHaveLength(2);
  });
});
