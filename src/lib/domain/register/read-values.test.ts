import { describe, expect, it } from 'vitest';
import { cleanCell, meansNoValue } from './clean-cell';
import { readCode, readDate, readDegrees, readGroup, readName, readPopulation, type ReadValue } from './read-values';

const valueOf = <T>(read: ReadValue<T>) => (read.ok ? read.value : read.message);

describe('cleanCell', () => {
  it.each([
    [' Åsvalla ', 'Åsvalla', null],
    ['="0114"', '0114', 'wrapping'],
    ["'0114", '0114', 'wrapping'],
    ['Norra\nÅs', 'Norra Ås', 'invisible'],
    ['Norra\u00a0Ås', 'Norra Ås', 'invisible'],
    ['Ås\u200bvalla', 'Åsvalla', 'invisible'],
    ['A\u030asvalla', 'Åsvalla', 'invisible'],
    ["L'Écluse", "L'Écluse", null]
  ])('reads %j as %j', (raw, text, code) => {
    expect(cleanCell(raw)).toMatchObject({ text, repair: code === null ? null : { code } });
  });

  it('cuts a cell of ten million letters without choking on it', () => {
    expect(cleanCell('1 '.repeat(5_000_000)).text).toHaveLength(1_000);
  });
});

describe('meansNoValue', () => {
  it('knows the marks of statistical offices', () => {
    expect(['', '..', '-', '–', 'N/A', '#N/A', 'NULL'].every(meansNoValue)).toBe(true);
    expect(['0', 'Ås', 'x'].some(meansNoValue)).toBe(false);
  });
});

describe('readPopulation', () => {
  it.each([
    ['43891', 43_891],
    ['43 891', 43_891],
    ['43.891', 43_891],
    ['1,043,891', 1_043_891],
    ['43891.0', 43_891],
    ['0', 0]
  ])('reads %s', (text, value) => expect(valueOf(readPopulation(text))).toBe(value));

  it.each(['-5', '12.5', '4389x', '1e5', '999999999'])('refuses %s', (text) => {
    expect(readPopulation(text)).toMatchObject({ ok: false, code: 'bad-population' });
  });
});

describe('readDegrees', () => {
  it('reads decimal points and commas', () => {
    expect(valueOf(readDegrees('-59.52', 'lat'))).toBe(-59.52);
    expect(valueOf(readDegrees('179,5', 'lon'))).toBe(179.5);
  });

  it('refuses what is off the globe, and names metres of a grid', () => {
    expect(valueOf(readDegrees('90.1', 'lat'))).toBe('the latitude must be degrees between -90 and 90 - got "90.1"');
    expect(valueOf(readDegrees('6581822', 'lat'))).toContain('metres of a national grid');
    expect(readDegrees('17°', 'lon').ok).toBe(false);
  });
});

describe('readDate', () => {
  it.each([
    ['2025-01-31', '2025-01-31'],
    ['20250131', '2025-01-31'],
    ['31.1.2025', '2025-01-31'],
    ['31/01/2025', '2025-01-31'],
    ['2025-01-31T00:00:00Z', '2025-01-31'],
    ['9999-12-31', null]
  ])('reads %s as %s', (text, value) => expect(valueOf(readDate(text, 'validTo'))).toBe(value));

  it.each(['2025-02-30', '2025', '1/31/2025', '31 januari', '2025-1-1-1'])('refuses %s', (text) => {
    expect(readDate(text, 'validFrom')).toMatchObject({ ok: false, code: 'bad-validFrom' });
  });
});

describe('readGroup, readCode and readName', () => {
  it('make a group a capital and refuse another letter', () => {
    expect(valueOf(readGroup('c9'))).toBe('C9');
    expect(readGroup('D1').ok).toBe(false);
  });

  it('take decimals off a code and refuse spaces', () => {
    expect(valueOf(readCode('114.0'))).toBe('114');
    expect(readCode('01 14').ok).toBe(false);
  });

  it('refuse names that lost letters, are numbers, or are long', () => {
    expect(valueOf(readName('Malm\ufffd'))).toContain('has lost letters');
    expect(readName('114').ok).toBe(false);
    expect(readName('å'.repeat(201)).ok).toBe(false);
    expect(valueOf(readName('Y'))).toBe('Y');
  });
});
