import { crc32 } from 'node:zlib';

/** Of a stored block (RFC 1951, 3.2.4). */
const MOST = 65_535;

/**
 * Pixels as PNG (ISO/IEC 15948), three bytes each, row by row. Nothing is compressed: what packs the document does that, and
 * always to the same bytes.
 *
 * @example
 * writePng(1, 1, new Uint8Array([255, 0, 0])) // a red dot
 */
export function writePng(width: number, height: number, pixels: Uint8Array): Uint8Array<ArrayBuffer> {
  const row = width * 3;
  const raw = new Uint8Array((row + 1) * height);
  for (let y = 0; y < height; y++) {
    // as the difference from the row above (filter 2): most rows are like it, and nothing packs better
    raw[y * (row + 1)] = 2;
    for (let i = 0; i < row; i++)
      raw[y * (row + 1) + 1 + i] = pixels[y * row + i]! - (y === 0 ? 0 : pixels[(y - 1) * row + i]!);
  }
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  // eight bits for each of red, green and blue
  header.set([8, 2, 0, 0, 0], 8);
  return join([
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk('IHDR', header),
    chunk('IDAT', store(raw)),
    chunk('IEND', new Uint8Array())
  ]);
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(data.length + 12);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  bytes.set(new TextEncoder().encode(type), 4);
  bytes.set(data, 8);
  view.setUint32(data.length + 8, crc32(bytes.subarray(4, data.length + 8)));
  return bytes;
}

/** As zlib stream (RFC 1950) of stored blocks. */
function store(raw: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [Uint8Array.of(0x78, 0x01)];
  for (let at = 0; at < raw.length; at += MOST) {
    const block = raw.subarray(at, at + MOST);
    const last = at + MOST >= raw.length ? 1 : 0;
    const length = block.length;
    parts.push(Uint8Array.of(last, length & 255, length >> 8, ~length & 255, (~length >> 8) & 255), block);
  }
  const sum = new Uint8Array(4);
  new DataView(sum.buffer).setUint32(0, adler32(raw));
  return join([...parts, sum]);
}

function adler32(bytes: Uint8Array): number {
  let a = 1;
  let b = 0;
  for (let at = 0; at < bytes.length;) {
    // the most that fits in 32 bits before the remainder must be taken (RFC 1950, 9)
    const end = Math.min(bytes.length, at + 3800);
    for (; at < end; at++) {
      a += bytes[at]!;
      b += a;
    }
    a %= 65_521;
    b %= 65_521;
  }
  return ((b << 16) | a) >>> 0;
}

function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
