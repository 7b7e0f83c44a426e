import type { ImportKind, ListTable } from '$lib/domain/outreach/imports/kinds';
import { readListCells, readListText } from '$lib/domain/outreach/imports/read-list';
import { refuse, type Result } from '$lib/domain/shared/result';
import { MAX_FILE_BYTES } from '$lib/domain/shared/table/limits';
import { nameBinary } from '$lib/domain/shared/table/looks-like';
import { readWorkbook } from '../shared/read-workbook';

/** Beyond this a workbook takes more memory than a list is worth: CSV holds ten times as many rows. */
const MOST_SHEET_ROWS = 20_000;

/** A file as whatever it is by its first bytes: a workbook's first sheet, else text. */
export async function readListBytes(bytes: Uint8Array, kind: ImportKind): Promise<Result<ListTable>> {
  if (bytes.length > MAX_FILE_BYTES)
    return refuse('file-too-large', 'file', 'The file has more than 10 MB - import it in parts.');
  if (!nameBinary(bytes)?.match(/ZIP|Excel workbook/)) return readListText(bytes, kind);
  const cells = await readWorkbook(bytes, MOST_SHEET_ROWS);
  return cells.ok ? readListCells(cells.value, kind) : cells;
}
