import type { Box, Sealed } from './crypto-box';
import type { KeptTexts } from './device-store';
import { asked, finished } from './idb-request';

// Half-typed texts survive a closed browser, not a pulled plug: what is saved goes into the outbox, strictly.
const RELAXED: IDBTransactionOptions = { durability: 'relaxed' };

/** Half-typed texts in the store; of several changes to one while it is written, only the last is written. */
export class IdbTexts implements KeptTexts {
  #texts = new Map<string, unknown>();
  #due = new Set<string>();
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
    const store = this.db.transaction('kept').objectStore('kept');
    const [keys, rows] = await Promise.all([asked(store.getAllKeys()), asked<Sealed[]>(store.getAll())]);
    const read = await Promise.all(
      rows.map(async (row, i) => [String(keys[i]), await this.box.open(`kept/${String(keys[i])}`, row)] as const)
    );
    const own = [...this.#due].map((key) => [key, this.#texts.get(key)] as const);
    this.#texts = new Map([
      ...read.filter(([key]) => !this.#due.has(key)),
      ...own.filter(([, text]) => text !== undefined)
    ]);
  }

  async #store(key: string): Promise<boolean> {
    this.#due.add(key);
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
    const store = tx.objectStore('kept');
    for (const [i, key] of keys.entries()) {
      const row = sealed[i];
      if (row) store.put(row, key);
      else store.delete(key);
    }
    await finished(tx);
  }
}
