import { isBlank } from './cell-shape';
import type { TableRow } from './types';

const MAX_HEADER_CELL = 200;

export interface HeaderColumn {
  /** 0 is the first column of the file. */
  index: number;
  /** `Kommunkod / Municipality code`; empty when the column has no header. */
  header: string;
  /** The header's words, one entry per language. */
  words: string[];
}

/**
 * Joins a header of several lines per column. A row that fills at least three quarters of the columns begins anew, in
 * another language; any other goes on where the row above broke off, a hyphen at the break taken out.
 *
 * @example
 * joinHeader([row('Kod', 'Funktionell analys-'), row('', 'region'), row('Code', 'Functional region')], [])
 * // headers 'Kod / Code' and 'Funktionell analysregion / Functional region'
 */
export function joinHeader(header: TableRow[], data: TableRow[]): HeaderColumn[] {
  const used = findUsedColumns([...header, ...data]);
  const groups: TableRow[][] = [];
  for (const row of header) {
    const filled = used.filter((column) => textAt(row, column) !== '').length;
    if (groups.length === 0 || filled * 4 >= used.length * 3) groups.push([row]);
    else groups.at(-1)?.push(row);
  }
  return used.map((index) => {
    const words = groups.map((rows) => joinLines(rows.map((row) => textAt(row, index)))).filter((text) => text !== '');
    return { index, header: words.join(' / '), words };
  });
}

function textAt(row: TableRow, column: number): string {
  return (row.cells[column] ?? '').slice(0, MAX_HEADER_CELL).replace(/\s+/g, ' ').trim();
}

function joinLines(lines: string[]): string {
  return lines
    .filter((line) => line !== '')
    .reduce((text, line) => (text.endsWith('-') ? text.slice(0, -1) + line : `${text} ${line}`.trim()), '');
}

function findUsedColumns(rows: TableRow[]): number[] {
  const width = rows.reduce((widest, row) => Math.max(widest, row.cells.length), 0);
  let unused = Array.from({ length: width }, (_, column) => column);
  for (const row of rows) {
    unused = unused.filter((column) => isBlank(row.cells[column] ?? ''));
    if (unused.length === 0) break;
  }
  const without = new Set(unused);
  return Array.from({ length: width }, (_, column) => column).filter((column) => !without.has(column));
}
