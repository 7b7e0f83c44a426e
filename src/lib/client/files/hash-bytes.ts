import { sha256 } from '$lib/domain/shared/sha256';

/** SHA-256 in hex, also where the browser has no WebCrypto (http on another host). */
export async function hashBytes(bytes: ArrayBuffer): Promise<string> {
  if (!globalThis.crypto?.subtle) return sha256(new Uint8Array(bytes));
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
