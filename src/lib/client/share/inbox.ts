import type { Shared } from '../../domain/outreach/shared-note';
import { asked, finished } from '../store/idb-request';

/** What another app shared, until a person takes it: readable, for whoever shares may be signed out and is unknown then. */
export interface SharedItem extends Shared {
  id: string;
  /** By this device's clock, ISO. */
  at: string;
}

// not a person's store: those are named by a person's id
const NAME = 'waymark.shared';

async function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => request.result.createObjectStore('items', { keyPath: 'id' });
  const db = await asked(request);
  db.onversionchange = () => db.close();
  return db;
}

async function within<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const db = await open();
  try {
    const tx = db.transaction('items', mode, { durability: 'strict' });
    const [value] = await Promise.all([asked(work(tx.objectStore('items'))), finished(tx)]);
    return value;
  } finally {
    db.close();
  }
}

export async function putShared(item: SharedItem): Promise<void> {
  await within('readwrite', (store) => store.put(item));
}

/** The latest first. Looking leaves no empty database behind, where the browser can be asked which there are. */
export async function listShared(): Promise<SharedItem[]> {
  const known = await indexedDB.databases?.();
  if (known && !known.some(({ name }) => name === NAME)) return [];
  const items = await within<SharedItem[]>('readonly', (store) => store.getAll());
  return items.sort((a, b) => (a.at < b.at ? 1 : -1));
}

export async function dropShared(id: string): Promise<void> {
  await within('readwrite', (store) => store.delete(id));
}
