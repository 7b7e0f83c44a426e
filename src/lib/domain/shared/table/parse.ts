import Papa from 'papaparse';
import { ok, refuse, type Result } from '../result';
import { MAX_COLUMNS, MAX_ROWS } from './limits';
import { nameMarkup } from './looks-like';
import { refuseAt } from './place';
import { scanCells } from './scan';
import { sniffDialect, type Dialect } from './sniff';
import type { Delimiter, TextTable } from './types';

const SEPARATOR_LINE = /^"?sep=([,;|\t])"?\r?\n/i;

/**
 * Rows of a delimited text with the line each starts on; the delimiter is found out unless given.
 *
 * At most 200,000 rows of 1,000 columns. A first line `sep=;`, as Excel writes it, is obeyed and left out.
 * Errors: `empty-file`, `not-a-table`, `too-many-columns`, `too-many-rows`, `open-quote`, `stray-quote`, all but the
 * first two with line and column.
 *
 * @example
 * parseTable('kod;namn\n0114;"Upplands\nVäsby"\n0115;Vallentuna')
 * // { delimiter: ';', headerRows: null, rows: [{ line: 1, cells: ['kod', 'namn'] },
 * //   { line: 2, cells: ['0114', 'Upplands\nVäsby'] }, { line: 4, cells: ['0115', 'Vallentuna'] }] }
 */
export function parseTable(text: string, options: { delimiter?: Delimiter } = {}): Result<TextTable> {
  const markup = nameMarkup(text);
  if (markup) {
    return refuse(
      'not-a-table',
      'file',
      `Line 1, column 1: the file is ${markup}, no table - download the file itself, not the page about it.`
    );
  }
  const separatorLine = SEPARATOR_LINE.exec(text);
  // Papa Parse and the scan agree on everything but white space between a closing quote and the end of the file
  const body = text.slice(separatorLine?.[0].length ?? 0).trimEnd();
  if (body === '')
    return refuse('empty-file', 'file', 'The file has no lines with text (line 1, column 1) - choose the file again.');

  const given = options.delimiter ?? (separatorLine?.[1] as Delimiter | undefined);
  const sniffed = sniffDialect(body);
  const dialect = given ? { ...sniffed, delimiter: given } : sniffed;
  const lines = checkRecords(body, dialect, separatorLine ? 1 : 0);
  if (!lines.ok) return lines;

  const parsed = Papa.parse<string[]>(body, { delimiter: dialect.delimiter, newline: dialect.newline });
  const rows = parsed.data.map((cells, i) => ({ line: lines.value[i] ?? 0, cells: cutReturn(cells, dialect) }));
  return ok({ delimiter: dialect.delimiter, rows, headerRows: null });
}

/** The line each record starts on, or what makes the text unreadable; runs before any cell is copied. */
function checkRecords(text: string, { delimiter, newline }: Dialect, linesBefore: number): Result<number[]> {
  const lines: number[] = [];
  const end = scanCells(text, delimiter, newline, (line, column) => {
    if (column === 1) lines.push(line + linesBefore);
    return column <= MAX_COLUMNS && lines.length <= MAX_ROWS;
  });
  const line = end.line + linesBefore;
  switch (end.kind) {
    case 'end':
      return ok(lines);
    case 'open-quote':
      return refuseAt(
        end.kind,
        line,
        end.column,
        'the quote mark that opens this cell is never closed - close it or take it away.'
      );
    case 'stray-quote':
      return refuseAt(
        end.kind,
        line,
        end.column,
        'text follows the closing quote mark of this cell - write quote marks inside a cell twice ("").'
      );
    case 'stopped':
      return end.column > MAX_COLUMNS
        ? refuseAt(
            'too-many-columns',
            line,
            end.column,
            `the line goes on, but at most ${MAX_COLUMNS.toLocaleString('en')} columns can be read - check the delimiter and the line ends.`
          )
        : refuseAt(
            'too-many-rows',
            line,
            end.column,
            `the file goes on, but at most ${MAX_ROWS.toLocaleString('en')} rows can be read - keep the rows of your network.`
          );
  }
}

/** Lines may end with CR LF here and with LF there; records are split at LF alone. */
function cutReturn(cells: string[], { newline }: Dialect): string[] {
  const last = cells.at(-1);
  if (newline === '\n' && last?.endsWith('\r')) cells[cells.length - 1] = last.slice(0, -1);
  return cells;
}
