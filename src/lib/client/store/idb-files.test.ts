import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { beforeEach, describe, expect, it } from 'vitest';
import { clearBox, keyBox } from './crypto-box';
import { openFiles } from './idb-files';
import { openIdbStore, removeIdbStore, storeName } from './idb-store';
import { StoreLocked } from './store-key';

const PERSON = '11111111-1111-4111-8111-111111111111';
const HOUR = 60 * 60 * 1000;
const bytes = (text: string) => new TextEncoder().encode(text).buffer;
const text = (read: ArrayBuffer | null) => read && new TextDecoder().decode(read);
const secret = () => Promise.resolve(new Uint8Array(32).fill(1));

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

describe('files that wait on a device', () => {
  it('are there after the browser was closed, and lie there unreadable', async () => {
    const store = await openIdbStore(PERSON);
    await (await store.files()).keep('f1', bytes('Hemligt beslut'));
    store.close();
    const again = await openIdbStore(PERSON);
    expect(text(await (await again.files()).read('f1'))).toBe('Hemligt beslut');
    expect(await (await again.files()).read('f2')).toBeNull();
    const db = await openDB(`${storeName(PERSON)}-files`);
    const row = (await db.get('files', 'f1')) as { data: ArrayBuffer };
    expect(text(row.data)).not.toContain('Hemligt');
    db.close();
  });

  it('are locked with the store, opened with it, and removed with it', async () => {
    const store = await openIdbStore(PERSON, secret);
    await (await store.files()).keep('f1', bytes('x'));
    await store.secure();
    await store.lock();
    store.close();
    await expect(openIdbStore(PERSON)).rejects.toThrow(StoreLocked);
    const again = await openIdbStore(PERSON, secret);
    expect(text(await (await again.files()).read('f1'))).toBe('x');
    again.close();
    await removeIdbStore(PERSON);
    expect((await indexedDB.databases()).map(({ name }) => name)).toEqual([]);
    const anew = await openIdbStore(PERSON);
    expect(await (await anew.files()).read('f1')).toBeNull();
  });

  it('do not open under another id, or with another key', async () => {
    const key = () => crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
    const files = openFiles('a', keyBox(await key()));
    await files.keep('f1', bytes('x'));
    const db = await openDB('a-files');
    await db.put('files', await db.get('files', 'f1'), 'f2');
    db.close();
    await expect(files.read('f2')).rejects.toThrow();
    await expect(openFiles('a', keyBox(await key())).read('f1')).rejects.toThrow();
  });

  it('are kept as they are where the browser cannot encrypt', async () => {
    const files = openFiles('a', clearBox);
    await files.keep('f1', bytes('x'));
    expect(text(await files.read('f1'))).toBe('x');
    await files.drop('f1');
    expect(await files.read('f1')).toBeNull();
  });

  it('go when nothing names them any more and an hour has passed since', async () => {
    let now = 10 * HOUR;
    const files = openFiles('a', clearBox, () => now);
    for (const id of ['named', 'dropped', 'undone', 'new']) await files.keep(id, bytes(id));
    now += HOUR + 1;
    await files.renew('undone');
    await files.renew('never there');
    await files.keep('new', bytes('new'));
    await files.sweep(new Set(['named']));
    const left = await Promise.all(['named', 'dropped', 'undone', 'new', 'never there'].map((id) => files.read(id)));
    expect(left.map(text)).toEqual(['named', null, 'undone', 'new', null]);
  });
});
