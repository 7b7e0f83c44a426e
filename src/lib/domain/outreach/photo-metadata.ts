import { fileTooLarge } from '../assessment/evidence-file';
import { ok, refuse, refuseAll, type Result } from '../shared/result';

/** A whiteboard can be read at this size; devices make photos smaller before they keep them. */
export const MAX_PHOTO_BYTES = 4 * 1024 * 1024;
/** Photos one meeting may have. */
export const MAX_PHOTOS = 20;
export const PHOTO_TYPES: readonly string[] = ['image/jpeg', 'image/png', 'image/webp'];

/** APP0 (JFIF), APP2 (colour profile), APP14 (Adobe: how the colours are coded). JPEG: ITU-T T.81, annex B. */
const KEPT_APPS = [0xe0, 0xe2, 0xee];
const COMMENT = 0xfe;
const START_OF_SCAN = 0xda;
const isApp = (marker: number) => marker >= 0xe0 && marker <= 0xef;
const leaves = (marker: number) => marker === COMMENT || (isApp(marker) && !KEPT_APPS.includes(marker));

/** The segments of a JPEG before its picture; null where the bytes are none, or break off. */
function segmentsOf(bytes: Uint8Array): { marker: number; from: number; to: number }[] | null {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return null;
  const segments = [];
  for (let at = 2; ;) {
    // any number of fill bytes may stand before a marker
    while (bytes[at] === 0xff && bytes[at + 1] === 0xff) at++;
    const [start, marker, high, low] = [bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]];
    if (start !== 0xff || marker === undefined || high === undefined || low === undefined) return null;
    if (marker === START_OF_SCAN) return [...segments, { marker, from: at, to: bytes.length }];
    const to = at + 2 + high * 256 + low;
    if (to > bytes.length || to < at + 4) return null;
    segments.push({ marker, from: at, to });
    at = to;
  }
}

/**
 * A JPEG without what its camera wrote beside the picture: place, time, device, owner, preview, comments. The picture
 * itself is not touched.
 *
 * @returns null where the bytes are no whole JPEG
 * @example
 * carriesMetadata(stripJpeg(photoFromPhone)!) // false
 */
export function stripJpeg(bytes: Uint8Array): Uint8Array<ArrayBuffer> | null {
  const segments = segmentsOf(bytes);
  if (!segments) return null;
  const kept = segments.filter(({ marker }) => !leaves(marker));
  const clean = new Uint8Array(2 + kept.reduce((sum, { from, to }) => sum + to - from, 0));
  clean.set([0xff, 0xd8]);
  let at = 2;
  for (const { from, to } of kept) {
    clean.set(bytes.subarray(from, to), at);
    at += to - from;
  }
  return clean;
}

/**
 * Whether a picture says more than can be seen: a JPEG with camera or editor segments, a PNG or WebP with Exif, XMP or
 * words. A picture that cannot be read as one of these is taken to.
 *
 * @example
 * carriesMetadata(photoFromPhone) // true
 */
export function carriesMetadata(bytes: Uint8Array): boolean {
  const text = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));
  if (text(1, 4) === 'PNG') return chunksOf(bytes, 8, 'png').some((name) => PNG_WORDS.includes(name));
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP')
    return chunksOf(bytes, 12, 'webp').some((name) => name === 'EXIF' || name === 'XMP ');
  return segmentsOf(bytes)?.some(({ marker }) => leaves(marker)) ?? true;
}

/** PNG, third edition, 11.3.3 and 11.3.4. */
const PNG_WORDS = ['eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME'];

/** Names of the chunks: length, name, content and checksum in a PNG; name, length and content, made even, in a WebP. */
function chunksOf(bytes: Uint8Array, first: number, kind: 'png' | 'webp'): string[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const names = [];
  for (let at = first; at + 8 <= bytes.length;) {
    const [name, length] = kind === 'png' ? [at + 4, view.getUint32(at)] : [at, view.getUint32(at + 4, true)];
    names.push(String.fromCharCode(...bytes.subarray(name, name + 4)));
    at += kind === 'png' ? 12 + length : 8 + length + (length % 2);
  }
  return names;
}

/**
 * Whether a picture may go with a meeting: a photo in type and size, that does not say where it was taken.
 *
 * @param type as read from the bytes
 * @example
 * checkPhoto({ name: 'board.jpg', type: 'image/jpeg', bytes: photoFromPhone })
 * // { ok: false, problems: [{ code: 'photo-metadata', path: 'file', ... }] }
 */
export function checkPhoto(photo: { name: string; type: string; bytes: Uint8Array }): Result<null> {
  const { name, type, bytes } = photo;
  if (!PHOTO_TYPES.includes(type))
    return refuse('photo-type', 'name', `A photo must be a JPEG, PNG or WebP picture - got "${name}".`);
  if (bytes.length > MAX_PHOTO_BYTES)
    return refuseAll([
      { ...fileTooLarge(), message: `A photo may have at most ${MAX_PHOTO_BYTES / 1024 / 1024} MB - make it smaller.` }
    ]);
  if (carriesMetadata(bytes))
    return refuse(
      'photo-metadata',
      'file',
      `"${name}" says where, when or with what it was taken - remove these details, as the app does, and send it again.`
    );
  return ok(null);
}
