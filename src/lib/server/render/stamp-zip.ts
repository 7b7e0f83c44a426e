const END = 0x06054b50;
const ENTRY = 0x02014b50;

/**
 * A ZIP archive whose files all carry one time (PKWARE APPNOTE 6.3, 4.4.6): what writes the archive takes it from the
 * clock, and the same report would have other bytes every time.
 *
 * @param date ISO instant; written as UTC, to two seconds as the format has it
 * @throws where the bytes are no archive
 *
 * @example
 * stampZip(bytes, '2026-11-24T09:00:00Z') // the same files, each dated 2026-11-24 09:00:00
 */
export function stampZip(bytes: Uint8Array, date: string): Uint8Array<ArrayBuffer> {
  const stamped = new Uint8Array(bytes);
  const view = new DataView(stamped.buffer);
  // none of our writers adds a comment after it
  const end = stamped.length - 22;
  if (end < 0 || view.getUint32(end, true) !== END) throw new Error('These bytes are no ZIP archive');
  const stamp = dosTime(new Date(date));
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    if (view.getUint32(at, true) !== ENTRY) throw new Error('The list of files in the ZIP archive is damaged');
    view.setUint32(at + 12, stamp, true);
    view.setUint32(view.getUint32(at + 42, true) + 10, stamp, true);
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return stamped;
}

function dosTime(date: Date): number {
  const time = (date.getUTCHours() << 11) | (date.getUTCMinutes() << 5) | (date.getUTCSeconds() >> 1);
  const day = ((date.getUTCFullYear() - 1980) << 9) | ((date.getUTCMonth() + 1) << 5) | date.getUTCDate();
  return ((day << 16) | time) >>> 0;
}
