interface Signature {
  name: string;
  bytes: number[];
}

const ascii = (text: string) => [...text].map((char) => char.charCodeAt(0));

// First bytes as in Gary Kessler's file signature table; only those that no text file can begin with.
const SIGNATURES: Signature[] = [
  { name: 'a ZIP archive', bytes: [0x50, 0x4b, 0x03, 0x04] },
  { name: 'an empty ZIP archive', bytes: [0x50, 0x4b, 0x05, 0x06] },
  { name: 'an old Excel or Word file', bytes: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1] },
  { name: 'a PDF', bytes: ascii('%PDF-') },
  { name: 'a PNG image', bytes: [0x89, 0x50, 0x4e, 0x47] },
  { name: 'a JPEG image', bytes: [0xff, 0xd8, 0xff] },
  { name: 'a GIF image', bytes: ascii('GIF89a') },
  { name: 'a GIF image', bytes: ascii('GIF87a') },
  { name: 'a TIFF image', bytes: [0x49, 0x49, 0x2a, 0x00] },
  { name: 'a TIFF image', bytes: [0x4d, 0x4d, 0x00, 0x2a] },
  { name: 'a gzip archive', bytes: [0x1f, 0x8b, 0x08] },
  { name: 'a 7-Zip archive', bytes: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c] },
  { name: 'a RAR archive', bytes: [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07] },
  { name: 'a SQLite database', bytes: [...ascii('SQLite format 3'), 0x00] },
  { name: 'a program', bytes: [0x7f, 0x45, 0x4c, 0x46] },
  { name: 'a rich text document', bytes: ascii('{\\rtf') }
];

// A ZIP archive names its members in plain letters.
const ZIP_MEMBERS: [string, string][] = [
  ['xl/', 'an Excel workbook (.xlsx)'],
  ['opendocument.spreadsheet', 'an OpenDocument spreadsheet (.ods)'],
  ['word/', 'a Word document (.docx)']
];

/**
 * Names what a file of another kind looks like from its first bytes, or `null` when it may be text.
 *
 * @example
 * nameBinary(new TextEncoder().encode('%PDF-1.7 ...')) // 'a PDF'
 */
export function nameBinary(bytes: Uint8Array): string | null {
  const found = SIGNATURES.find((signature) => signature.bytes.every((byte, i) => bytes[i] === byte));
  if (!found) return null;
  if (found.name !== 'a ZIP archive') return found.name;
  const start = String.fromCharCode(...bytes.subarray(0, 4_000));
  return ZIP_MEMBERS.find(([member]) => start.includes(member))?.[1] ?? found.name;
}

/**
 * Names a text file that is no table, mostly a web page saved under the name of a download.
 *
 * @example
 * nameMarkup('<!DOCTYPE html><title>Sign in</title>') // 'a web page'
 */
export function nameMarkup(text: string): string | null {
  const start = text.slice(0, 1_000).trimStart().toLowerCase();
  if (start.startsWith('<!doctype html') || start.startsWith('<html')) return 'a web page';
  if (start.startsWith('<?xml') || start.startsWith('<!--')) return 'an XML document';
  return null;
}
