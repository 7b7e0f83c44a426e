import { describe, expect, it } from 'vitest';
import { readRegister } from './read-register';
import type { RegisterFacts } from './types';
import { REGISTER_FORMATS, writeRegister } from './write-register';

const rows: RegisterFacts[] = [
  {
    code: '0114',
    name: 'Upplands Väsby',
    nameSecond: 'Väsby; "norra"',
    countyCode: '01',
    countyName: 'Stockholm',
    group: 'A2',
    urbanisation: 2,
    population: 43_891,
    lat: 59.52,
    lon: -17.9,
    validFrom: '1971-01-01',
    validTo: null
  },
  {
    code: '0115',
    name: '=HYPERLINK("x")',
    nameSecond: 'Två',
    countyCode: '01',
    countyName: 'Stockholm',
    group: 'A2',
    urbanisation: 3,
    population: 32_380,
    lat: 59.5,
    lon: 18.1,
    validFrom: '1971-01-01',
    validTo: '2026-12-31'
  }
];

describe('writeRegister', () => {
  it.each(REGISTER_FORMATS)('comes back through the import as it went out: %s', (format) => {
    const harmless = rows.map((row) => ({ ...row, name: row.name.replace('=HYPERLINK("x")', 'Vallentuna') }));
    const read = readRegister(new TextEncoder().encode(writeRegister(harmless, format)), { fileName: 'register' });
    expect(read.ok && read.value.problems).toEqual([]);
    expect(read.ok && read.value.rows.map(({ line: _line, ...facts }) => facts)).toEqual(harmless);
  });

  it('lets no spreadsheet run a name', () => {
    expect(writeRegister(rows, 'csv')).toContain(`;"'=HYPERLINK(""x"")";`);
  });
});
