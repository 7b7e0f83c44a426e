import { asked, finished } from './idb-request';
import { openDatabase, STRICT } from './idb-schema';
import { readKeys, type SecretSource, StoreLocked, unwrap } from './store-key';

/** The data key of a locked store, from the server's secret; extractable, to be wrapped by a key of this device again. */
export async function unlock(given: ArrayBuffer, deviceId: string, secretOf: SecretSource): Promise<CryptoKey> {
  const secret = await secretOf(deviceId);
  if (!secret) throw new StoreLocked('no-secret');
  try {
    return await unwrap(given, await wrapperOf(secret), true);
  } catch {
    throw new StoreLocked('wrong-secret');
  }
}

/**
 * Wraps the data key with the server's secret too, so that the store can be locked and opened again.
 * @returns false where there is no secret to be had, or nothing is encrypted
 */
export async function secureKey(
  db: IDBDatabase,
  deviceId: string,
  secretOf: SecretSource,
  again: boolean
): Promise<boolean> {
  if (!globalThis.crypto?.subtle) return false;
  const { hold, held, given } = await readKeys(db);
  if (!hold || !held) return given !== undefined;
  if (given && !again) return true;
  const secret = await secretOf(deviceId);
  if (!secret) return false;
  const data = await unwrap(held, hold, true);
  const wrapped = await crypto.subtle.wrapKey('raw', data, await wrapperOf(secret), 'AES-KW');
  const tx = db.transaction('keys', 'readwrite', STRICT);
  tx.objectStore('keys').put(wrapped, 'given');
  await finished(tx);
  return true;
}

/** Removes what opens the store without the server. False where that would lose it for good: nothing is removed then. */
export async function dropHeldKey(db: IDBDatabase): Promise<boolean> {
  const tx = db.transaction('keys', 'readwrite', STRICT);
  const end = finished(tx);
  const store = tx.objectStore('keys');
  const safe = (await asked(store.get('given'))) !== undefined;
  if (safe) for (const name of ['hold', 'held']) store.delete(name);
  await end;
  return safe;
}

/** The same for the store of somebody whose page is not open: another person has signed in on this device. */
export async function lockStoreOf(personId: string): Promise<boolean> {
  const db = await openDatabase(personId);
  try {
    return await dropHeldKey(db);
  } finally {
    db.close();
  }
}

/** HKDF (RFC 5869) over 256 random bits: the secret itself is used for nothing else. */
async function wrapperOf(secret: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  const base = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);
  const info = new TextEncoder().encode('waymark device store');
  return crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(32), info },
    base,
    { name: 'AES-KW', length: 256 },
    false,
    ['wrapKey', 'unwrapKey']
  );
}
