/**
 * Where bytes that are UTF-8 for the most part stop being so: a file cut off or glued together from two encodings.
 * Read as Windows-1252 it would give names like "MalmÃ¶", so it is better refused. `null` when the bytes are not UTF-8
 * to begin with: in Windows-1252 text a letter above 0x7f is hardly ever followed by the right continuation byte.
 *
 * @example
 * findBrokenUtf8(new Uint8Array([...new TextEncoder().encode('åäöåäö'), 0xe5])) // { line: 1, character: 7 }
 */
export function findBrokenUtf8(bytes: Uint8Array): { line: number; character: number } | null {
  let sound = 0;
  let broken = 0;
  let line = 1;
  let character = 1;
  let first: { line: number; character: number } | null = null;
  for (let i = 0; i < bytes.length;) {
    const length = sequenceLength(bytes, i);
    if (length === 0) {
      broken++;
      first ??= { line, character };
    } else if (length > 1) sound++;
    if (bytes[i] === 0x0a) {
      line++;
      character = 1;
    } else character++;
    i += Math.max(1, length);
  }
  return sound >= 4 * broken ? first : null;
}

/** Bytes of the UTF-8 sequence at `i` (1 to 4), 0 when there is none. */
function sequenceLength(bytes: Uint8Array, i: number): number {
  const lead = bytes[i] ?? 0;
  if (lead < 0x80) return 1;
  const length =
    lead >= 0xc2 && lead < 0xe0 ? 2 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
  for (let k = 1; k < length; k++) {
    const next = bytes[i + k];
    if (next === undefined || next < 0x80 || next > 0xbf) return 0;
  }
  return length;
}
