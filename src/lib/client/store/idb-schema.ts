import type { Sealed } from './crypto-box';
import { asked } from './idb-request';

/** What lies readable: ids, counters and times, no content. */
export interface StoreState {
  /** Rises with every write: tells a tab that another one was faster. */
  rev: number;
  /** The last one given to a change. */
  seq: number;
  cursor: number;
  deviceId: string;
  syncedAt: string | null;
  /** For each page of records the `rev` it was written at. */
  pages: Record<number, number>;
}

export interface Row extends Sealed {
  /** The `rev` it was written at. */
  rev: number;
}

// The object stores:
// state   at 'state' a StoreState
// pages   by number a Row: records in pages; a page is opened at once, far faster than thousands one by one
// queue   by seq a Row: unsent changes; at 0 the list of what was sent last
// kept    by key a Sealed: half-typed texts
// keys    at 'hold', 'held' and 'given': see store-key.ts
// models  by model, version and language: published models are public, and lie readable
// records, outbox, meta: version 1, emptied by upgrade-v1.ts

const VERSION = 2;
// strict: the transaction is complete once it is on the disk, not once it is in the system's buffers
export const STRICT: IDBTransactionOptions = { durability: 'strict' };

export const storeName = (personId: string) => `waymark-${personId}`;

export function openDatabase(personId: string): Promise<IDBDatabase> {
  const request = indexedDB.open(storeName(personId), VERSION);
  request.onupgradeneeded = ({ oldVersion }) => {
    const names = ['state', 'pages', 'queue', 'kept', 'keys'];
    // version 1 keeps its content until it lies encrypted in the new stores: that cannot be done in here
    for (const name of oldVersion < 1 ? [...names, 'models'] : names) request.result.createObjectStore(name);
  };
  return asked(request).then((db) => {
    // another tab wants to upgrade or remove the store: let it
    db.onversionchange = () => db.close();
    return db;
  });
}

/** Beside the store, in a database of its own: pages of an older version stay open when the app is upgraded. */
export const filesName = (store: string) => `${store}-files`;

export async function removeIdbStore(personId: string): Promise<void> {
  const name = storeName(personId);
  for (const one of [filesName(name), name]) await asked(indexedDB.deleteDatabase(one));
}
