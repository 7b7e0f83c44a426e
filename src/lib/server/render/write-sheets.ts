import writeXlsxFile from 'write-excel-file/node';
import type { CsvCell } from '$lib/domain/shared/csv';

/** Tables as one Excel workbook, a sheet for each, headers kept in view. Text stays text: nothing in it is run as a formula. */
export async function writeSheets(
  sheets: readonly { name: string; table: readonly (readonly CsvCell[])[] }[]
): Promise<Uint8Array<ArrayBuffer>> {
  const made = writeXlsxFile(
    sheets.map(({ name, table }) => ({
      data: table.map((cells, row) => cells.map((value) => toCell(value, row === 0))),
      sheet: name.replace(/[\\/?*[\]:']/g, ' ').slice(0, 31),
      columns: (table[0] ?? []).map((_, column) => ({ width: widthOf(table, column) })),
      stickyRowsCount: 1
    }))
  );
  return new Uint8Array(await made.toBuffer());
}

/** Characters Excel lets a cell hold. */
const MOST = 32_767;

function toCell(value: CsvCell, bold: boolean) {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'number') return { value, type: Number };
  const text = value.replace(/[^\P{Cc}\t\n\r]/gu, '').slice(0, MOST);
  return bold ? { value: text, type: String, fontWeight: 'bold' as const } : { value: text, type: String };
}

function widthOf(table: readonly (readonly CsvCell[])[], column: number): number {
  let widest = 8;
  for (const cells of table.slice(0, 500)) widest = Math.max(widest, String(cells[column] ?? '').length);
  return Math.min(48, widest + 2);
}
