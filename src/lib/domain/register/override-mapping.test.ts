import { describe, expect, it } from 'vitest';
import { overrideMapping } from './override-mapping';
import type { RegisterColumn } from './types';

const column = (index: number, header: string, words = [header]): RegisterColumn => ({
  index,
  header,
  words,
  samples: []
});
const columns = [
  column(0, 'Kommunkod / Municipality code', ['Kommunkod', 'Municipality code']),
  column(1, 'Kommun'),
  column(2, 'Kommun_FI'),
  column(3, 'Antal'),
  column(5, 'Antal')
];

describe('overrideMapping', () => {
  it('takes one of the words of a header in two languages, whatever its case', () => {
    expect(overrideMapping({}, columns, { code: 'municipality CODE', name: 'Kommun' })).toEqual({
      ok: true,
      value: { code: 0, name: 1 }
    });
  });

  it('keeps what was not named, except where its column is taken now', () => {
    const result = overrideMapping({ code: 0, name: 1, nameSecond: 2 }, columns, { name: 'Kommun_FI' });
    expect(result).toEqual({ ok: true, value: { code: 0, name: 2 } });
  });

  it('leaves a field out that was named with nothing', () => {
    expect(overrideMapping({ code: 0, population: 3 }, columns, { population: '' })).toEqual({
      ok: true,
      value: { code: 0 }
    });
  });

  it('takes a column by its number where no header is that number', () => {
    expect(overrideMapping({}, columns, { population: '6' })).toEqual({ ok: true, value: { population: 5 } });
    expect(overrideMapping({}, [...columns, column(6, '6')], { population: '6' })).toEqual({
      ok: true,
      value: { population: 6 }
    });
  });

  it('names the columns there are when one is not found', () => {
    const result = overrideMapping({}, columns, { code: 'LAU' });
    expect(result).toMatchObject({ ok: false, problems: [{ code: 'unknown-column', path: 'mapping.code' }] });
    expect(!result.ok && result.problems[0]?.message).toContain(
      'There is no column "LAU" for code - the columns are 1 "Kommunkod / Municipality code", 2 "Kommun"'
    );
  });

  it('asks for the number where two columns have the header', () => {
    const result = overrideMapping({}, columns, { population: 'Antal' });
    expect(!result.ok && result.problems[0]?.message).toBe(
      '"Antal" stands over columns 4 and 6 - name the column by its number.'
    );
  });

  it('refuses one column for two fields', () => {
    expect(overrideMapping({}, columns, { code: 'Kommun', name: '2' })).toMatchObject({
      ok: false,
      problems: [{ code: 'bad-mapping', path: 'mapping.name' }]
    });
  });
});
