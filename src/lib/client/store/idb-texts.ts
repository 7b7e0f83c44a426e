import type { Box, Sealed } from './crypto-box';
import type { KeptTexts } from './device-store';
import { asked, finished } from './idb-request';
import { learnTabs } from './tabs';

// Half-typed texts survive a closed browser, not a pulled plug: what is saved goes into the outbox, strictly.
const RELAXED: IDBTransactionOptions = { durability: 'relaxed' };

/** Whether two rows are one writing of a text: every sealing draws an IV of its own; a browser that cannot seal has the bytes. */
function isSame(a: Sealed, b: Sealed): boolean {
  const [one, other] = [a, b].map(({ iv, data }) => iv ?? new Uint8Array(data)) as [Uint8Array, Uint8Array];
  return one.length === other.length && one.every((byte, i) => byte === other[i]);
}

/**
 * Half-typed texts in the store; of several changes to one while it is written, only the last is written. Dropped is only
 * what this tab has read or written: another one may have stored this text and gone on typing.
 */
export class IdbTexts implements KeptTexts {
  #texts = new Map<string, unknown>();
  /** The rows as this tab read or wrote them. */
  #rows = new Map<string, Sealed>();
  #due = new Set<string>();
  #changes = 0;
  #changedAt = new Map<string, number>();
  #writing: Promise<void> | null = null;

  constructor(
    private readonly db: IDBDatabase,
    private readonly box: Box
  ) {}

  get(key: string): unknown {
    return this.#texts.get(key);
  }

  list(prefix: string): string[] {
    return [...this.#texts.keys()].filter((key) => key.startsWith(prefix));
  }

  set(key: string, value: unknown): Promise<boolean> {
    // a copy: the form goes on changing its own
    this.#texts.set(key, JSON.parse(JSON.stringify(value)));
    return this.#store(key);
  }

  async drop(key: string): Promise<void> {
    if (this.#texts.delete(key)) await this.#store(key);
  }

  /** Resolves when what was given so far is on the disk. */
  async settled(): Promise<void> {
    while (this.#writing) await this.#writing;
  }

  async refresh(): Promise<void> {
    const before = this.#changes;
    await learnTabs();
    const store = this.db.transaction('kept').objectStore('kept');
    const [keys, rows] = await Promise.all([asked(store.getAllKeys()), asked<Sealed[]>(store.getAll())]);
    const read = await Promise.all(
      rows.map(async (row, i) => {
        const key = String(keys[i]);
        return { key, row, text: await this.box.open(`kept/${key}`, row) };
      })
    );
    // what was typed here since, or is still to be written, is newer than what was read
    const isOwn = (key: string) => this.#due.has(key) || (this.#changedAt.get(key) ?? 0) > before;
    const others = read.filter(({ key }) => !isOwn(key));
    this.#texts = new Map([
      ...others.map(({ key, text }) => [key, text] as const),
      ...[...this.#texts].filter(([key]) => isOwn(key))
    ]);
    this.#rows = new Map([
      ...others.map(({ key, row }) => [key, row] as const),
      ...[...this.#rows].filter(([key]) => isOwn(key))
    ]);
  }

  async #store(key: string): Promise<boolean> {
    this.#due.add(key);
    this.#changedAt.set(key, ++this.#changes);
    try {
      while (this.#due.has(key)) await (this.#writing ??= this.#write().finally(() => (this.#writing = null)));
      await this.#writing;
      return true;
    } catch (error) {
      console.warn('A half-typed text could not be kept on this device:', error);
      return false;
    }
  }

  async #write(): Promise<void> {
    const keys = [...this.#due];
    this.#due.clear();
    const sealed = await Promise.all(
      keys.map((key) => (this.#texts.has(key) ? this.box.seal(`kept/${key}`, this.#texts.get(key)) : null))
    );
    const tx = this.db.transaction('kept', 'readwrite', RELAXED);
    const end = finished(tx);
    const store = tx.objectStore('kept');
    const newer = new Map<string, Sealed>();
    for (const [i, key] of keys.entries()) {
      const row = sealed[i];
      if (row) store.put(row, key);
      else {
        const found = await asked<Sealed | undefined>(store.get(key));
        const known = this.#rows.get(key);
        if (found && !(known && isSame(found, known))) newer.set(key, found);
        else store.delete(key);
      }
    }
    await end;
    for (const [i, key] of keys.entries()) {
      const row = sealed[i] ?? newer.get(key);
      if (row) this.#rows.set(key, row);
      else this.#rows.delete(key);
    }
    for (const [key, row] of newer) {
      const text: unknown = await this.box.open(`kept/${key}`, row);
      if (!this.#due.has(key) && !this.#texts.has(key)) this.#texts.set(key, text);
    }
  }
}
