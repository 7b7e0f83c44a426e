import type { FoundHeader } from '../shared/table/header';
import type { TextTable } from '../shared/table/types';
import type { Notice, RegisterRow } from './types';

const TOTAL =
  /^(total|totalt|totals|summa|hela riket|riket|sverige|totaal|nederland|belgie|belgië|belgique|koko maa|yhteensä|suomi)$/i;

/**
 * What was left out around the table: titles above the header, notes below the data, a missing header.
 *
 * @example
 * noticeLayout(table, { headerLines: [8, 9], noteLines: [], ... })
 * // [{ code: 'titles-skipped', lines: [2, 4, 5], message: '3 lines above the header are left out.' }]
 */
export function noticeLayout(table: TextTable, header: FoundHeader): Notice[] {
  const notices: Notice[] = [];
  const first = header.headerLines[0] ?? header.data[0]?.line ?? 0;
  const titles = table.rows.filter((row) => row.line < first && row.cells.some((cell) => cell.trim() !== ''));
  if (titles.length > 0) {
    notices.push({
      code: 'titles-skipped',
      lines: titles.map((row) => row.line),
      message: `${countLines(titles.length)} above the header left out.`
    });
  }
  if (header.headerLines.length === 0) {
    notices.push({
      code: 'no-header',
      lines: [],
      message: 'No header was found - the columns are told apart by their values alone.'
    });
  }
  if (header.noteLines.length > 0) {
    notices.push({
      code: 'notes-skipped',
      lines: header.noteLines,
      message: `${countLines(header.noteLines.length)} below the table left out.`
    });
  }
  return notices;
}

/** A line that sums up the country is no municipality: it has no code, or one of zeros, and the name of a total. */
export function isTotal(code: string, name: string): boolean {
  return /^0*$/.test(code.trim()) && TOTAL.test(name.trim());
}

/**
 * What looks odd in the rows but hinders no import: one county code with two names, names that were encoded twice.
 *
 * @example
 * noticeOddities([row({ line: 2, name: 'MalmÃ¶' })])
 * // [{ code: 'double-encoded', lines: [2], message: '1 line has names like "MalmÃ¶" ...' }]
 */
export function noticeOddities(rows: RegisterRow[]): Notice[] {
  const notices: Notice[] = [];
  const names = new Map<string, string>();
  const differing: number[] = [];
  for (const { line, countyCode, countyName } of rows) {
    if (!countyCode || !countyName) continue;
    const known = names.get(countyCode) ?? countyName;
    names.set(countyCode, known);
    if (known !== countyName) differing.push(line);
  }
  if (differing.length > 0) {
    notices.push({
      code: 'county-names-differ',
      lines: differing,
      message: `${countLines(differing.length)} with another name for a county code than above.`
    });
  }
  const encodedTwice = rows.filter(({ name }) => /[ÃÂ][\u0080-\u00bf\u0152-\u0192\u2013-\u2122]/.test(name));
  const [example] = encodedTwice;
  if (example) {
    const message = `${countLines(encodedTwice.length)} with names like "${example.name}": the file was saved in the wrong encoding once - get it anew from its source.`;
    notices.push({
      code: 'double-encoded',
      lines: encodedTwice.map(({ line }) => line),
      message,
      facts: { name: example.name }
    });
  }
  return notices;
}

function countLines(count: number): string {
  return count === 1 ? '1 line' : `${count} lines`;
}
