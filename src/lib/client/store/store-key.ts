import { type Box, clearBox, keyBox } from './crypto-box';
import { asked, finished } from './idb-request';
import { STRICT } from './idb-schema';

/** Asks the server for this person's secret on this device, 32 bytes; null without network or session. */
export type SecretSource = (deviceId: string) => Promise<Uint8Array<ArrayBuffer> | null>;

/** The store is there and cannot be opened now: locked at sign-out, and the server's secret is missing or another. */
export class StoreLocked extends Error {
  constructor(readonly because: 'no-secret' | 'wrong-secret') {
    super(`The device's store is locked: ${because}`);
  }
}

// The data key lies on the disk only wrapped: `held` by a key of this device (`hold`, non-extractable, deleted at
// sign-out), `given` by one that is derived from the server's secret (lock-store.ts). After a sign-out only `given` is left.
const DATA = { name: 'AES-GCM', length: 256 } as const;
const use = ['encrypt', 'decrypt'] as const;

/**
 * Opens what this store is encrypted with; makes it on the first time.
 * @throws StoreLocked where it was locked and `secretOf` does not give the secret it was locked with
 */
export async function openBox(db: IDBDatabase, deviceId: string, secretOf: SecretSource): Promise<Box> {
  if (!globalThis.crypto?.subtle) return clearBox;
  const keys = await readKeys(db);
  if (keys.hold && keys.held) return keyBox(await unwrap(keys.held, keys.hold, false));
  const data = keys.given
    ? await (await import('./lock-store')).unlock(keys.given, deviceId, secretOf)
    : await crypto.subtle.generateKey(DATA, true, use);
  const hold = await crypto.subtle.generateKey({ name: 'AES-KW', length: 256 }, false, ['wrapKey', 'unwrapKey']);
  const held = await crypto.subtle.wrapKey('raw', data, hold, 'AES-KW');
  const tx = db.transaction('keys', 'readwrite', STRICT);
  const end = finished(tx);
  const store = tx.objectStore('keys');
  // another tab may have opened it meanwhile: its keys stand
  const first = (await asked(store.get('held'))) === undefined;
  if (first) {
    store.put(hold, 'hold');
    store.put(held, 'held');
  }
  await end;
  return first ? keyBox(await unwrap(held, hold, false)) : openBox(db, deviceId, secretOf);
}

interface Keys {
  hold?: CryptoKey;
  held?: ArrayBuffer;
  given?: ArrayBuffer;
}

export async function readKeys(db: IDBDatabase): Promise<Keys> {
  const store = db.transaction('keys').objectStore('keys');
  const [hold, held, given] = await Promise.all(['hold', 'held', 'given'].map((name) => asked(store.get(name))));
  return { hold, held, given } as Keys;
}

export const unwrap = (wrapped: ArrayBuffer, by: CryptoKey, extractable: boolean) =>
  crypto.subtle.unwrapKey('raw', wrapped, by, 'AES-KW', DATA, extractable, use);
