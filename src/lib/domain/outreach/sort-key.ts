import { foldText } from './fold-text';

/** Letters that come after z in Swedish, as something that does so in plain text. */
const AFTER_Z: Readonly<Record<string, string>> = { å: '{1', ä: '{2', æ: '{2', ö: '{3', ø: '{3' };

/**
 * A name as something that plain comparison puts where a list in this language has it: small letters, no accents, and in
 * Swedish å, ä and ö after z. The database can sort by it page by page.
 *
 * @example
 * ['Öberg', 'Zetterlund', 'Ärlig'].sort((a, b) => (sortKey(a, 'sv') < sortKey(b, 'sv') ? -1 : 1))
 * // ['Zetterlund', 'Ärlig', 'Öberg']
 */
export function sortKey(name: string, locale: 'en' | 'sv' | 'nl'): string {
  if (locale !== 'sv') return foldText(name);
  return foldText(
    name
      .normalize('NFC')
      .toLowerCase()
      .replace(/[åäæöø]/g, (letter) => AFTER_Z[letter]!)
  );
}
