// The WHATWG Encoding Standard's index windows-1252 for the bytes 0x80 to 0x9f; unassigned bytes keep their number.
const HIGH =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';
const CHUNK = 8_192;

/**
 * Text of Windows-1252 bytes; every byte has a letter, so it never fails.
 * Not left to TextDecoder: some Node releases read the bytes 0x80 to 0x9f as Latin-1 (nodejs/node#56542).
 *
 * @example
 * decodeWindows1252(new Uint8Array([0x80, 0x20, 0xc5])) // '€ Å'
 */
export function decodeWindows1252(bytes: Uint8Array): string {
  let text = '';
  for (let start = 0; start < bytes.length; start += CHUNK) {
    text += String.fromCharCode(...bytes.subarray(start, start + CHUNK));
  }
  return text.replace(/[\u0080-\u009f]/g, (char) => HIGH.charAt(char.charCodeAt(0) - 0x80));
}
