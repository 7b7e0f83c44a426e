import type { OutboxItem } from '$lib/domain/sync/outbox';
import type { Change, Pull } from '$lib/domain/sync/records';
import type { DeviceStore, StoreContents } from '../store/device-store';

export type ExchangeResult =
  /** `status`: of a server that took everything but a file. */
  | { kind: 'done'; contents: StoreContents; status?: number | undefined }
  /** No network, a captive portal, a server that is down: everything stays, tried again later. */
  | { kind: 'offline' }
  /** The session has ended: everything stays until the same person signs in again. */
  | { kind: 'signed-out' }
  /** `after`: seconds until the server wants to be asked again, where it says so. */
  | { kind: 'failed'; status: number; after?: string | null };

const TIMEOUT_MS = 20_000;

export type Reply<T> =
  { kind: 'ok'; value: T; status?: number | undefined } | Exclude<ExchangeResult, { kind: 'done' }>;

/** Sends what waits, batch by batch, then fetches what changed: one round of the sync. */
export async function exchange(
  store: DeviceStore,
  onOutbox: (items: OutboxItem[]) => void,
  personId = ''
): Promise<ExchangeResult> {
  // nothing is sent as, or fetched for, whoever else has signed in on this device meanwhile
  const whose = { 'x-waymark-person': personId };
  const { deviceId, ...start } = await store.read();
  let { outbox, cursor } = start;
  let status: number | undefined;
  if (outbox.length) {
    // on demand: a first visit has nothing to send
    const sender = await import('./send-waiting').catch(() => null);
    if (!sender) return { kind: 'offline' };
    const sent = await sender.sendWaiting({ store, outbox, deviceId, whose, onOutbox, call });
    if (sent.kind !== 'ok') return sent;
    ({ value: outbox, status } = sent);
  }
  for (;;) {
    const acked = outbox.filter((item) => item.state === 'acked').map((item) => item.seq);
    // a device that says nothing for days gets its person a mail
    const device = `${deviceId}/${outbox.length - acked.length}`;
    const reply = await pull(store, cursor, { ...whose, 'x-waymark-device': device });
    if (reply.kind !== 'ok') return reply;
    const contents = await store.takeIn(reply.value, reply.value.more ? [] : acked, new Date().toISOString());
    ({ outbox, cursor } = contents);
    if (!reply.value.more) return { kind: 'done', contents, status };
  }
}

/** Pages of everything that came before the network went away: the next round goes on after them. */
const halves = new WeakMap<DeviceStore, { cursor: number; changes: Change[][]; next: string }>();

/**
 * What changed since the cursor. Everything anew comes in pages and is given on only when all are there, so that a
 * store never has half of it.
 */
async function pull(store: DeviceStore, cursor: number, headers: Record<string, string>): Promise<Reply<Pull>> {
  let half = halves.get(store);
  if (half?.cursor !== cursor) half = undefined;
  for (;;) {
    const page = encodeURIComponent(half?.next ?? 'first');
    const reply = await call<Pull>(`/api/v1/sync?since=${cursor}&page=${page}`, { method: 'GET', headers });
    if (reply.kind === 'failed') halves.delete(store);
    if (reply.kind !== 'ok') return reply;
    const { next, changes, full } = reply.value;
    const all = full || !half ? [changes] : [...half.changes, changes];
    if (!next) {
      halves.delete(store);
      return half && !full ? { kind: 'ok', value: { ...reply.value, full: true, changes: all.flat() } } : reply;
    }
    half = { cursor, changes: all, next };
    halves.set(store, half);
  }
}

export type Call = typeof call;

async function call<T>(path: string, init: RequestInit): Promise<Reply<T>> {
  let response: Response;
  try {
    response = await fetch(path, {
      ...init,
      cache: 'no-store',
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS)
    });
  } catch {
    return { kind: 'offline' };
  }
  if (response.status === 401) return { kind: 'signed-out' };
  // a captive portal sends elsewhere, or answers anything with its own page, status 200
  if (response.type === 'opaqueredirect') return { kind: 'offline' };
  if (!response.ok) return { kind: 'failed', status: response.status, after: response.headers.get('retry-after') };
  const value = await readJson<T>(response);
  return value === undefined ? { kind: 'offline' } : { kind: 'ok', value };
}

/**
 * What our server said, the one way every screen reads it; undefined where somebody else answered. A captive portal, a
 * hotel's sign-in page or a proxy gives its own page for everything, with whatever status, and often breaks off.
 */
export async function readJson<T>(response: Response): Promise<T | undefined> {
  if (!response.headers.get('content-type')?.includes('application/json')) return undefined;
  return response.json().catch(() => undefined) as Promise<T | undefined>;
}
