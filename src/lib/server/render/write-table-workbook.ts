import writeXlsxFile from 'write-excel-file/node';
import type { CsvCell } from '$lib/domain/shared/csv';

/** A table as an Excel workbook of one sheet, header first and kept in view. Text stays text: nothing in it is run as a formula. */
export async function writeTableWorkbook(
  table: readonly (readonly CsvCell[])[],
  sheet: string
): Promise<Uint8Array<ArrayBuffer>> {
  const rows = table.map((cells, row) =>
    cells.map((value) => {
      if (value === null || value === undefined || value === '') return null;
      if (typeof value === 'number') return { value, type: Number };
      return row === 0
        ? { value, type: String, fontWeight: 'bold' as const }
        : { value: value.replace(/[^\P{Cc}\t\n\r]/gu, ''), type: String };
    })
  );
  const widest = (column: number) => Math.max(...table.map((cells) => String(cells[column] ?? '').length));
  const made = writeXlsxFile(rows, {
    // Excel allows 31 characters, and none of these
    sheet: sheet.replace(/[\\/?*[\]:']/g, ' ').slice(0, 31),
    columns: (table[0] ?? []).map((_, column) => ({ width: Math.min(48, widest(column) + 2) })),
    stickyRowsCount: 1
  });
  return new Uint8Array(await made.toBuffer());
}
