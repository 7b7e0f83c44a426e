import { describe, expect, it } from 'vitest';
import { filterRegister, listCounties, registerStateOf, sortRegister } from './filter-register';
import type { RegisterFacts } from './types';

const facts = (code: string, name: string, more: Partial<RegisterFacts> = {}): RegisterFacts => ({
  code,
  name,
  nameSecond: null,
  countyCode: null,
  countyName: null,
  group: null,
  urbanisation: null,
  population: null,
  lat: null,
  lon: null,
  validFrom: null,
  validTo: null,
  ...more
});
const rows = [
  facts('0114', 'Upplands Väsby', { countyCode: '01', countyName: 'Stockholm' }),
  facts('0180', 'Stockholm', { countyCode: '01', countyName: 'Stockholm' }),
  facts('1280', 'Malmö', { countyCode: '12', nameSecond: 'Malmoe' }),
  facts('0100', 'Gamla', { countyCode: '01', validTo: '2025-12-31' }),
  facts('0199', 'Nya', { validFrom: '2027-01-01' })
];
const codes = (filter: Parameters<typeof filterRegister>[1]) =>
  filterRegister(rows, filter, '2026-11-22').map((row) => row.code);

describe('filterRegister', () => {
  it('shows those valid today unless asked otherwise', () => {
    expect(codes({})).toEqual(['0114', '0180', '1280']);
    expect(codes({ state: 'ended' })).toEqual(['0100']);
    expect(codes({ state: 'coming' })).toEqual(['0199']);
    expect(codes({ state: 'all' })).toHaveLength(5);
  });

  it('finds by code, by either name and by county, without accents', () => {
    expect(codes({ text: 'vasby' })).toEqual(['0114']);
    expect(codes({ text: 'malmoe' })).toEqual(['1280']);
    expect(codes({ text: '018' })).toEqual(['0180']);
    expect(codes({ text: 'STOCKHOLM' })).toEqual(['0114', '0180']);
    expect(codes({ text: 'stockholm', county: '12' })).toEqual([]);
  });
});

describe('registerStateOf', () => {
  it('calls ended what ended yesterday, and valid what ends today', () => {
    expect(registerStateOf({ validFrom: null, validTo: '2026-11-21' }, '2026-11-22')).toBe('ended');
    expect(registerStateOf({ validFrom: null, validTo: '2026-11-22' }, '2026-11-22')).toBe('valid');
  });
});

describe('listCounties', () => {
  it('counts by code and takes the first name there is', () => {
    expect(listCounties(rows)).toEqual([
      { key: '01', name: 'Stockholm', municipalities: 3 },
      { key: '12', name: '12', municipalities: 1 }
    ]);
  });

  it('goes by the name where the register has no codes, and so does the filter', () => {
    const belgian = [facts('11001', 'Aartselaar', { countyName: 'Antwerpen' }), facts('21001', 'Anderlecht')];
    expect(listCounties(belgian)).toEqual([{ key: 'Antwerpen', name: 'Antwerpen', municipalities: 1 }]);
    expect(filterRegister(belgian, { county: 'Antwerpen' }, '2026-11-22')).toHaveLength(1);
  });
});

describe('sortRegister', () => {
  const some = [
    facts('3', 'Örebro', { population: 155_000 }),
    facts('1', 'Zinkgruvan'),
    facts('2', 'Ale', { population: 31_000 }),
    facts('10', 'Ale')
  ];
  const sorted = (...[sort, language = 'sv']: [Parameters<typeof sortRegister>[1], string?]) =>
    sortRegister(some, sort, language).map(({ code }) => code);

  it('follows the alphabet of the language, and codes as numbers', () => {
    expect(sorted({ by: 'name', descending: false })).toEqual(['2', '10', '1', '3']);
    expect(sorted({ by: 'name', descending: false }, 'nl')).toEqual(['2', '10', '3', '1']);
    expect(sorted({ by: 'code', descending: true })).toEqual(['10', '3', '2', '1']);
  });

  it('puts what is unknown last either way', () => {
    expect(sorted({ by: 'population', descending: false })).toEqual(['2', '3', '1', '10']);
    expect(sorted({ by: 'population', descending: true })).toEqual(['3', '2', '1', '10']);
  });
});
