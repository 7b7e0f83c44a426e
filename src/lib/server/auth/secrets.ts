import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';

/** 256 random bits for a link. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

export function newSixDigits(): string {
  return randomInt(0, 1_000_000).toString().padStart(6, '0');
}

const LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** A code to be read from a log and typed: 80 random bits, no letter that looks like a digit. */
export function newTypedCode(): string {
  const letters = Array.from({ length: 16 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return letters.replace(/(.{4})(?=.)/g, '$1-');
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Compares two hashes in a time that tells nothing about them. */
export function sameHash(a: string, b: string): boolean {
  const [one, other] = [Buffer.from(a), Buffer.from(b)];
  return one.length === other.length && timingSafeEqual(one, other);
}
