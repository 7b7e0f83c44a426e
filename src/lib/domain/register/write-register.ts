import { writeCsv, type CsvCell } from '../shared/csv';
import { REGISTER_FIELDS, type RegisterFacts, type RegisterField } from './types';

/** Names that the import recognises, so that an exported register can be edited and come back. */
const HEADERS: Record<RegisterField, string> = {
  code: 'code',
  name: 'name',
  nameSecond: 'name_second',
  countyCode: 'county_code',
  countyName: 'county_name',
  group: 'group',
  urbanisation: 'degree_of_urbanisation',
  population: 'population',
  lat: 'latitude',
  lon: 'longitude',
  validFrom: 'valid_from',
  validTo: 'valid_to'
};
export const REGISTER_FORMATS = ['csv', 'csv-plain', 'json'] as const;
export type RegisterFormat = (typeof REGISTER_FORMATS)[number];

/**
 * A register as a file: `csv` for European Excel, `csv-plain` as RFC 4180 has it, `json` as a list of flat objects.
 *
 * @example
 * writeRegister([{ code: '0114', name: 'Upplands Väsby', ... }], 'csv-plain')
 * // 'code,name,name_second,...\r\n0114,Upplands Väsby,,...\r\n'
 */
export function writeRegister(rows: readonly RegisterFacts[], format: RegisterFormat): string {
  if (format === 'json') {
    const objects = rows.map((row) => Object.fromEntries(REGISTER_FIELDS.map((field) => [HEADERS[field], row[field]])));
    return `${JSON.stringify(objects, null, 2)}\n`;
  }
  const table: CsvCell[][] = [
    REGISTER_FIELDS.map((field) => HEADERS[field]),
    ...rows.map((row) => REGISTER_FIELDS.map((field) => row[field]))
  ];
  return writeCsv(table, format === 'csv' ? 'excel' : 'rfc4180');
}
