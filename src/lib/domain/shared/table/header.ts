import { isBlank, shapeOfCell, type CellShape } from './cell-shape';
import { joinHeader, type HeaderColumn } from './join-header';
import type { TableRow, TextTable } from './types';

const SAMPLE_ROWS = 2_000;
const MAX_HEADER_ROWS = 4;

export interface FoundHeader {
  /** Lines of the file the header stands on; empty when there is none. */
  headerLines: number[];
  /** Every column that has a header or a value. */
  columns: HeaderColumn[];
  /** Rows below the header that hold something, notes under the table left out. */
  data: TableRow[];
  /** Lines of notes under the table. */
  noteLines: number[];
}

/**
 * Finds the header of a table that may begin with titles and blank lines, have a header of up to four lines in two
 * languages, and end with notes.
 *
 * Data are the rows whose shape repeats: the columns that hold numbers, codes or dates in the lower half of the file
 * hold them in every row of data, and in no header. The header is what stands just above the first such row. In a
 * table of text alone the header is the first row that is as wide as the table.
 *
 * @example
 * findHeader(parsed('Kommuner 2025,\n,\nKod,Namn\n0114,Upplands Väsby\n'))
 * // headerLines [3], columns [{ index: 0, header: 'Kod', words: ['Kod'] }, ...], data [{ line: 4, ... }]
 */
export function findHeader(table: TextTable): FoundHeader {
  const filled = table.rows.filter((row) => !row.cells.every(isBlank));
  const { body, notes } = splitNotes(filled);
  const start = table.headerRows ?? findDataStart(body);
  const header = table.headerRows === null ? findHeaderRows(body, start) : body.slice(0, start);
  const data = body.slice(start);
  return {
    headerLines: header.map((row) => row.line),
    columns: joinHeader(header, data),
    data,
    noteLines: notes.map((row) => row.line)
  };
}

function countFilled(row: TableRow): number {
  return row.cells.reduce((count, cell) => (isBlank(cell) ? count : count + 1), 0);
}

/**
 * Notes are rows of one text in the first column after the last row of several cells, from the first that stands apart
 * by a blank line or reads like a note. Other such rows are data with gaps, which are to be named.
 */
function splitNotes(rows: TableRow[]): { body: TableRow[]; notes: TableRow[] } {
  let end = rows.length;
  while (end > 0 && isTitle(rows[end - 1]!)) end--;
  if (end === 0) return { body: rows, notes: [] };
  while (end < rows.length && !readsLikeNote(rows[end]!, rows[end - 1]!)) end++;
  return { body: rows.slice(0, end), notes: rows.slice(end) };
}

function readsLikeNote(row: TableRow, above: TableRow): boolean {
  const text = (row.cells[0] ?? '').trim();
  const apart = row.line > above.line + 1;
  return shapeOfCell(text) === 'text' && (apart || text.length > 40 || /[:.*©]/.test(text));
}

function findDataStart(rows: TableRow[]): number {
  const sample = rows.slice(0, SAMPLE_ROWS);
  const telling = findTellingColumns(sample);
  if (telling.size === 0) return findWidestRow(sample) + 1;
  const fits = sample.map((row) => fitShapes(row, telling));
  let start = fits.findIndex((fit, i) => fit === 'all' && (fits[i + 1] ?? 'all') === 'all');
  if (start === -1) return findWidestRow(sample) + 1;
  // a faulty row right below the header is data with a fault to be named, not part of the header
  while (start > 0 && fits[start - 1] !== 'none') start--;
  return start;
}

/** From the lower half of the rows; in a short table, where the header may reach into it, from its lower half again. */
function findTellingColumns(rows: TableRow[]): Map<number, CellShape> {
  let tail = rows.slice(Math.floor(rows.length / 2));
  let telling = findSteadyColumns(tail);
  while (telling.size === 0 && tail.length > 2 && tail.length <= 8) {
    tail = tail.slice(Math.floor(tail.length / 2));
    telling = findSteadyColumns(tail);
  }
  return telling;
}

/** Columns with the same shape, not text, in at least 80 % of their cells; at least half of the rows have one. */
function findSteadyColumns(rows: TableRow[]): Map<number, CellShape> {
  const width = rows.reduce((widest, row) => Math.max(widest, row.cells.length), 0);
  const telling = new Map<number, CellShape>();
  for (let column = 0; column < width; column++) {
    const counts = new Map<CellShape, number>();
    for (const row of rows) {
      const shape = shapeOfCell(row.cells[column] ?? '');
      if (shape !== 'blank') counts.set(shape, (counts.get(shape) ?? 0) + 1);
    }
    const present = [...counts.values()].reduce((sum, count) => sum + count, 0);
    const [shape, count] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? ['text', 0];
    if (shape !== 'text' && count >= present * 0.8 && present * 2 >= rows.length) telling.set(column, shape);
  }
  return telling;
}

/** A year can stand in a header above numbers, so alone it makes no row of data. */
function fitShapes(row: TableRow, telling: Map<number, CellShape>): 'all' | 'some' | 'none' {
  let right = 0;
  let years = 0;
  let wrong = 0;
  for (const [column, shape] of telling) {
    const cell = (row.cells[column] ?? '').trim();
    const found = shapeOfCell(cell);
    if (found !== shape && found !== 'blank') wrong++;
    else if (/^(19|20)\d\d$/.test(cell)) years++;
    else if (found === shape) right++;
  }
  if (wrong === 0 && (right > 0 || years === telling.size)) return 'all';
  return right > 0 ? 'some' : 'none';
}

function findWidestRow(rows: TableRow[]): number {
  const widths = rows.map(countFilled);
  const widest = widths.reduce((most, width) => Math.max(most, width), 0);
  return widths.findIndex((width) => width >= widest * 0.75);
}

/** The rows of several cells, or of one that is not the first, just above the data; the top one fills half the table. */
function findHeaderRows(rows: TableRow[], start: number): TableRow[] {
  const width = rows.slice(start, start + SAMPLE_ROWS).reduce((most, row) => Math.max(most, countFilled(row)), 1);
  const most = width === 1 ? 1 : MAX_HEADER_ROWS;
  let top = start;
  while (top > 0 && start - top < most && (width === 1 || !isTitle(rows[top - 1]!))) top--;
  while (top < start && countFilled(rows[top]!) * 2 < width) top++;
  return rows.slice(top, start);
}

function isTitle(row: TableRow): boolean {
  return countFilled(row) === 1 && !isBlank(row.cells[0] ?? '');
}
