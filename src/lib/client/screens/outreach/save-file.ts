import { type CsvCell, writeCsv } from '$lib/domain/shared/csv';
import { localToday } from './today';

/** Hands a table to the browser as a CSV file for European Excel; made here, so it works without network. */
export function saveCsv(name: string, rows: readonly (readonly CsvCell[])[]): void {
  const address = URL.createObjectURL(new Blob([writeCsv(rows)], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `${name}-${localToday()}.csv`;
  link.click();
  // after the browser has begun to read it
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
