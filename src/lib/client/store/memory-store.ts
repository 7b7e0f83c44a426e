import { v7 } from 'uuid';
import { addToOutbox, type OutboxItem, settleOutcome } from '$lib/domain/sync/outbox';
import type { Change } from '$lib/domain/sync/records';
import type { DeviceStore, KeptFiles, KeptTexts, SentItem, StoreContents } from './device-store';
import { takeOver } from './take-over';

/** For browsers that keep nothing: the same behaviour for as long as the page is open, and the page says so. */
export function openMemoryStore(): DeviceStore {
  const records = new Map<string, Change>();
  const models = new Map<string, unknown>();
  const deviceId = v7();
  const files = memoryFiles();
  let base: Change[] = [];
  let outbox: OutboxItem[] = [];
  let sent: SentItem[] = [];
  let cursor = 0;
  let seq = 0;
  let syncedAt: string | null = null;
  const contents = (): StoreContents => ({ base, outbox, sent, cursor, deviceId, syncedAt });
  const put = (items: OutboxItem[]) => {
    for (const item of items)
      outbox = [...outbox.filter((old) => old.seq !== item.seq), item].sort((a, b) => a.seq - b.seq);
    return Promise.resolve(outbox);
  };
  const where = (seqs: number[], change: Partial<OutboxItem>) =>
    put(outbox.filter((i) => seqs.includes(i.seq)).map((i) => ({ ...i, ...change })));
  return {
    durable: false,
    encrypts: true,
    kept: memoryTexts(),
    read: () => Promise.resolve(contents()),
    enqueue: (draft) => put([addToOutbox(outbox, draft, { seq: ++seq, commandId: v7() })]),
    markSending: (seqs) => where(seqs, { state: 'sending' }),
    async settle(outcomes) {
      for (const outcome of outcomes) await put(settleOutcome(outbox, outcome));
      return outbox;
    },
    takeIn(pull, acked, at) {
      if (pull.full) records.clear();
      for (const change of pull.changes) {
        const key = `${change.entity} ${change.id}`;
        if (change.data === null) records.delete(key);
        else records.set(key, change);
      }
      base = [...records.values()];
      const forgets = pull.full || pull.changes.some(({ entity, data }) => entity === 'contact' && data === null);
      const done = outbox.filter((item) => acked.includes(item.seq)).reverse();
      sent = [...done.map((item) => ({ item, at })), ...(forgets ? [] : sent)].slice(0, 20);
      outbox = outbox.filter((item) => !acked.includes(item.seq));
      cursor = pull.cursor;
      syncedAt = at;
      return Promise.resolve(contents());
    },
    retry: (one) => where([one], { state: 'waiting', problems: [] }),
    discard(one) {
      outbox = outbox.filter((item) => item.seq !== one);
      return Promise.resolve(outbox);
    },
    bringBack: (item) => put([item]),
    takeOver(entries) {
      const added = takeOver([...outbox, ...sent.map(({ item }) => item)], entries, seq);
      seq = Math.max(seq, ...added.map((item) => item.seq));
      return put(added);
    },
    files: () => Promise.resolve(files),
    readModel: <T>(key: string) => Promise.resolve(models.get(key) as T | undefined),
    keepModel(key, value) {
      models.set(key, value);
      return Promise.resolve();
    },
    dropModels: () => Promise.resolve(),
    secure: () => Promise.resolve(false),
    // nothing lies on a disk
    lock: () => Promise.resolve(true),
    close: () => undefined
  };
}

function memoryFiles(): KeptFiles {
  const files = new Map<string, ArrayBuffer>();
  return {
    keep(id, bytes) {
      files.set(id, bytes);
      return Promise.resolve();
    },
    read: (id) => Promise.resolve(files.get(id) ?? null),
    drop(id) {
      files.delete(id);
      return Promise.resolve();
    },
    renew: () => Promise.resolve(),
    // gone with the page
    sweep: () => Promise.resolve()
  };
}

function memoryTexts(): KeptTexts {
  const texts = new Map<string, unknown>();
  return {
    get: (key) => texts.get(key),
    list: (prefix) => [...texts.keys()].filter((key) => key.startsWith(prefix)),
    set(key, value) {
      texts.set(key, JSON.parse(JSON.stringify(value)));
      return Promise.resolve(false);
    },
    drop(key) {
      texts.delete(key);
      return Promise.resolve();
    },
    refresh: () => Promise.resolve()
  };
}
