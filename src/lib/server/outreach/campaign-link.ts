import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Half of a SHA-256: 128 bits, as RFC 2104 allows. */
const MAC_BYTES = 16;

export function newLinkKey(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * What the links in a message carry: its id and a signature of it. Nothing is stored, so the same message can be written
 * again for an export, and a link stolen from nowhere cannot be made up.
 */
export function linkToken(key: string, messageId: string): string {
  const id = Buffer.from(messageId.replaceAll('-', ''), 'hex');
  return Buffer.concat([id, sign(key, id)]).toString('base64url');
}

/** The message a token names, before anybody has looked whether it is signed. */
export function messageIdIn(token: string): string | null {
  if (!/^[\w-]{43}$/.test(token)) return null;
  const hex = Buffer.from(token, 'base64url').subarray(0, 16).toString('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

export function isSigned(token: string, key: string): boolean {
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length !== 16 + MAC_BYTES) return false;
  return timingSafeEqual(bytes.subarray(16), sign(key, bytes.subarray(0, 16)));
}

function sign(key: string, id: Buffer): Buffer {
  return createHmac('sha256', Buffer.from(key, 'base64url')).update(id).digest().subarray(0, MAC_BYTES);
}
