import type { MachineTable } from '$lib/domain/reporting/release/describe-tables';
import { LONG_COLUMNS } from '$lib/domain/reporting/release/write-codebook';
import { writeCsv } from '$lib/domain/shared/csv';

/** One published table in long form after RFC 4180, with the columns of the edition's own data file. */
export function writeTableCsv({ rows }: Pick<MachineTable, 'rows'>): string {
  return writeCsv([[...LONG_COLUMNS], ...rows.map((row) => LONG_COLUMNS.map((column) => row[column]))], 'rfc4180');
}
