/** A value of a cell; numbers are written as they are, null and undefined as nothing. */
export type CsvCell = string | number | null | undefined;

/**
 * - `excel`: for European Excel: UTF-8 with BOM, semicolons, decimal commas (18.5 would be read as the 18th of May);
 * - `rfc4180`: commas, no BOM, as RFC 4180 has it.
 */
export type CsvStyle = 'excel' | 'rfc4180';

const BOM = '\ufeff';
const SEPARATORS: Record<CsvStyle, string> = { excel: ';', rfc4180: ',' };

// A spreadsheet runs a cell that begins so as a formula (OWASP, CSV Injection, 2023). Numbers of ours are never text.
const FORMULA = /^[=+\-@\t\r]/;

/**
 * A table as a CSV file: CRLF after every row, cells quoted where they must be, and text that a spreadsheet would run
 * as a formula made harmless by an apostrophe before it.
 *
 * @example
 * writeCsv([['code', 'name'], ['0114', 'Upplands Väsby'], ['1', '=1+1']])
 * // '\ufeffcode;name\r\n0114;Upplands Väsby\r\n1;\'=1+1\r\n'
 */
export function writeCsv(rows: readonly (readonly CsvCell[])[], style: CsvStyle = 'excel'): string {
  const separator = SEPARATORS[style];
  const lines = rows.map((row) => `${row.map((cell) => writeCell(cell, style)).join(separator)}\r\n`);
  return (style === 'excel' ? BOM : '') + lines.join('');
}

function writeCell(cell: CsvCell, style: CsvStyle): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'number') return style === 'excel' ? String(cell).replace('.', ',') : String(cell);
  const separator = SEPARATORS[style];
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  const quoted = safe.includes(separator) || /["\r\n]/.test(safe) || safe !== safe.trim();
  return quoted ? `"${safe.replaceAll('"', '""')}"` : safe;
}
