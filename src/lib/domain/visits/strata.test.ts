import { describe, expect, it } from 'vitest';
import { DEFAULT_STRATUM_POINTS, openStrata, readStratum, strataOf } from './strata';

const small = { countyCode: '20', groupCode: 'C6', population: 6800 };
const large = { countyCode: '20', groupCode: 'A2', population: 120_000 };

describe('strata', () => {
  it('are county, size class, main group and the cell of all three', () => {
    expect(strataOf(small)).toEqual(['county:20', 'size:s2', 'group:C', 'cell:20/s2/C']);
    expect(strataOf({ countyCode: '20', groupCode: null, population: null })).toEqual(['county:20']);
  });

  it('are open until somebody in them was met', () => {
    expect(openStrata([small], [large], DEFAULT_STRATUM_POINTS)).toEqual({
      'size:s2': 100,
      'group:C': 100,
      'cell:20/s2/C': 20
    });
    expect(openStrata([small], [small], DEFAULT_STRATUM_POINTS)).toEqual({});
  });

  it('are read back, also where a county code has a slash', () => {
    expect(strataOf(small).map(readStratum)).toEqual([
      { county: '20' },
      { size: 's2' },
      { group: 'C' },
      { county: '20', size: 's2', group: 'C' }
    ]);
    expect(readStratum('cell:a/b/s1/A')).toEqual({ county: 'a/b', size: 's1', group: 'A' });
  });
});
