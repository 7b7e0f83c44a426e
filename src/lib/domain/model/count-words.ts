/**
 * How many words a text has: runs between spaces that hold a letter or a digit.
 *
 * @example
 * countWords('A named person - with time - looks at it.'); // 7
 */
export function countWords(text: string): number {
  return text.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}
