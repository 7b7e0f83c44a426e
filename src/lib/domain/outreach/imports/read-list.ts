import { foldText } from '../fold-text';
import { ok, refuse, type Result } from '../../shared/result';
import { decodeText } from '../../shared/table/decode';
import { findHeader } from '../../shared/table/header';
import { isBlank } from '../../shared/table/cell-shape';
import { parseJsonTable } from '../../shared/table/json';
import { parseTable } from '../../shared/table/parse';
import type { TableRow, TextTable } from '../../shared/table/types';
import { isHeaderWord } from './header-words';
import type { ImportKind, ListTable } from './kinds';

export const MOST_LIST_ROWS = 100_000;
const SAMPLES = 3;
/** Titles and notes above the header that are looked through. */
const PREAMBLE = 30;

/**
 * The table in a file of text: CSV in any delimiter and encoding, or a JSON list of flat objects.
 *
 * Errors: those of `decodeText`, `parseTable` and `parseJsonTable`, and `too-many-rows`.
 *
 * @example
 * readListText(new TextEncoder().encode('Namn;E-post\nKarin Lund;karin@example.org\n'), 'contacts')
 * // columns Namn, E-post; rows [{ line: 2, cells: ['Karin Lund', 'karin@example.org'] }]
 */
export function readListText(bytes: Uint8Array, kind: ImportKind): Result<ListTable> {
  const decoded = decodeText(bytes);
  if (!decoded.ok) return decoded;
  const { text } = decoded.value;
  const parsed = /^\s*\[\s*\{/.test(text) ? parseJsonTable(text) : parseTable(text);
  return parsed.ok ? toList(parsed.value, kind) : parsed;
}

/**
 * The same for the cells of a spreadsheet.
 *
 * @example
 * readListCells([['Naam', 'E-mail'], ['Karin Lund', 'karin@example.org']], 'contacts')
 */
export function readListCells(cells: readonly (readonly string[])[], kind: ImportKind): Result<ListTable> {
  const rows = cells.map((row, i) => ({ line: i + 1, cells: [...row] }));
  return toList({ delimiter: null, rows, headerRows: null }, kind);
}

function toList(table: TextTable, kind: ImportKind): Result<ListTable> {
  if (table.rows.length > MOST_LIST_ROWS + PREAMBLE) {
    const most = MOST_LIST_ROWS.toLocaleString('en');
    return refuse(
      'too-many-rows',
      'file',
      `The file has ${table.rows.length} rows, at most ${most} can be read at once - import it in parts.`
    );
  }
  const { columns, data } = findHeader(fromKnownHeader(table, kind));
  if (columns.length === 0 || data.length === 0)
    return refuse('empty-file', 'file', 'The file has no rows below its header - choose the file again.');
  return ok({
    columns: columns.map(({ index, header, words }) => ({
      index,
      header: header.slice(0, 80),
      words,
      samples: samplesOf(data, index)
    })),
    rows: data
  });
}

function samplesOf(data: readonly TableRow[], index: number): string[] {
  const samples: string[] = [];
  for (const { cells } of data.slice(0, 2_000)) {
    const text = (cells[index] ?? '').trim().slice(0, 60);
    if (text !== '' && samples.push(text) === SAMPLES) break;
  }
  return samples;
}

/**
 * A table of names and addresses is text from top to bottom, which says nothing of where its header is; words that
 * headers use do. Two lines of them are a header in two languages.
 */
function fromKnownHeader(table: TextTable, kind: ImportKind): TextTable {
  if (table.headerRows !== null) return table;
  const known = ({ cells }: TableRow) => cells.filter((cell) => isHeaderWord(foldText(cell), kind)).length;
  const first = table.rows.slice(0, PREAMBLE).findIndex((row) => known(row) >= 2 && !hasAddress(row));
  if (first === -1) return table;
  const filled = table.rows[first]!.cells.filter((cell) => !isBlank(cell)).length;
  const second = table.rows[first + 1];
  const two = second !== undefined && known(second) >= 2 && known(second) * 2 >= filled && !hasAddress(second);
  return { ...table, rows: table.rows.slice(first), headerRows: two ? 2 : 1 };
}

const hasAddress = ({ cells }: TableRow) => cells.some((cell) => cell.includes('@'));
