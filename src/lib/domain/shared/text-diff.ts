import { diffLines, diffWordsWithSpace } from 'diff';

/** A stretch of a text: in both texts, or only in this one. */
export interface TextPart {
  text: string;
  only: boolean;
}

/** Texts that differ in more words, blanks and marks than this are compared by lines: the time grows with the square. */
const MOST_EDITS = 1200;

/**
 * Two texts word by word, each with what only it says. The shortest way from one to the other (Myers 1986, as in the
 * package `diff`); words, marks and line breaks count each.
 *
 * @example
 * compareTexts('They have a map', 'They have two maps').other
 * // [{ text: 'They have ', only: false }, { text: 'two maps', only: true }]
 */
export function compareTexts(standing: string, other: string): { standing: TextPart[]; other: TextPart[] } {
  const changes = diffWordsWithSpace(standing, other, { maxEditLength: MOST_EDITS }) ?? diffLines(standing, other);
  return {
    standing: parts(
      changes.filter(({ added }) => !added).map(({ value, removed }) => ({ text: value, only: removed }))
    ),
    other: parts(changes.filter(({ removed }) => !removed).map(({ value, added }) => ({ text: value, only: added })))
  };
}

/** A blank between two words that are only here is only here, too: one mark instead of many. */
function parts(list: readonly TextPart[]): TextPart[] {
  const whole: TextPart[] = [];
  list.forEach((part, i) => {
    const between =
      !part.only && /^[^\S\n]+$/.test(part.text) && list[i - 1]?.only === true && list[i + 1]?.only === true;
    const only = part.only || between;
    const last = whole.at(-1);
    if (last?.only === only) last.text += part.text;
    else whole.push({ text: part.text, only });
  });
  return whole;
}
