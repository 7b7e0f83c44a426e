import type { ANSWER_COLUMNS } from '$lib/domain/assessment/export-answers';
import type { CsvCell } from '$lib/domain/shared/csv';
import writeXlsxFile from 'write-excel-file/node';

/** In characters. */
const WIDTHS: Record<(typeof ANSWER_COLUMNS)[number], number> = {
  criterion: 28,
  dimension: 24,
  level: 7,
  statement: 60,
  answer: 15,
  answer_text: 18,
  note: 40,
  evidence: 30,
  answered_by: 20,
  answered_at: 26,
  origin: 12,
  model: 16
};

/** An exported assessment as an Excel workbook of one sheet. Text stays text: nothing in it is run as a formula. */
export async function writeAnswersWorkbook(
  table: readonly (readonly CsvCell[])[],
  sheet: string
): Promise<Uint8Array<ArrayBuffer>> {
  const rows = table.map((cells, row) =>
    cells.map((value) => {
      if (value === null || value === undefined || value === '') return null;
      if (typeof value === 'number') return { value, type: Number };
      return row === 0
        ? { value, type: String, fontWeight: 'bold' as const }
        : { value: cutCell(value), type: String, wrap: true, alignVertical: 'top' as const };
    })
  );
  const made = writeXlsxFile(rows, {
    // Excel allows 31 characters, and none of these
    sheet: sheet.replace(/[\\/?*[\]:']/g, ' ').slice(0, 31),
    columns: Object.values(WIDTHS).map((width) => ({ width })),
    stickyRowsCount: 1
  });
  return new Uint8Array(await made.toBuffer());
}

/** Control characters have no place in XML 1.0. */
function cutCell(text: string): string {
  return text.replace(/[^\P{Cc}\t\n\r]/gu, '');
}
