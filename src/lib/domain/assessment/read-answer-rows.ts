import Papa from 'papaparse';
import { ok, refuse, type Result } from '../shared/result';

export interface AnswerRow {
  /** As a spreadsheet numbers it: the header is row 1. */
  row: number;
  criterion: string;
  answer: string;
}

/**
 * The rows of a CSV text with the columns `criterion` and `answer`, in any order and beside others; comma, semicolon or tab.
 * Cells are trimmed, empty rows passed over. Refuses `empty-file`, `column-missing`, `broken-csv`.
 *
 * @example
 * readAnswerRows('criterion;answer\nl1;yes'); // { ok: true, value: [{ row: 2, criterion: 'l1', answer: 'yes' }] }
 */
export function readAnswerRows(text: string): Result<AnswerRow[]> {
  if (text.trim() === '') return refuse('empty-file', '', 'The file is empty - it needs the columns criterion,answer');
  // told by the header alone: papaparse guesses from the rows, and notes may hold any sign
  const lines = text.replace(/\r\n?/g, '\n');
  const header = lines.split('\n', 1)[0] ?? '';
  const delimiter = [',', ';', '\t'].find((sign) => {
    const names = header.split(sign).map(columnName);
    return names.includes('criterion') && names.includes('answer');
  });
  const { data, errors } = Papa.parse<string[]>(lines, { delimiter: delimiter ?? ',', newline: '\n' });
  const broken = errors[0];
  if (broken) {
    const row = (broken.row ?? 0) + 1;
    return refuse('broken-csv', `rows.${row}`, `Row ${row} cannot be read - ${broken.message}`);
  }
  const columns = (data[0] ?? []).map(columnName);
  const criterionColumn = columns.indexOf('criterion');
  const answerColumn = columns.indexOf('answer');
  if (criterionColumn < 0 || answerColumn < 0) {
    const missing = criterionColumn < 0 ? 'criterion' : 'answer';
    return refuse(
      'column-missing',
      'rows.1',
      `The first row must name the columns criterion and answer, "${missing}" is missing - got "${columns.join(', ').slice(0, 60)}"`
    );
  }
  const rows = data.map((cells, i) => ({
    row: i + 1,
    criterion: (cells[criterionColumn] ?? '').trim(),
    answer: (cells[answerColumn] ?? '').trim(),
    empty: cells.every((cell) => cell.trim() === '')
  }));
  return ok(
    rows
      .slice(1)
      .filter(({ empty }) => !empty)
      .map(({ row, criterion, answer }) => ({ row, criterion, answer }))
  );
}

function columnName(cell: string): string {
  return cell
    .trim()
    .replace(/^"(.*)"$/, '$1')
    .trim()
    .toLowerCase();
}
