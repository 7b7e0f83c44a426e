import { inflateRawSync } from 'node:zlib';
import { ok, refuse, type Result } from '$lib/domain/shared/result';

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const MOST_ENTRIES = 2_000;

interface Entry {
  name: string;
  method: number;
  packed: number;
  unpacked: number;
  at: number;
}

/**
 * The files of a ZIP archive by name (PKWARE APPNOTE 6.3, 4.3). Their sizes are read from the central directory before
 * anything is unpacked, and an entry that holds more than it says is refused: 12 MB can hold 1 GB.
 *
 * Errors, all at `file`: `zip-damaged`, `zip-too-large`.
 *
 * @param most bytes that all files together may have unpacked
 */
export function unpackZip(bytes: Uint8Array, most: number): Result<Map<string, Uint8Array>> {
  const entries = listEntries(bytes);
  if (!entries) return refuseDamaged();
  const total = entries.reduce((sum, { unpacked }) => sum + unpacked, 0);
  if (total > most || entries.length > MOST_ENTRIES) return refuseLarge(most);
  const files = new Map<string, Uint8Array>();
  for (const entry of entries) {
    const file = unpack(bytes, entry);
    if (file === 'damaged') return refuseDamaged();
    if (file === 'too-large') return refuseLarge(most);
    files.set(entry.name, file);
  }
  return ok(files);
}

function refuseDamaged() {
  return refuse(
    'zip-damaged',
    'file',
    'The workbook is damaged - open it in the spreadsheet program and save it anew.'
  );
}

function refuseLarge(most: number) {
  const megabytes = Math.floor(most / 1024 / 1024);
  return refuse(
    'zip-too-large',
    'file',
    `The workbook unpacks to more than ${megabytes} MB - take out sheets and columns that are not needed.`
  );
}

function listEntries(bytes: Uint8Array): Entry[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - 22;
  // a comment of at most 65,535 bytes may follow
  while (end >= 0 && view.getUint32(end, true) !== END) end = bytes.length - end > 65_557 ? -1 : end - 1;
  if (end < 0) return null;
  const count = view.getUint16(end + 8, true);
  let at = view.getUint32(end + 16, true);
  const entries: Entry[] = [];
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== ENTRY) return null;
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true)) as [
      number,
      number,
      number
    ];
    entries.push({
      name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)),
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      unpacked: view.getUint32(at + 24, true),
      at: view.getUint32(at + 42, true)
    });
    at += 46 + nameLength + extra + comment;
  }
  return entries;
}

function unpack(bytes: Uint8Array, { method, packed, unpacked, at }: Entry): Uint8Array | 'damaged' | 'too-large' {
  if (at + 30 > bytes.length) return 'damaged';
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  const data = bytes.subarray(start, start + packed);
  if (data.length < packed) return 'damaged';
  if (method === 0) return packed === unpacked ? data : 'damaged';
  if (method !== 8) return 'damaged';
  try {
    const file = inflateRawSync(data, { maxOutputLength: Math.max(1, unpacked) });
    return file.length === unpacked ? file : 'damaged';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : 'damaged';
  }
}
