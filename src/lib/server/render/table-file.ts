import { type CsvCell, writeCsv } from '$lib/domain/shared/csv';
import { writeTableWorkbook } from './write-table-workbook';

const TYPES = {
  csv: 'text/csv; charset=utf-8',
  plain: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json'
};

export interface TableFile {
  /** Of the file, without its ending; what an address or a header could not bear is replaced. */
  name: string;
  /** Name of the sheet. */
  sheet: string;
  /** Header first. */
  table: readonly (readonly CsvCell[])[];
  /** The same for programs. */
  json: object;
}

/**
 * A table as the file that was asked for: `csv` for European Excel (also where nothing that is known was asked for),
 * `plain` after RFC 4180, `xlsx`, `json`. Nothing in it is run as a formula; nobody keeps a copy on the way.
 */
export async function tableFile(format: string | null, { name, sheet, table, json }: TableFile): Promise<Response> {
  const kind = format !== null && Object.hasOwn(TYPES, format) ? (format as keyof typeof TYPES) : 'csv';
  const body =
    kind === 'json'
      ? JSON.stringify(json)
      : kind === 'xlsx'
        ? await writeTableWorkbook(table, sheet)
        : writeCsv(table, kind === 'csv' ? 'excel' : 'rfc4180');
  const fileName = `${name.replace(/[^\w-]+/g, '-')}.${kind === 'plain' ? 'csv' : kind}`;
  return new Response(body, {
    headers: {
      'content-type': TYPES[kind],
      'content-disposition': `attachment; filename="${fileName}"`,
      'cache-control': 'private, no-store'
    }
  });
}
