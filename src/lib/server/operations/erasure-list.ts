import { existsSync, readFileSync } from 'node:fs';
import type { Env } from '../../../env';
import { filesBeside } from './database-file';
import { appendDurably } from './write-durably';

/** One erased contact: ids and keyed hashes, nothing of the person. */
export interface ErasureEntry {
  /** The contact's id. */
  id: string;
  networkId: string;
  /** `email:HASH` or `phone:HASH` of addresses that are not to be used again. */
  hashes: string[];
  /** `removed`: taken from the contacts only; what meetings say stays. */
  reason: 'asked' | 'retention' | 'removed';
  /** ISO time. */
  at: string;
  by: string;
}

type Where = Pick<Env, 'DATABASE_URL'>;

/** On the disk when this returns: only then may an erasure be acknowledged. */
export function noteErasures(env: Where, entries: readonly ErasureEntry[]): void {
  if (!entries.length) return;
  appendDurably(
    filesBeside(env).erasures,
    entries.map((entry) => JSON.stringify(entry))
  );
}

/** @throws where a line in the middle cannot be read: somebody changed the file, and whom it named is not known */
export function readErasures(env: Where): ErasureEntry[] {
  const file = filesBeside(env).erasures;
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n');
  const found = new Map<string, ErasureEntry>();
  for (const [i, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const entry = parse(line);
    if (entry) found.set(entry.id, entry);
    // a crash leaves half a line at the end, and later writing goes on below it: what it was about was not acknowledged
    else if (line.startsWith('{"id":"') && !line.endsWith('}')) continue;
    else throw new Error(`${file}, line ${i + 1}: this is no entry of the list of erasures. Put a copy of it back.`);
  }
  return [...found.values()];
}

function parse(line: string): ErasureEntry | null {
  try {
    const entry = JSON.parse(line) as Partial<ErasureEntry>;
    const { id, networkId, hashes = [], reason = 'asked', at = '', by = 'operator' } = entry;
    if (typeof id !== 'string' || typeof networkId !== 'string') return null;
    return { id, networkId, hashes, reason, at, by };
  } catch {
    return null;
  }
}
