import { showValue } from '../shared/table/place';
import type { RowLog } from './row-log';
import { REGISTER_FIELDS, type Notice, type RegisterRow } from './types';

/**
 * Makes one row of lines that say the same about one municipality, as in lists with a line per postcode, and tells so
 * in a notice. Lines with the same code that differ are both kept, with a problem on the later one naming both.
 *
 * @example
 * collapseDuplicates([row({ line: 2, code: '21004' }), row({ line: 3, code: '21004' })], log)
 * // { rows: [line 2], notices: [{ code: 'repeated-lines', lines: [3], message: '1 line repeats ...' }] }
 */
export function collapseDuplicates(rows: RegisterRow[], log: RowLog): { rows: RegisterRow[]; notices: Notice[] } {
  const firstByCode = new Map<string, RegisterRow>();
  const kept: RegisterRow[] = [];
  const repeated: number[] = [];
  for (const row of rows) {
    const first = firstByCode.get(row.code);
    const different = first && REGISTER_FIELDS.filter((field) => first[field] !== row[field]);
    if (first && different?.length === 0 && row.code !== '') {
      repeated.push(row.line);
      continue;
    }
    kept.push(row);
    if (row.code === '') continue;
    if (!first) firstByCode.set(row.code, row);
    else reportDuplicate(first, row, different ?? [], log);
  }
  return { rows: kept, notices: repeated.length > 0 ? [noticeRepeated(repeated)] : [] };
}

function reportDuplicate(first: RegisterRow, row: RegisterRow, fields: (keyof RegisterRow)[], log: RowLog): void {
  const field = fields.includes('name') ? 'name' : (fields[0] ?? 'name');
  const values = `${showValue(String(first[field] ?? ''))} there, ${showValue(String(row[field] ?? ''))} here`;
  const message = `the code ${showValue(row.code)} is already on line ${first.line} with another ${field} (${values})`;
  log.addProblem(row.line, 'code', 'duplicate-code', `${message} - keep one of the two lines`, {
    value: row.code,
    other: first.line
  });
}

function noticeRepeated(lines: number[]): Notice {
  const count = lines.length === 1 ? '1 line repeats a municipality' : `${lines.length} lines repeat municipalities`;
  return {
    code: 'repeated-lines',
    lines,
    message: `${count} with the same values and ${lines.length === 1 ? 'is' : 'are'} counted once.`
  };
}
