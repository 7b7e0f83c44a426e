import { stripJpeg } from '../../outreach/photo-metadata';
import { ok, refuse, type Result } from '../../shared/result';

/** Prints a page's width at 300 dots an inch. */
export const MAX_PICTURE_BYTES = 4 * 1024 * 1024;
/** More than a page needs; unpacked a point takes four bytes. */
const MOST_POINTS = 25_000_000;

export interface Picture {
  type: 'image/jpeg' | 'image/png';
  width: number;
  height: number;
  /** Without what cameras and programs write beside the picture. */
  bytes: Uint8Array<ArrayBuffer>;
}

/**
 * A picture for a report: a JPEG or PNG by its bytes, whatever its name says, without place, time, device and comments.
 *
 * Errors: `picture-type`, `file-too-large`, `picture-turned` (a JPEG that only lies right through a note of its camera,
 * which goes with the rest), `picture-size`.
 *
 * @example
 * readPicture(bytes) // { ok: true, value: { type: 'image/png', width: 640, height: 480, bytes } }
 */
export function readPicture(bytes: Uint8Array): Result<Picture> {
  if (bytes.length > MAX_PICTURE_BYTES)
    return refuse(
      'file-too-large',
      'file',
      `A picture may have at most ${MAX_PICTURE_BYTES / 1024 / 1024} MB - make it smaller.`
    );
  const read = isPng(bytes) ? readPng(bytes) : readJpeg(bytes);
  if (read === null)
    return refuse('picture-type', 'file', 'A picture must be a whole JPEG or PNG file - save it as one of these.');
  if (read === 'turned')
    return refuse(
      'picture-turned',
      'file',
      'This photo lies on its side without what its camera noted - turn it, save it and choose it again.'
    );
  const { width, height } = read;
  if (width < 1 || height < 1 || width * height > MOST_POINTS)
    return refuse(
      'picture-size',
      'file',
      `A picture has 25 million points at most - got ${width} by ${height}. Make it smaller.`
    );
  return ok(read);
}

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const isPng = (bytes: Uint8Array) => PNG.every((byte, at) => bytes[at] === byte);
/** What a PNG's look depends on (PNG, third edition, 11.2 and 11.3); everything else goes. */
const KEPT_CHUNKS = [
  'IHDR',
  'PLTE',
  'tRNS',
  'cHRM',
  'gAMA',
  'iCCP',
  'sBIT',
  'sRGB',
  'cICP',
  'bKGD',
  'pHYs',
  'IDAT',
  'IEND'
];

function readPng(bytes: Uint8Array): Picture | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts = [bytes.subarray(0, PNG.length)];
  for (let at = PNG.length; at + 12 <= bytes.length;) {
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const to = at + 12 + view.getUint32(at);
    if (to > bytes.length) return null;
    if (parts.length === 1 && (name !== 'IHDR' || to - at !== 25)) return null;
    if (KEPT_CHUNKS.includes(name)) parts.push(bytes.subarray(at, to));
    // what stands behind the end is no picture
    if (name === 'IEND')
      return { type: 'image/png', width: view.getUint32(16), height: view.getUint32(20), bytes: join(parts) };
    at = to;
  }
  return null;
}

function readJpeg(given: Uint8Array): Picture | 'turned' | null {
  if (isTurned(given)) return 'turned';
  const bytes = stripJpeg(given);
  if (!bytes) return null;
  let size: { width: number; height: number } | null = null;
  for (let at = 2; at + 4 <= bytes.length;) {
    const marker = bytes[at + 1]!;
    if (bytes[at] !== 0xff) return null;
    if (marker === 0xd9) break;
    const next = at + 2 + bytes[at + 2]! * 256 + bytes[at + 3]!;
    // frame headers, ITU-T T.81, table B.1; C4, C8 and CC are tables
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      if (at + 9 > bytes.length) return null;
      size = { height: bytes[at + 5]! * 256 + bytes[at + 6]!, width: bytes[at + 7]! * 256 + bytes[at + 8]! };
    }
    at = marker === 0xda ? endOfScan(bytes, next) : next;
    if (at + 2 <= bytes.length && bytes[at] === 0xff && bytes[at + 1] === 0xd9)
      return size && { type: 'image/jpeg', ...size, bytes: bytes.slice(0, at + 2) };
  }
  return null;
}

/** Where the next marker stands behind the coded picture: an FF that is neither stuffed (FF00) nor a restart (FFD0-FFD7). */
function endOfScan(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at + 1 < bytes.length) {
    const next = bytes[at + 1]!;
    if (bytes[at] === 0xff && next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
    at++;
  }
  return bytes.length;
}

/** Exif 2.32, 4.6.4: orientation 2 to 8 is not how the points lie. */
function isTurned(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 2; at + 18 <= bytes.length && bytes[at] === 0xff && bytes[at + 1] !== 0xda;) {
    const next = at + 2 + view.getUint16(at + 2);
    const tiff = at + 10;
    if (bytes[at + 1] === 0xe1 && String.fromCharCode(...bytes.subarray(at + 4, at + 8)) === 'Exif') {
      const little = bytes[tiff] === 0x49;
      const first = tiff + view.getUint32(tiff + 4, little);
      if (first + 2 > next || next > bytes.length) return false;
      const entries = view.getUint16(first, little);
      for (let i = 0, entry = first + 2; i < entries && entry + 12 <= next; i++, entry += 12)
        if (view.getUint16(entry, little) === 0x0112) return view.getUint16(entry + 8, little) > 1;
    }
    if (next <= at) return false;
    at = next;
  }
  return false;
}

function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
