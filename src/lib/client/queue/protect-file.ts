import { fromBase64 as toBytes, toBase64 as toText } from '../files/base64';
import { ok, refuse, type Result } from '$lib/domain/shared/result';

/** A file of unsent work that only opens with its password. */
interface Protected {
  format: 'waymark-queue';
  version: 1;
  protection: { kdf: 'PBKDF2-SHA-256'; iterations: number; salt: string; iv: string };
  data: string;
}

/** OWASP Password Storage Cheat Sheet (2023) for PBKDF2-HMAC-SHA256. */
const ITERATIONS = 600_000;
/** Neither slow enough to hang a phone nor weak: what a file may ask for. */
const ITERATIONS_ALLOWED = { min: 100_000, max: 5_000_000 };

// no letter or digit that looks like another
const LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** A readable password of 16 characters in groups of four: 79 random bits. */
export function makePassword(): string {
  let letters = '';
  while (letters.length < 16) {
    for (const byte of crypto.getRandomValues(new Uint8Array(32)))
      // 248 = 8 * 31: every character as likely as any other
      if (byte < 248 && letters.length < 16) letters += LETTERS[byte % LETTERS.length];
  }
  return letters.replace(/(.{4})(?=.)/g, '$1-');
}

/** The text of a file, readable for whoever has the password; typed with or without dashes, in any case. */
export async function protectFile(content: unknown, password: string): Promise<string> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const key = await keyOf(password, salt, ITERATIONS);
  const bytes = new TextEncoder().encode(JSON.stringify(content));
  const data = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, bytes));
  const file: Protected = {
    format: 'waymark-queue',
    version: 1,
    protection: { kdf: 'PBKDF2-SHA-256', iterations: ITERATIONS, salt: toText(salt), iv: toText(iv) },
    data: toText(data)
  };
  return JSON.stringify(file);
}

export function isProtected(content: unknown): content is Protected {
  return typeof content === 'object' && content !== null && 'protection' in content;
}

/** What was protected; refused with `password-wrong` or `file-damaged`. */
export async function openFile(file: Protected, password: string): Promise<Result<unknown>> {
  let salt, iv, data: Uint8Array<ArrayBuffer>;
  const { iterations } = file.protection;
  try {
    [salt, iv, data] = [toBytes(file.protection.salt), toBytes(file.protection.iv), toBytes(file.data)];
    if (!(iterations >= ITERATIONS_ALLOWED.min && iterations <= ITERATIONS_ALLOWED.max)) throw new Error('iterations');
  } catch {
    return refuse('file-damaged', 'protection', 'What says how the file was encrypted is missing or damaged.');
  }
  try {
    const key = await keyOf(password, salt, iterations);
    const bytes = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, data);
    return ok(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    return refuse('password-wrong', 'password', 'The password does not open this file - check it letter by letter.');
  }
}

async function keyOf(password: string, salt: Uint8Array<ArrayBuffer>, iterations: number): Promise<CryptoKey> {
  const typed = new TextEncoder().encode(password.toUpperCase().replace(/[^0-9A-Z]/g, ''));
  const base = await crypto.subtle.importKey('raw', typed, 'PBKDF2', false, ['deriveKey']);
  return crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations },
    base,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt']
  );
}
