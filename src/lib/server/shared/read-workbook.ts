import { readSheet } from 'read-excel-file/universal';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import { unpackZip } from './unpack-zip';

export const MAX_UNPACKED_BYTES = 50 * 1024 * 1024;
export const MAX_SHEET_ROWS = 10_000;
const MAX_SHEET_COLUMNS = 300;

/** Rows and cells with all their attributes: what is not written so may hide a row number. */
const CELL = /<(?:\w+:)?(?:row|c)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<>&]*"|'[^'<>&]*'))*)\s*\/?>/g;
const ANY_CELL = /<(?:\w+:)?(?:row|c)(?=[\s/>])/g;
const PLACE = /\sr\s*=\s*["']([^"']*)["']/;

/**
 * The first sheet of an Excel workbook as text, row by row; dates as ISO dates. At most 50 MB unpacked, 10,000 rows unless
 * more are allowed, and 300 columns, checked before the sheet is read: one cell far down would otherwise make a million empty rows.
 *
 * Errors, all at `file`: those of `unpackZip`, `too-many-rows`, `too-many-columns`.
 */
export async function readWorkbook(bytes: Uint8Array, mostRows = MAX_SHEET_ROWS): Promise<Result<string[][]>> {
  const files = unpackZip(bytes, MAX_UNPACKED_BYTES);
  if (!files.ok) return files;
  for (const [name, content] of files.value) {
    if (!name.endsWith('.xml')) continue;
    const checked = checkSize(new TextDecoder().decode(content), mostRows);
    if (!checked.ok) return checked;
  }
  try {
    const rows = await readSheet(bytes.slice().buffer, { trim: false });
    return ok(rows.map((row) => row.map(toText)));
  } catch {
    // the reader throws for whatever is no workbook
    return damaged();
  }
}

function checkSize(xml: string, mostRows: number): Result<null> {
  if (!/<(?:\w+:)?sheetData[\s/>]/.test(xml)) return ok(null);
  let known = 0;
  for (const [, attributes = ''] of xml.matchAll(CELL)) {
    known++;
    const place = PLACE.exec(attributes)?.[1];
    if (place === undefined) continue;
    const found = /^([A-Z]{0,3})(\d{1,7})$/.exec(place);
    if (!found) return damaged();
    if (Number(found[2]) > mostRows)
      return refuse(
        'too-many-rows',
        'file',
        `The sheet has a row ${found[2]}, at most ${mostRows.toLocaleString('en')} can be read - delete the rows below your answers.`
      );
    const column = [...(found[1] ?? '')].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
    if (column > MAX_SHEET_COLUMNS)
      return refuse(
        'too-many-columns',
        'file',
        `The sheet has a column ${found[1]}, at most ${MAX_SHEET_COLUMNS} can be read - delete the columns that are not needed.`
      );
  }
  return known === [...xml.matchAll(ANY_CELL)].length ? ok(null) : damaged();
}

function damaged() {
  return refuse(
    'workbook-damaged',
    'file',
    'The workbook cannot be read - open it in the spreadsheet program and save it anew as .xlsx, or as CSV.'
  );
}

function toText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().replace('T00:00:00.000Z', '');
  return typeof cell === 'string' ? cell : String(cell as number | boolean);
}
