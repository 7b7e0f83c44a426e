import { addToOutbox, type OutboxItem, settleOutcome } from '$lib/domain/sync/outbox';
import type { QueueEntry } from '$lib/domain/sync/queue-file';
import type { Change } from '$lib/domain/sync/records';
import type { Box } from './crypto-box';
import type { DeviceStore, KeptFiles, SentItem, StoreContents } from './device-store';
import { asked, finished } from './idb-request';
import { openDatabase, type Row, type StoreState, STRICT } from './idb-schema';
import { IdbTexts } from './idb-texts';
import { allRecords, changePages, type Page, toPage } from './record-pages';
import { openBox, type SecretSource } from './store-key';

export { removeIdbStore, storeName } from './idb-schema';

/** At 0 of the queue. */
const SENT = 0;
const MAX_SENT = 20;

/** What is on the disk, opened; `rev` says as of when. */
interface Mirror {
  state: StoreState;
  pages: Map<number, Page>;
  base: readonly Change[];
  rows: Map<number, { rev: number; value: unknown }>;
}

/** What one method changes; null takes a row or page away. */
interface Next {
  items?: readonly OutboxItem[];
  gone?: readonly number[];
  sent?: SentItem[];
  pages?: ReadonlyMap<number, Page | null>;
  state?: Partial<StoreState>;
}

/**
 * Opens the store of one person; each person on a device has one of their own.
 * @param secretOf where the secret comes from that a locked store is opened with; without it the store cannot be locked
 * @throws StoreLocked
 */
export async function openIdbStore(
  personId: string,
  secretOf: SecretSource = () => Promise.resolve(null)
): Promise<DeviceStore> {
  const db = await openDatabase(personId);
  try {
    const state = await readState(db);
    const box = await openBox(db, state.deviceId, secretOf);
    if (db.objectStoreNames.contains('outbox')) await (await import('./upgrade-v1')).upgradeV1(db, box);
    const store = new IdbStore(db, box, secretOf);
    await Promise.all([store.read(), store.kept.refresh()]);
    return store;
  } catch (error) {
    db.close();
    throw error;
  }
}

const newId = async () => (await import('./new-id')).newId();

/** The state of a store; a new one gets its device id here. */
async function readState(db: IDBDatabase): Promise<StoreState> {
  const old = db.objectStoreNames.contains('meta')
    ? await asked<string | undefined>(db.transaction('meta').objectStore('meta').get('deviceId'))
    : undefined;
  const known = await asked<StoreState | undefined>(db.transaction('state').objectStore('state').get('state'));
  if (known) return known;
  // a browser has no `randomUUID` on http at another host
  const deviceId = old ?? crypto.randomUUID?.() ?? (await newId());
  const tx = db.transaction('state', 'readwrite', STRICT);
  const end = finished(tx);
  // another tab may have been faster
  const found = await asked<StoreState | undefined>(tx.objectStore('state').get('state'));
  const state = found ?? { rev: 0, seq: 0, cursor: 0, deviceId, syncedAt: null, pages: {} };
  if (!found) tx.objectStore('state').put(state, 'state');
  await end;
  return state;
}

class IdbStore implements DeviceStore {
  readonly durable = true;
  readonly encrypts: boolean;
  readonly kept: IdbTexts;
  #now: Mirror | null = null;
  #last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly db: IDBDatabase,
    private readonly box: Box,
    private readonly secretOf: SecretSource
  ) {
    this.encrypts = box.encrypts;
    this.kept = new IdbTexts(db, box);
  }

  read(): Promise<StoreContents> {
    return this.#alone(async () => contentsOf(await this.#refresh()));
  }

  async enqueue(draft: Parameters<DeviceStore['enqueue']>[0]): Promise<OutboxItem[]> {
    // here already: `device.issue` sees to it
    const commandId = await newId();
    return this.#changeItems((items, state) => {
      const item = addToOutbox(items, draft, { seq: state.seq + 1, commandId });
      return { items: [item], state: { seq: Math.max(state.seq, item.seq) } };
    });
  }

  markSending(seqs: number[]): Promise<OutboxItem[]> {
    return this.#changeItems((items) => ({
      items: items.filter((i) => seqs.includes(i.seq)).map((i) => ({ ...i, state: 'sending' as const }))
    }));
  }

  settle(outcomes: Parameters<DeviceStore['settle']>[0]): Promise<OutboxItem[]> {
    return this.#changeItems((items) => {
      let now = items;
      const changed = new Map<number, OutboxItem>();
      for (const outcome of outcomes) {
        for (const item of settleOutcome(now, outcome)) {
          changed.set(item.seq, item);
          now = now.map((old) => (old.seq === item.seq ? item : old));
        }
      }
      return { items: [...changed.values()] };
    });
  }

  retry(seq: number): Promise<OutboxItem[]> {
    return this.#changeItems((items) => ({
      items: items.filter((i) => i.seq === seq).map((i) => ({ ...i, state: 'waiting' as const, problems: [] }))
    }));
  }

  discard(seq: number): Promise<OutboxItem[]> {
    return this.#changeItems(() => ({ gone: [seq] }));
  }

  bringBack(item: OutboxItem): Promise<OutboxItem[]> {
    return this.#changeItems(() => ({ items: [item] }));
  }

  async takeOver(entries: readonly QueueEntry[]): Promise<OutboxItem[]> {
    const { takeOver } = await import('./take-over');
    return this.#changeItems((items, state, sent) => {
      const added = takeOver([...items, ...sent.map(({ item }) => item)], entries, state.seq);
      return { items: added, state: { seq: Math.max(state.seq, ...added.map(({ seq }) => seq)) } };
    });
  }

  async takeIn(pull: Parameters<DeviceStore['takeIn']>[0], acked: number[], at: string): Promise<StoreContents> {
    // what brings meetings can make older ones dispensable, and so can a day that has passed
    const day = at.slice(0, 10);
    const passed = (this.#now?.state.syncedAt ?? at).slice(0, 10) !== day;
    const some = passed || pull.changes.some(({ entity }) => entity === 'meeting');
    const retention = some && !pull.more ? await import('$lib/domain/sync/retention') : null;
    // somebody is gone, or everything comes anew: what was sent before may name whoever was erased
    const forgets = pull.full || pull.changes.some(({ entity, data }) => entity === 'contact' && data === null);
    const after = await this.#change((now) => {
      let pages = changePages(pull.full ? new Map() : now.pages, pull.changes);
      if (retention) {
        const whole = pull.full ? pages : new Map([...now.pages, ...pages]);
        const old = retention.notKept(allRecords(whole), day);
        pages = new Map([...pages, ...changePages(whole, old)]);
      }
      // everything anew: pages that have nothing any more go too
      const left = pull.full ? [...now.pages.keys()].filter((n) => !pages.has(n)) : [];
      const done = itemsOf(now).filter((item) => acked.includes(item.seq));
      return {
        pages: new Map<number, Page | null>([...left.map((n) => [n, null] as const), ...pages]),
        gone: acked,
        ...((done.length || forgets) && {
          sent: [...done.reverse().map((item) => ({ item, at })), ...(forgets ? [] : sentOf(now))].slice(0, MAX_SENT)
        }),
        state: { cursor: pull.cursor, syncedAt: at }
      };
    });
    return contentsOf(after);
  }

  async files(): Promise<KeptFiles> {
    return (await import('./idb-files')).openFiles(this.db.name, this.box);
  }

  async readModel<T>(key: string): Promise<T | undefined> {
    return asked<T | undefined>(this.db.transaction('models').objectStore('models').get(key));
  }

  async keepModel(key: string, value: unknown): Promise<void> {
    const tx = this.db.transaction('models', 'readwrite');
    tx.objectStore('models').put(value, key);
    await finished(tx);
  }

  async dropModels(keep: (key: string) => boolean): Promise<void> {
    const tx = this.db.transaction('models', 'readwrite');
    const end = finished(tx);
    const store = tx.objectStore('models');
    for (const key of await asked(store.getAllKeys())) if (!keep(String(key))) store.delete(key);
    await end;
  }

  async secure(again = false): Promise<boolean> {
    const { secureKey } = await import('./lock-store');
    return secureKey(this.db, (await this.read()).deviceId, this.secretOf, again);
  }

  async lock(): Promise<boolean> {
    const { dropHeldKey } = await import('./lock-store');
    return this.#alone(async () => {
      await this.kept.settled();
      return dropHeldKey(this.db);
    });
  }

  close(): void {
    this.db.close();
  }

  async #changeItems(
    decide: (items: OutboxItem[], state: StoreState, sent: SentItem[]) => Next
  ): Promise<OutboxItem[]> {
    return itemsOf(await this.#change((now) => decide(itemsOf(now), now.state, sentOf(now))));
  }

  /** In this tab one after the other; another tab is noticed by its `rev`. */
  #alone<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(work);
    this.#last = mine.catch(() => undefined);
    return mine;
  }

  /**
   * Decides on what is known, encrypts, and writes in one transaction that first makes sure that nobody else has written
   * meanwhile; else it decides again. (A transaction ends by itself while anything else is awaited, so nothing is
   * encrypted inside one.)
   */
  #change(decide: (now: Mirror) => Next): Promise<Mirror> {
    return this.#alone(async () => {
      let now = this.#now ?? (await this.#refresh());
      for (;;) {
        const next = decide(now);
        const after = await this.#write(now, next);
        if (after) return after;
        now = await this.#refresh();
      }
    });
  }

  async #write(now: Mirror, next: Next): Promise<Mirror | null> {
    const rev = now.state.rev + 1;
    const rows: [number, unknown][] = [
      ...(next.items ?? []).map((item) => [item.seq, item] as [number, unknown]),
      ...(next.sent ? [[SENT, next.sent] as [number, unknown]] : [])
    ];
    const pages = [...(next.pages ?? [])];
    const [sealedRows, sealedPages] = await Promise.all([
      Promise.all(rows.map(([seq, value]) => this.box.seal(`queue/${seq}`, value))),
      Promise.all(pages.map(([n, page]) => page?.size && this.box.seal(`pages/${n}`, [...page.values()])))
    ]);
    const state: StoreState = { ...now.state, ...next.state, rev, pages: { ...now.state.pages } };

    const tx = this.db.transaction(['state', 'queue', 'pages'], 'readwrite', STRICT);
    const end = finished(tx);
    const stored = await asked<StoreState | undefined>(tx.objectStore('state').get('state'));
    if (stored?.rev !== now.state.rev) return null;
    for (const [i, [seq]] of rows.entries()) tx.objectStore('queue').put({ ...sealedRows[i]!, rev }, seq);
    for (const seq of next.gone ?? []) tx.objectStore('queue').delete(seq);
    for (const [i, [n]] of pages.entries()) {
      const sealed = sealedPages[i];
      if (sealed) {
        state.pages[n] = rev;
        tx.objectStore('pages').put({ ...sealed, rev }, n);
      } else {
        delete state.pages[n];
        tx.objectStore('pages').delete(n);
      }
    }
    tx.objectStore('state').put(state, 'state');
    await end;

    const after: Mirror = { ...now, state, rows: new Map(now.rows) };
    for (const seq of next.gone ?? []) after.rows.delete(seq);
    for (const [seq, value] of rows) after.rows.set(seq, { rev, value });
    if (pages.length) {
      after.pages = new Map(now.pages);
      for (const [n, page] of pages) {
        if (page?.size) after.pages.set(n, page);
        else after.pages.delete(n);
      }
      after.base = allRecords(after.pages);
    }
    return (this.#now = after);
  }

  /** Reads what has been written since; opens only that. */
  async #refresh(): Promise<Mirror> {
    const known = this.#now;
    const tx = this.db.transaction(['state', 'queue', 'pages']);
    const state = await asked<StoreState | undefined>(tx.objectStore('state').get('state'));
    if (!state) throw new Error('The device’s store was removed');
    if (known?.state.rev === state.rev) return known;
    const numbers = Object.keys(state.pages).map(Number);
    const stale = numbers.filter((n) => known?.state.pages[n] !== state.pages[n]);
    const [seqs, found, ...read] = await Promise.all([
      asked(tx.objectStore('queue').getAllKeys()),
      asked<Row[]>(tx.objectStore('queue').getAll()),
      ...stale.map((n) => asked<Row>(tx.objectStore('pages').get(n)))
    ]);
    const rows = await Promise.all(
      found.map(async (row, i) => {
        const seq = Number(seqs[i]);
        const same = known?.rows.get(seq);
        const value = same?.rev === row.rev ? same.value : await this.box.open(`queue/${seq}`, row);
        return [seq, { rev: row.rev, value }] as const;
      })
    );
    const opened = await Promise.all(
      stale.map(async (n, i) => [n, toPage(await this.box.open<Change[]>(`pages/${n}`, read[i]!))] as const)
    );
    const pages = new Map([...(known?.pages ?? []), ...opened].filter(([n]) => n in state.pages));
    const same = known && !opened.length && pages.size === known.pages.size;
    return (this.#now = { state, pages, rows: new Map(rows), base: same ? known.base : allRecords(pages) });
  }
}

const itemsOf = ({ rows }: Mirror): OutboxItem[] =>
  [...rows]
    .filter(([seq]) => seq !== SENT)
    .sort(([a], [b]) => a - b)
    .map(([, row]) => row.value as OutboxItem);

const sentOf = ({ rows }: Mirror): SentItem[] => (rows.get(SENT)?.value ?? []) as SentItem[];

function contentsOf(now: Mirror): StoreContents {
  const { cursor, deviceId, syncedAt } = now.state;
  return { base: now.base, outbox: itemsOf(now), sent: sentOf(now), cursor, deviceId, syncedAt };
}
