import { isBlank } from '../shared/table/cell-shape';
import { decodeText, type Encoding } from '../shared/table/decode';
import { findHeader, type FoundHeader } from '../shared/table/header';
import { parseJsonTable } from '../shared/table/json';
import { parseTable } from '../shared/table/parse';
import { refuseAt } from '../shared/table/place';
import type { Delimiter, TableRow, TextTable } from '../shared/table/types';
import { ok, type Result } from '../shared/result';
import { chooseMapping, type MappingWishes } from './choose-mapping';
import { cleanCell } from './clean-cell';
import { collapseDuplicates } from './collapse-duplicates';
import { readRow } from './read-rows';
import { isTotal, noticeLayout, noticeOddities } from './register-notices';
import { restoreZeros } from './restore-zeros';
import { RowLog } from './row-log';
import {
  REQUIRED_FIELDS,
  type Mapping,
  type MappingReason,
  type Notice,
  type RegisterColumn,
  type RegisterRow,
  type Repair,
  type RowProblem
} from './types';

export interface ReadRegisterOptions extends MappingWishes {
  fileName: string;
  /** Digits of a municipality's code, when known; else told from the codes of the file. */
  codeLength?: number;
}

export interface RegisterPreview {
  encoding: Encoding;
  /** `null` for JSON. */
  delimiter: Delimiter | null;
  headerLines: number[];
  columns: RegisterColumn[];
  mapping: Mapping;
  mappingReasons: MappingReason[];
  /** All rows, those with problems too; import only when `canImport` is met. */
  rows: RegisterRow[];
  /** The first 10,000. */
  repairs: Repair[];
  repairCount: number;
  notices: Notice[];
  /** The first 1,000. */
  problems: RowProblem[];
  problemCount: number;
  canImport: { met: true } | { met: false; because: 'problems' | 'no-rows' };
}

/**
 * Reads an official register of municipalities as it is published: CSV, TSV or JSON, UTF-8, UTF-16 or Windows-1252,
 * with titles above, a header of up to four lines in two languages, and codes whose zeros a spreadsheet has eaten.
 *
 * Refused is only what can't be shown as a table (not text, empty, quotes that don't close, too large, a mapping to
 * columns that aren't there). Faults of single rows are `problems`, each with line and column: the preview shows them
 * all and `canImport` is not met.
 *
 * @example
 * const read = readRegister(bytes, { fileName: 'kommuner.csv', preferLanguages: ['sv'] });
 * // read.value.rows[0] is { line: 14, code: '0114', name: 'Upplands Väsby', countyCode: '01', group: 'A2', ... }
 */
export function readRegister(bytes: Uint8Array, options: ReadRegisterOptions): Result<RegisterPreview> {
  const decoded = decodeText(bytes);
  if (!decoded.ok) return decoded;
  const { text, encoding } = decoded.value;
  const table = isJson(text, options.fileName) ? parseJsonTable(text) : parseTable(text);
  if (!table.ok) return table;
  const header = findHeader(table.value);
  if (header.columns.length < 2) {
    const line = table.value.rows[0]?.line ?? 1;
    return refuseAt(
      'not-a-table',
      line,
      1,
      'the file has a single column - a register needs at least a code and a name, with commas, semicolons, tabs or | between them.'
    );
  }
  const chosen = chooseMapping(header, options);
  if (!chosen.ok) return chosen;
  const { mapping, reasons } = chosen.value;
  const read = readRows(table.value, header, mapping, options.codeLength);
  return ok({
    encoding,
    delimiter: table.value.delimiter,
    headerLines: header.headerLines,
    columns: header.columns.map((column) => ({ ...column, samples: takeSamples(header.data, column.index) })),
    mapping,
    mappingReasons: reasons,
    ...read,
    canImport: judge(read)
  });
}

function isJson(text: string, fileName: string): boolean {
  const start = text.slice(0, 1_000).trimStart();
  return /\.json$/i.test(fileName) || /^(\[\s*(\{|\]|$)|\{\s*")/.test(start);
}

function readRows(table: TextTable, header: FoundHeader, mapping: Mapping, codeLength: number | undefined) {
  const log = new RowLog(mapping);
  const notices = noticeLayout(table, header);
  reportMissingColumns(header, mapping, log);
  let rows: RegisterRow[] = [];
  if (log.problemCount === 0) {
    const { municipalities, totals } = splitTotals(header.data, mapping);
    if (totals) notices.push(totals);
    reportShifts(municipalities, header, log);
    const read = municipalities.map((row) => readRow(row, mapping, log));
    const unique = collapseDuplicates(restoreZeros(read, { codeLength }, log), log);
    rows = unique.rows;
    notices.push(...unique.notices, ...noticeOddities(rows));
  }
  const { repairs, repairCount, problemCount } = log;
  const problems = log.problems.sort((a, b) => a.line - b.line || a.column - b.column);
  return { rows, repairs, repairCount, notices, problems, problemCount };
}

function reportMissingColumns(header: FoundHeader, mapping: Mapping, log: RowLog): void {
  const line = header.headerLines.at(-1) ?? header.data[0]?.line ?? 1;
  for (const field of REQUIRED_FIELDS) {
    if (mapping[field] !== undefined) continue;
    log.addProblem(
      line,
      field,
      `no-${field}-column`,
      `no column was found for the ${field} of the municipality - choose it`
    );
  }
}

function splitTotals(data: TableRow[], mapping: Mapping): { municipalities: TableRow[]; totals: Notice | null } {
  const cell = (row: TableRow, field: 'code' | 'name') => row.cells[mapping[field] ?? -1] ?? '';
  const isSum = (row: TableRow) => isTotal(cell(row, 'code'), cell(row, 'name'));
  const totals = data.filter(isSum);
  if (totals.length === 0) return { municipalities: data, totals: null };
  const lines = totals.map((row) => row.line);
  const notice = {
    code: 'totals-skipped',
    lines,
    message: `Left out as no municipality: "${cell(totals[0]!, 'name').trim()}" on line ${lines[0]}.`,
    facts: { name: cell(totals[0]!, 'name').trim() }
  };
  return { municipalities: data.filter((row) => !isSum(row)), totals: notice };
}

/** A delimiter inside a value shifts all that follows, the last of it beyond the last header. */
function reportShifts(rows: TableRow[], header: FoundHeader, log: RowLog): void {
  const last = header.columns.findLast((column) => column.header !== '')?.index;
  if (last === undefined) return;
  for (const row of rows) {
    const at = row.cells.findIndex((cell, index) => index > last && !isBlank(cell));
    if (at === -1) continue;
    const message =
      'the line has more values than the header has columns - put values that hold the delimiter in quote marks';
    log.addProblemInColumn(row.line, at + 1, 'shifted', message);
  }
}

function takeSamples(data: TableRow[], index: number): string[] {
  const samples = new Set<string>();
  for (const row of data) {
    const text = cleanCell(row.cells[index] ?? '').text.slice(0, 80);
    if (text !== '') samples.add(text);
    if (samples.size === 5) break;
  }
  return [...samples];
}

function judge(read: { rows: RegisterRow[]; problemCount: number }): RegisterPreview['canImport'] {
  if (read.problemCount > 0) return { met: false, because: 'problems' };
  return read.rows.length > 0 ? { met: true } : { met: false, because: 'no-rows' };
}
