export interface CleanCell {
  text: string;
  /** Set when more than the white space around the value was changed. */
  repair: { code: string; why: string } | null;
}

/** What statistical offices and spreadsheets write where there is no value. */
const NO_VALUE = /^(\.{1,3}|…|[-–—]|n\/?a|#n\/a|null|none|nan)$/i;
const PLAIN = /^[\w\u00c0-\u024f.,;:/()&+-]+( [\w\u00c0-\u024f.,;:/()&+-]+)*$/;
// zero width and direction marks, soft hyphen, byte order mark, control characters
const INVISIBLE = /[\p{Cf}\p{Cc}]/gu;

/**
 * The value a cell means: without white space around it, without invisible characters, in composed letters, and
 * without the wrapping that keeps spreadsheets from eating zeros (`="0114"`, `'0114`).
 *
 * @example
 * cleanCell('="0114"') // { text: '0114', repair: { code: 'wrapping', why: 'wrapping of a spreadsheet taken off' } }
 */
export function cleanCell(raw: string): CleanCell {
  // no field holds so much, so its reader refuses it anyway
  if (raw.length > 1_000) return { text: raw.slice(0, 1_000), repair: null };
  if (PLAIN.test(raw)) return { text: raw, repair: null };
  const trimmed = raw.trim();
  const wrapped = /^="([^"]*)"$/.exec(trimmed)?.[1] ?? /^'(\d+)'?$/.exec(trimmed)?.[1];
  if (wrapped !== undefined) {
    return { text: wrapped.trim(), repair: { code: 'wrapping', why: 'wrapping of a spreadsheet taken off' } };
  }
  const text = trimmed.normalize('NFC').replace(/\s+/g, ' ').replace(INVISIBLE, '').trim();
  if (text === trimmed) return { text, repair: null };
  return {
    text,
    repair: { code: 'invisible', why: 'line breaks, doubled spaces, invisible characters or split letters tidied up' }
  };
}

/** @example meansNoValue('..') // true */
export function meansNoValue(text: string): boolean {
  return text === '' || NO_VALUE.test(text);
}
