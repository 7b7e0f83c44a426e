import { showValue } from '../../shared/table/place';
import type { TableRow } from '../../shared/table/types';
import type { CellProblem, DateOrder, ListColumn, ListMapping, ListTable } from './kinds';
import { readDay } from './read-day';

/** The cells of one row by what the mapping says they hold, and what is wrong with them. */
export class RowCells {
  readonly problems: CellProblem[] = [];

  constructor(
    private readonly row: TableRow,
    private readonly mapping: ListMapping,
    private readonly headers: ReadonlyMap<number, string>
  ) {}

  get lineNumber(): number {
    return this.row.line;
  }

  /** As it stands in the file; empty where there is no such column. */
  text(column: ListColumn): string {
    const index = this.mapping[column];
    return index === undefined ? '' : plainText(this.row.cells[index] ?? '');
  }

  header(column: ListColumn): string {
    return this.headers.get(this.mapping[column] ?? -1) ?? '';
  }

  refuse(
    column: ListColumn,
    code: CellProblem['code'],
    message: string,
    facts: CellProblem['facts'] = {},
    value = this.text(column)
  ): null {
    const header = this.header(column);
    this.problems.push({
      ...{ line: this.row.line, column, header, value: value.slice(0, 80), code, facts },
      message: `Row ${this.row.line}, column ${showValue(header)}: ${message} - got ${showValue(value)}`
    });
    return null;
  }

  /** On one line. Too long a text is refused. */
  line(column: ListColumn, most: number): string {
    const text = this.text(column)
      .replace(/[\p{Cc}\s]+/gu, ' ')
      .trim();
    if (text.length <= most) return text;
    this.refuse(column, 'text-long', `at most ${most} characters fit`, { most, long: text.length });
    return '';
  }

  prose(column: ListColumn, most: number): string {
    const text = this.text(column);
    if (text.length <= most) return text;
    this.refuse(column, 'text-long', `at most ${most} characters fit`, { most, long: text.length });
    return '';
  }

  /** @returns null where there is none, or none that can be read */
  day(column: ListColumn, order: DateOrder | undefined): string | null {
    const read = readDay(this.text(column), order);
    if (read.kind === 'day') return read.day;
    if (read.kind === 'empty') return null;
    if (read.kind === 'ambiguous')
      return this.refuse(
        column,
        'date-ambiguous',
        `this may be ${read.dmy} or ${read.mdy}; say which comes first, the day or the month`,
        { dmy: read.dmy, mdy: read.mdy }
      );
    return this.refuse(column, 'date-unreadable', 'write the day as 2026-03-05');
  }
}

export const headersOf = ({ columns }: ListTable): Map<number, string> =>
  new Map(columns.map(({ index, header }) => [index, header]));

/**
 * A cell as a person wrote it: without the apostrophe that keeps a spreadsheet from running it as a formula, and
 * without what cannot be seen.
 *
 * @example plainText("'+46 912 140 00 ") // '+46 912 140 00'
 */
export function plainText(cell: string): string {
  const text = cell.replace(/^'(?=[=+\-@\t\r])/, '');
  if (/^[\x20-\x7e\u00a1-\u00ff]*$/.test(text)) return text.trim();
  return text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g, '')
    .replace(/[^\P{Cc}\n\t]/gu, ' ')
    .replaceAll('\u00a0', ' ')
    .trim();
}

/** Several of something in one cell, apart by semicolons, bars or lines. */
export function splitList(text: string): string[] {
  return text
    .split(/[;|\n]+/)
    .map((one) => one.trim())
    .filter((one) => one !== '');
}
