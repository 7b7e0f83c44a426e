import type { WordedTable } from '$lib/domain/reporting/worded-report';

/** Letters that a column of words has at least and at most, however much stands in it: what is longer goes on below. */
const WORDS = { least: 14, most: 46 };
/** The column of row headers before numbers alone: wide enough that they stand near one another. */
const FIRST = 30;
/** Headings are bold, so their letters are wider. */
const BOLD = 1.2;
/** What a column needs between itself and the next. */
const SPACE = 2;
/** A heading of a column of numbers may take so many letters before it goes on below. */
const NUMBERS = 10;

/**
 * How the width of a table is shared out: what each column gets in letters, from what stands in it. No column is narrower
 * than its longest word.
 *
 * @example
 * shareColumns(table) // [32, 20, 13]: row headers, "Municipalities", "Answered"
 */
export function shareColumns(table: WordedTable): number[] {
  return table.columns.map((heading, column) => {
    const cells = table.rows.map((row) => (column === 0 ? row.header : (row.cells[column - 1]?.text ?? '')));
    const word = Math.max(Math.ceil(longest(wordsOf(heading)) * BOLD), longest(cells.flatMap(wordsOf))) + 1;
    if (isNumberColumn(table, column))
      return SPACE + Math.max(word, longest(cells) + 3, Math.min(heading.length, NUMBERS));
    const beforeNumbers = column === 0 && table.columns.every((_, i) => i === 0 || isNumberColumn(table, i));
    const least = beforeNumbers ? FIRST : WORDS.least;
    return SPACE + Math.max(word, Math.min(WORDS.most, Math.max(least, longest(cells))));
  });
}

/** Numbers stand on the right, words on the left. */
export function isNumberColumn(table: WordedTable, column: number): boolean {
  return column > 0 && table.rows.every((row) => row.cells[column - 1]?.number !== false);
}

const wordsOf = (text: string) => text.split(/[\s\u2013/-]+/);
const longest = (texts: readonly string[]) => Math.max(0, ...texts.map(({ length }) => length));
