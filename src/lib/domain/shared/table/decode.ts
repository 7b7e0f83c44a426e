import { ok, refuse, type Result } from '../result';
import { findBrokenUtf8 } from './broken-utf8';
import { MAX_FILE_BYTES } from './limits';
import { nameBinary } from './looks-like';
import { decodeWindows1252 } from './windows-1252';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
export interface DecodedText {
  text: string;
  encoding: Encoding;
  /** Whether the file began with a byte order mark; it is not part of `text`. */
  bom: boolean;
}

const SAVE_AS = 'open it in the spreadsheet program and save it as "CSV UTF-8"';
const BOMS: [Encoding, number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]]
];

/**
 * Text of a file in UTF-8, UTF-16 or Windows-1252, with or without a byte order mark, at most 10 MB.
 *
 * Errors: `empty-file`, `file-too-large`, `binary-file` (ZIP, PDF, image, control characters), `broken-encoding`.
 *
 * @example
 * decodeText(new Uint8Array([0x4d, 0x61, 0x6c, 0x6d, 0xf6])) // { text: 'Malmö', encoding: 'windows-1252', bom: false }
 */
export function decodeText(bytes: Uint8Array): Result<DecodedText> {
  if (bytes.length === 0) return refuse('empty-file', 'file', 'The file is empty (0 bytes) - choose the file again.');
  if (bytes.length > MAX_FILE_BYTES) {
    const megabytes = Math.ceil((bytes.length / 1024 / 1024) * 10) / 10;
    return refuse(
      'file-too-large',
      'file',
      `The file has ${megabytes} MB, at most 10 MB can be read - remove columns or sheets that are not needed.`
    );
  }
  const binary = nameBinary(bytes);
  if (binary) return refuseBinary(`looks like ${binary}`);

  const marked = BOMS.find(([, bom]) => bom.every((byte, i) => bytes[i] === byte));
  const body = marked ? bytes.subarray(marked[1].length) : bytes;
  const encoding = marked?.[0] ?? guessUtf16(bytes);
  const decoded = encoding === 'utf-16le' || encoding === 'utf-16be' ? decodeUtf16(body, encoding) : decodeBytes(body);
  if (!decoded.ok) return decoded;

  const control = findControl(decoded.value.text);
  if (control) return refuseBinary(`is not text: ${control}`);
  return ok({ ...decoded.value, bom: marked !== undefined });
}

function refuseBinary(what: string) {
  return refuse('binary-file', 'file', `The file ${what}. Only text tables (CSV, TSV, JSON) can be read - ${SAVE_AS}.`);
}

/** In UTF-16 every letter of the Latin alphabet has one zero byte, always on the same side. */
function guessUtf16(bytes: Uint8Array): Encoding | null {
  const length = Math.min(bytes.length, 4_096) & ~1;
  if (length < 4 || bytes.length % 2 === 1) return null;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < length; i += 2) {
    if (bytes[i] === 0) even++;
    if (bytes[i + 1] === 0) odd++;
  }
  const pairs = length / 2;
  if (odd > pairs * 0.6 && even < pairs * 0.02) return 'utf-16le';
  if (even > pairs * 0.6 && odd < pairs * 0.02) return 'utf-16be';
  return null;
}

function decodeUtf16(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): Result<Omit<DecodedText, 'bom'>> {
  try {
    return ok({ text: new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes), encoding });
  } catch {
    const name = encoding.toUpperCase();
    return refuse(
      'broken-encoding',
      'file',
      `The file says it is ${name} but is cut off or damaged - download it again, or ${SAVE_AS}.`
    );
  }
}

function decodeBytes(bytes: Uint8Array): Result<Omit<DecodedText, 'bom'>> {
  try {
    return ok({ text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), encoding: 'utf-8' });
  } catch {
    const broken = findBrokenUtf8(bytes);
    if (broken) {
      const place = `Line ${broken.line}, character ${broken.character}`;
      return refuse(
        'broken-encoding',
        `lines.${broken.line}`,
        `${place}: the file is UTF-8 up to here and something else from here on - ${SAVE_AS}.`
      );
    }
    return ok({ text: decodeWindows1252(bytes), encoding: 'windows-1252' });
  }
}

/** NUL never stands in a text table; other control characters may slip in, but not by the hundred. */
function findControl(text: string): string | null {
  const nul = text.indexOf('\0');
  if (nul !== -1) {
    const before = text.slice(0, nul).split('\n');
    return `line ${before.length}, character ${(before.at(-1)?.length ?? 0) + 1} is a NUL character`;
  }
  let controls = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 9 || (code > 13 && code < 32) || (code > 126 && code < 160)) controls++;
  }
  if (controls * 50 > text.length) return `${controls} of ${text.length} characters are control characters`;
  return null;
}
