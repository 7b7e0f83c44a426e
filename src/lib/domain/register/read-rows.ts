import type { TableRow } from '../shared/table/types';
import { cleanCell, meansNoValue } from './clean-cell';
import {
  readCode,
  readDate,
  readDegrees,
  readGroup,
  readName,
  readPopulation,
  readUrbanisation,
  type ReadValue
} from './read-values';
import type { RowLog } from './row-log';
import type { Mapping, RegisterField, RegisterRow } from './types';

/**
 * Reads the facts of one row; what is wrong or was read otherwise than written goes to the log. A value with a fault
 * is `null`, a code or name with a fault is empty: rows with problems are shown, never imported.
 *
 * @example
 * readRow({ line: 9, cells: ['0114', 'Upplands Väsby', '43 891'] }, { code: 0, name: 1, population: 2 }, log)
 * // { line: 9, code: '0114', name: 'Upplands Väsby', population: 43891, nameSecond: null, ... }
 */
export function readRow(row: TableRow, mapping: Mapping, log: RowLog): RegisterRow {
  const read = <T>(field: RegisterField, reader: (text: string) => ReadValue<T>): T | null => {
    const column = mapping[field];
    return column === undefined ? null : readField(row.line, row.cells[column] ?? '', field, reader, log);
  };
  const facts: RegisterRow = {
    line: row.line,
    code: read('code', readCode) ?? '',
    name: read('name', readName) ?? '',
    nameSecond: read('nameSecond', readName),
    countyCode: read('countyCode', readCode),
    countyName: read('countyName', readCountyName),
    group: read('group', readGroup),
    urbanisation: read('urbanisation', readUrbanisation),
    population: read('population', readPopulation),
    lat: read('lat', (text) => readDegrees(text, 'lat')),
    lon: read('lon', (text) => readDegrees(text, 'lon')),
    validFrom: read('validFrom', (text) => readDate(text, 'validFrom')),
    validTo: read('validTo', (text) => readDate(text, 'validTo'))
  };
  checkTogether(row, facts, mapping, log);
  return facts;
}

function readField<T>(
  line: number,
  raw: string,
  field: RegisterField,
  reader: (text: string) => ReadValue<T>,
  log: RowLog
): T | null {
  const clean = cleanCell(raw);
  if (clean.repair) log.addRepair(line, field, raw, { to: clean.text, ...clean.repair });
  if (isBlank(clean.text, field)) {
    if (field === 'code' || field === 'name') {
      log.addProblem(
        line,
        field,
        `missing-${field}`,
        `the ${field} of the municipality is missing - fill it in or take the line away`
      );
    } else if (clean.text !== '') {
      log.addRepair(line, field, clean.text, { to: '', code: 'no-value', why: 'read as no value' });
    }
    return null;
  }
  const found = reader(clean.text);
  if (!found.ok) {
    log.addProblem(line, field, found.code, found.message, { value: clean.text.slice(0, 60) });
    return null;
  }
  if (found.repair) log.addRepair(line, field, clean.text, found.repair);
  return found.value;
}

/** "None" and "Nan" may be names; a county of "0" is how spreadsheets show a missing one. */
function isBlank(text: string, field: RegisterField): boolean {
  const isName = field === 'name' || field === 'nameSecond' || field === 'countyName';
  if (field === 'countyName' && text === '0') return true;
  return isName ? text === '' || (meansNoValue(text) && !/\p{L}/u.test(text)) : meansNoValue(text);
}

function readCountyName(text: string): ReadValue<string> {
  const found = readName(text);
  return found.ok
    ? found
    : { ...found, code: 'bad-countyName', message: found.message.replace('the name', 'the county name') };
}

function checkTogether(row: TableRow, facts: RegisterRow, mapping: Mapping, log: RowLog): void {
  const { line } = row;
  if (mapping.lat !== undefined && mapping.lon !== undefined && (facts.lat === null) !== (facts.lon === null)) {
    const [missing, present] = facts.lat === null ? (['lat', 'lon'] as const) : (['lon', 'lat'] as const);
    const empty = meansNoValue(cleanCell(row.cells[mapping[missing] ?? 0] ?? '').text);
    if (empty)
      log.addProblem(
        line,
        missing,
        'half-point',
        `a point needs both latitude and longitude, ${missing} is missing beside ${present}`
      );
  }
  if (facts.validFrom && facts.validTo && facts.validTo < facts.validFrom) {
    log.addProblem(
      line,
      'validTo',
      'ends-before-start',
      `the last day of validity must not be before ${facts.validFrom} - got ${facts.validTo}`,
      { start: facts.validFrom, end: facts.validTo }
    );
  }
}
