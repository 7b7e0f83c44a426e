import { ok, type Result } from '../shared/result';
import { checkPlainText, endingOf, EVIDENCE_TYPES, lies, promisedType } from './evidence-file';

/** How files of a kind begin: byte values in hex, `..` for any. */
const BEGINNINGS: Readonly<Record<string, string>> = {
  pdf: '255044462d',
  png: '89504e470d0a1a0a',
  jpg: 'ffd8ff',
  webp: '52494646........57454250',
  zip: '504b0304'
};
const ZIPS = new Set(['docx', 'xlsx', 'odt', 'ods']);

/**
 * Whether a file begins as its name promises: what a device can tell before it keeps or sends it. The server looks
 * further, into office files too.
 *
 * @example
 * checkFirstBytes('decision.pdf', pngBytes)
 * // { ok: false, problems: [{ code: 'file-lies', path: 'file', facts: { name: 'decision.pdf', said: 'pdf', found: 'png' } }] }
 */
export function checkFirstBytes(name: string, bytes: Uint8Array): Result<null> {
  const promised = promisedType(name);
  if (!promised.ok) return promised;
  if (promised.value.startsWith('text/')) return checkPlainText(name, bytes);
  const found = Object.keys(BEGINNINGS).find((kind) => begins(bytes, BEGINNINGS[kind]!));
  const ending = endingOf(name);
  const fits = found === 'zip' ? ZIPS.has(ending) : found && EVIDENCE_TYPES[found] === promised.value;
  return fits ? ok(null) : lies(name, found ?? '?');
}

function begins(bytes: Uint8Array, pattern: string): boolean {
  const pairs = pattern.match(/../g) ?? [];
  return pairs.every((pair, i) => pair === '..' || bytes[i] === parseInt(pair, 16));
}
