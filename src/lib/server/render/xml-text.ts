/**
 * Text without the characters XML 1.0 cannot hold (XML 1.0, 2.2): one of them and a word processor calls the file broken.
 *
 * @example
 * xmlText('a\u0000b') // 'ab'
 */
export const xmlText = (text: string) => text.replace(/[^\P{Cc}\t\n]|[\ufffe\uffff]|\p{Cs}/gu, '');
