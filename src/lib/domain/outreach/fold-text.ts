/**
 * Text as people type it into a search box: small letters, no accents, so that "malmo" finds Malmö.
 *
 * @example
 * foldText('  Övertorneå ') // 'overtornea'
 */
export function foldText(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ø', 'o')
    .replaceAll('æ', 'ae')
    .replaceAll('ß', 'ss')
    .trim();
}
