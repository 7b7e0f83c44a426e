import { describe, expect, it } from 'vitest';
import { inferCodeLength, inferCountyLength } from './code-length';
import { restoreZeros } from './restore-zeros';
import { RowLog } from './row-log';
import type { RegisterRow } from './types';

const EMPTY = {
  nameSecond: null,
  countyName: null,
  group: null,
  urbanisation: null,
  population: null,
  lat: null,
  lon: null,
  validFrom: null,
  validTo: null
};

function restore(codes: [code: string, countyCode?: string][], codeLength?: number) {
  const log = new RowLog({ code: 0, countyCode: 1 });
  const rows: RegisterRow[] = codes.map(([code, countyCode], i) => {
    return { ...EMPTY, line: i + 2, code, name: 'Ort', countyCode: countyCode ?? null };
  });
  const restored = restoreZeros(rows, { codeLength }, log);
  return {
    codes: restored.map((row) => row.code),
    counties: restored.map((row) => row.countyCode),
    repairs: log.repairs.map(({ from, to }) => `${from} to ${to}`),
    problems: log.problems.map(({ line, code }) => `${line} ${code}`)
  };
}

describe('restoreZeros', () => {
  it('puts back zeros where the other codes are longer', () => {
    const { codes, repairs, problems } = restore([['114'], ['115'], ['1280']]);
    expect(codes).toEqual(['0114', '0115', '1280']);
    expect(repairs).toEqual(['114 to 0114', '115 to 0115']);
    expect(problems).toEqual([]);
  });

  it('puts back one zero in a file that kept the others', () => {
    expect(restore([['0114'], ['115'], ['1280']]).codes).toEqual(['0114', '0115', '1280']);
  });

  it('changes nothing without a sign of longer codes, but follows a given length', () => {
    expect(restore([['114'], ['115']]).codes).toEqual(['114', '115']);
    expect(restore([['114'], ['5']], 4).codes).toEqual(['0114', '0005']);
  });

  it('takes a county above its municipalities for no municipality', () => {
    expect(restore([['10'], ['1060'], ['0114'], ['1080']]).problems).toEqual(['2 code-length']);
  });

  it('takes a short code that has its zero for another kind of code', () => {
    expect(restore([['010'], ['1060'], ['1080']])).toMatchObject({
      codes: ['010', '1060', '1080'],
      problems: ['2 code-length']
    });
  });

  it('does not lengthen all codes because one has a digit too many', () => {
    const { codes, problems } = restore([['9901'], ['9902'], ['9903'], ['99044']]);
    expect(codes).toEqual(['9901', '9902', '9903', '99044']);
    expect(problems).toEqual(['5 code-length']);
  });

  it('knows counties by the codes that begin with them', () => {
    expect(
      restore([
        ['0114', '1'],
        ['0115', '1']
      ]).counties
    ).toEqual(['01', '01']);
    expect(
      restore([
        ['114', '1'],
        ['1280', '12'],
        ['1281', '12']
      ]).counties
    ).toEqual(['01', '12', '12']);
  });

  it('leaves codes with letters alone', () => {
    expect(
      restore([
        ['GM0363', 'PV27'],
        ['GM14', 'PV2']
      ])
    ).toMatchObject({ codes: ['GM0363', 'GM14'], counties: ['PV27', 'PV2'] });
  });
});

describe('inferCodeLength and inferCountyLength', () => {
  it('tell nothing from nothing', () => {
    expect(inferCodeLength([])).toBe(null);
    expect(inferCodeLength(['GM1', 'GM2', '3'])).toBe(null);
    expect(inferCountyLength([])).toBe(null);
  });

  it('tell no county length when a code does not begin with its county', () => {
    expect(
      inferCountyLength([
        { code: '0114', countyCode: '1' },
        { code: '1280', countyCode: '3' }
      ])
    ).toBe(null);
  });
});
