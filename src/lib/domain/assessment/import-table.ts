import { ok, refuse, type Result } from '../shared/result';
import { decodeText } from '../shared/table/decode';
import { findHeader } from '../shared/table/header';
import { parseJsonTable } from '../shared/table/json';
import { parseTable } from '../shared/table/parse';
import type { TextTable } from '../shared/table/types';
import { ANSWERS_FORMAT } from './export-answers';
import type { ImportTable } from './import-types';

export const MAX_IMPORT_ROWS = 10_000;
const SAMPLES = 3;

/**
 * The table in a file of text: CSV in any delimiter and encoding, an exported assessment as JSON, a JSON object of
 * criterion to answer, or a JSON list of flat objects.
 *
 * Errors: those of `decodeText`, `parseTable` and `parseJsonTable`, and `too-many-rows`.
 *
 * @example
 * readTextTable(new TextEncoder().encode('criterion;answer\nl1;ja\n'))
 * // columns criterion, answer; rows [{ line: 2, cells: ['l1', 'ja'] }]
 */
export function readTextTable(bytes: Uint8Array): Result<ImportTable> {
  const decoded = decodeText(bytes);
  if (!decoded.ok) return decoded;
  const { text } = decoded.value;
  const parsed = /^\s*[{[]/.test(text) ? readJson(text) : parseTable(text);
  return parsed.ok ? toImportTable(parsed.value) : parsed;
}

/**
 * The same for the cells of a spreadsheet.
 *
 * @example
 * readCellTable([['criterion', 'answer'], ['l1', 'ja']])
 */
export function readCellTable(cells: readonly (readonly string[])[]): Result<ImportTable> {
  const rows = cells.map((row, i) => ({ line: i + 1, cells: [...row] }));
  return toImportTable({ delimiter: null, rows, headerRows: null });
}

function toImportTable(table: TextTable): Result<ImportTable> {
  if (table.rows.length > MAX_IMPORT_ROWS + 1) {
    const most = MAX_IMPORT_ROWS.toLocaleString('en');
    return refuse(
      'too-many-rows',
      'file',
      `The file has ${table.rows.length} rows, at most ${most} can be read - keep the rows of your municipality.`
    );
  }
  const names = new Set(table.rows[0]?.cells.map((cell) => cell.trim().toLowerCase()));
  const known = names.has('criterion') && names.has('answer');
  const { columns, data } = findHeader(known ? { ...table, headerRows: 1 } : table);
  if (columns.length === 0 || data.length === 0)
    return refuse('empty-file', 'file', 'The file has no rows below its header - choose the file again.');
  return ok({
    columns: columns.map(({ index, header }) => ({
      index,
      header,
      samples: data.flatMap(({ cells }) => cells[index]?.trim().slice(0, 60) || []).slice(0, SAMPLES)
    })),
    rows: data
  });
}

/**
 * Rows and columns changed places: the questions of the first row become the first column, each respondent a column.
 *
 * @example
 * // columns Municipality, l1; rows [['Ljusdal', 'ja']]
 * turnTable(table) // columns '' and 'Ljusdal'; rows [['l1', 'ja']]
 */
export function turnTable({ columns, rows }: ImportTable): ImportTable {
  const [names, ...questions] = columns;
  const cellOf = (row: { cells: string[] }, index: number) => row.cells[index] ?? '';
  const turned = questions.map(({ index, header }) => ({
    line: index + 1,
    cells: [header, ...rows.slice(0, 300).map((row) => cellOf(row, index))]
  }));
  const headers = ['', ...rows.slice(0, 300).map((row) => cellOf(row, names?.index ?? 0).trim())];
  return {
    columns: headers.map((header, index) => ({
      index,
      header: header.slice(0, 60),
      samples: turned.flatMap(({ cells }) => cells[index]?.trim().slice(0, 60) || []).slice(0, SAMPLES)
    })),
    rows: turned
  };
}

type Fields = Record<string, unknown>;
const isRecord = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const toCell = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';

function readJson(text: string): Result<TextTable> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // says the line
    return parseJsonTable(text);
  }
  if (!isRecord(value)) return parseJsonTable(text);
  const rows =
    value.format === ANSWERS_FORMAT
      ? readExport(value)
      : Object.entries(value).map(([criterion, answer]) => [criterion, toCell(answer)]);
  if (!rows)
    return refuse('not-a-table', 'file', `A JSON file of "${ANSWERS_FORMAT}" has a list "answers" of objects.`);
  const header = ['criterion', 'answer', 'note', 'evidence', 'answered_at', 'model'];
  return ok({
    delimiter: null,
    headerRows: 1,
    // the header is no row of the list
    rows: [header.slice(0, rows[0]?.length), ...rows].map((cells, line) => ({ line, cells }))
  });
}

function readExport({ answers, model }: Fields): string[][] | null {
  if (!Array.isArray(answers) || !answers.every(isRecord)) return null;
  const version = isRecord(model) ? `${toCell(model.id)}@${toCell(model.version)}` : '';
  return answers.map((answer) => [
    ...['criterion', 'answer', 'note', 'evidence', 'answeredAt'].map((key) => toCell(answer[key])),
    version
  ]);
}
