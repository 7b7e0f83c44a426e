import { createHmac, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { App } from '../app';
import { filesBeside } from '../operations/database-file';
import { createDurably } from '../operations/write-durably';

export type AddressKind = 'email' | 'phone';

// read once for each database
const keys = new Map<string, Buffer>();
// a list of 100,000 asks for it as often
const keysByEnv = new WeakMap<object, Buffer>();

/**
 * What is left of an address whose person was erased: it can be recognised, not read. Keyed, since addresses are few
 * enough to be tried; the key lies beside the database and in no backup.
 */
export function hashAddress(app: Pick<App, 'env'>, networkId: string, kind: AddressKind, address: string): string {
  return createHmac('sha256', keyOf(app)).update(`${networkId}\n${kind}\n${address}`).digest('base64url');
}

function keyOf({ env }: Pick<App, 'env'>): Buffer {
  const found = keysByEnv.get(env);
  if (found) return found;
  const file = filesBeside(env).addressKey;
  const known = keys.get(file);
  if (known) return known;
  const key = Buffer.from(readOrMake(file), 'base64url');
  if (key.length !== 32) throw new Error(`${file} is not a key of 32 bytes in base64url. Put a copy of it back.`);
  keys.set(file, key);
  keysByEnv.set(env, key);
  return key;
}

function readOrMake(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const made = randomBytes(32).toString('base64url');
  createDurably(file, `${made}\n`);
  return made;
}
