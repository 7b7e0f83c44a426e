import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MAX_COMMANDS } from '$lib/domain/sync/protocol';
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

describe('a server that takes so many commands of a request, and defers the others', () => {
  it('gets all of 600 changes, each once, whatever its limit', async () => {
    const store = openMemoryStore();
    const said = Array.from({ length: 600 }, (_, i) => `c${i}`);
    for (const criterionId of said) {
      const draft = { key: criterionId, type: 'answer.set' as const, payload: { ...answer, criterionId } };
      await store.enqueue({ ...draft, baseVersion: null, schemaVersion: 1, issuedAt: '2026-11-22T10:00:00.000Z' });
    }
    const LIMIT = 100;
    const taken: string[] = [];
    const sizes: number[] = [];
    vi.stubGlobal('fetch', (_path: string, init: RequestInit) => {
      if (init.method === 'GET') return Promise.resolve(refuse(500));
      const { commands } = JSON.parse(init.body as string) as {
        commands: { commandId: string; payload: { criterionId: string } }[];
      };
      sizes.push(commands.length);
      taken.push(...commands.slice(0, LIMIT).map(({ payload }) => payload.criterionId));
      const outcomes = commands.map(({ commandId }, i) =>
        i < LIMIT
          ? { commandId, outcome: 'applied', version: 1 }
          : { commandId, outcome: 'deferred', reason: `At most ${LIMIT} commands are taken at once` }
      );
      return Promise.resolve(Response.json({ protocol: 1, outcomes }));
    });
    for (let round = 0; taken.length < said.length && round < 5; round++) await exchange(store, () => undefined);
    expect([...taken].sort()).toEqual([...said].sort());
    // never more than a server of any release takes of one request
    expect(Math.max(...sizes)).toBeLessThanOrEqual(MAX_COMMANDS);
    expect((await store.read()).outbox.every(({ state }) => state === 'acked')).toBe(true);
  });
});

describe('a server, or a proxy before it, that takes little at once', () => {
  /** Twelve answers, and a place that takes so many at once; what is too large by itself it never takes. */
  async function sent(takes: number, huge?: number): Promise<string[]> {
    const store = openMemoryStore();
    for (let i = 0; i < 12; i++) {
      const payload = { ...answer, criterionId: `c${i}` };
      const draft = { key: `answer:a/c${i}`, type: 'answer.set' as const, payload, baseVersion: null };
      await store.enqueue({ ...draft, schemaVersion: 1, issuedAt: '2026-11-22T10:00:00.000Z' });
    }
    const taken: string[] = [];
    vi.stubGlobal('fetch', (_path: string, init: RequestInit) => {
      if (init.method === 'GET') return Promise.resolve(refuse(500));
      const { commands } = JSON.parse(init.body as string) as {
        commands: { commandId: string; payload: { criterionId: string } }[];
      };
      const ids = commands.map(({ payload }) => payload.criterionId);
      if (ids.length > takes || ids.includes(`c${huge}`)) return Promise.resolve(refuse(413));
      taken.push(...ids);
      const outcomes = commands.map(({ commandId }) => ({ commandId, outcome: 'applied', version: 1 }));
      return Promise.resolve(Response.json({ protocol: 1, outcomes }));
    });
    await exchange(store, () => undefined);
    return taken;
  }

  it('gets everything in smaller parcels, each once and in order', async () => {
    expect(await sent(4)).toEqual(Array.from({ length: 12 }, (_, i) => `c${i}`));
  });

  it('gets everything but the one that is too large alone', async () => {
    expect(await sent(4, 3)).toEqual(Array.from({ length: 12 }, (_, i) => `c${i}`).filter((id) => id !== 'c3'));
  });
});
