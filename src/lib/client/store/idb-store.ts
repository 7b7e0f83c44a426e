import { type DBSchema, deleteDB, type IDBPDatabase, type IDBPTransaction, openDB } from 'idb';
import { v7 } from 'uuid';
import { addToOutbox, type OutboxItem, settleOutcome } from '$lib/domain/sync/outbox';
import type { Change } from '$lib/domain/sync/records';
import type { DeviceStore, StoreContents } from './device-store';

interface Schema extends DBSchema {
  records: { key: [string, string]; value: Change };
  outbox: { key: number; value: OutboxItem };
  meta: { key: string; value: unknown };
  models: { key: string; value: unknown };
}
type Write = IDBPTransaction<Schema, ('records' | 'outbox' | 'meta')[], 'readwrite'>;

const VERSION = 1;
// strict: the transaction is complete once it is on the disk, not once it is in the system's buffers
const STRICT: IDBTransactionOptions = { durability: 'strict' };

export const storeName = (personId: string) => `waymark-${personId}`;

/** Opens the store of one person; each person on a device has one of their own. */
export async function openIdbStore(personId: string): Promise<DeviceStore> {
  const db = await openDB<Schema>(storeName(personId), VERSION, {
    upgrade(database) {
      database.createObjectStore('records', { keyPath: ['entity', 'id'] });
      database.createObjectStore('outbox', { keyPath: 'seq' });
      database.createObjectStore('meta');
      database.createObjectStore('models');
    },
    // another tab wants to upgrade or remove the store: let it
    blocking: (_from, _to, event) => (event.target as IDBDatabase).close()
  });
  return new IdbStore(db);
}

export async function removeIdbStore(personId: string): Promise<void> {
  await deleteDB(storeName(personId));
}

class IdbStore implements DeviceStore {
  readonly durable = true;
  constructor(private readonly db: IDBPDatabase<Schema>) {}

  async read(): Promise<StoreContents> {
    const tx = this.db.transaction(['records', 'outbox', 'meta'], 'readwrite', STRICT);
    return this.contents(tx);
  }

  async enqueue(draft: Parameters<DeviceStore['enqueue']>[0]): Promise<OutboxItem[]> {
    return this.change(async (tx, items) => {
      const meta = tx.objectStore('meta');
      const seq = Number((await meta.get('seq')) ?? 0) + 1;
      const item = addToOutbox(items, draft, { seq, commandId: v7() });
      if (item.seq === seq) await meta.put(seq, 'seq');
      return [item];
    });
  }

  async markSending(seqs: number[]): Promise<OutboxItem[]> {
    return this.change(async (_tx, items) =>
      items.filter((i) => seqs.includes(i.seq)).map((i) => ({ ...i, state: 'sending' as const }))
    );
  }

  async settle(outcomes: Parameters<DeviceStore['settle']>[0]): Promise<OutboxItem[]> {
    return this.change(async (_tx, items) => {
      let now = items;
      const changed = new Map<number, OutboxItem>();
      for (const outcome of outcomes) {
        for (const item of settleOutcome(now, outcome)) {
          changed.set(item.seq, item);
          now = now.map((old) => (old.seq === item.seq ? item : old));
        }
      }
      return [...changed.values()];
    });
  }

  async retry(seq: number): Promise<OutboxItem[]> {
    return this.change(async (_tx, items) =>
      items.filter((i) => i.seq === seq).map((i) => ({ ...i, state: 'waiting' as const, problems: [] }))
    );
  }

  async discard(seq: number): Promise<OutboxItem[]> {
    return this.change(async (tx) => {
      await tx.objectStore('outbox').delete(seq);
      return [];
    });
  }

  async bringBack(item: OutboxItem): Promise<OutboxItem[]> {
    return this.change(() => Promise.resolve([item]));
  }

  async takeIn(pull: Parameters<DeviceStore['takeIn']>[0], acked: number[], at: string): Promise<StoreContents> {
    const tx = this.db.transaction(['records', 'outbox', 'meta'], 'readwrite', STRICT);
    const records = tx.objectStore('records');
    if (pull.full) await records.clear();
    for (const change of pull.changes) {
      if (change.data === null) void records.delete([change.entity, change.id]);
      else void records.put(change);
    }
    for (const seq of acked) void tx.objectStore('outbox').delete(seq);
    void tx.objectStore('meta').put(pull.cursor, 'cursor');
    void tx.objectStore('meta').put(at, 'syncedAt');
    return this.contents(tx);
  }

  async readModel<T>(key: string): Promise<T | undefined> {
    return (await this.db.get('models', key)) as T | undefined;
  }

  async keepModel(key: string, value: unknown): Promise<void> {
    await this.db.put('models', value, key);
  }

  close(): void {
    this.db.close();
  }

  /** One transaction over the outbox: reads it, stores what `work` returns, gives the outbox after it. */
  private async change(work: (tx: Write, items: OutboxItem[]) => Promise<OutboxItem[]>): Promise<OutboxItem[]> {
    const tx = this.db.transaction(['records', 'outbox', 'meta'], 'readwrite', STRICT);
    const store = tx.objectStore('outbox');
    for (const item of await work(tx, await store.getAll())) await store.put(item);
    const after = await store.getAll();
    await tx.done;
    return after;
  }

  private async contents(tx: Write): Promise<StoreContents> {
    const meta = tx.objectStore('meta');
    let deviceId = (await meta.get('deviceId')) as string | undefined;
    if (!deviceId) await meta.put((deviceId = v7()), 'deviceId');
    const [base, outbox, cursor, syncedAt] = await Promise.all([
      tx.objectStore('records').getAll(),
      tx.objectStore('outbox').getAll(),
      meta.get('cursor'),
      meta.get('syncedAt')
    ]);
    await tx.done;
    return { base, outbox, cursor: Number(cursor ?? 0), deviceId, syncedAt: (syncedAt as string | undefined) ?? null };
  }
}
