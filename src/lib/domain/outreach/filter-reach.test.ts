import { describe, expect, it } from 'vitest';
import { reachState } from './coverage';
import { filterReach, readReachFilter } from './filter-reach';
import { assessment, meeting, municipality } from './records.fixture';

const at = '2026-09-01T08:00:00.000Z';
const reaches = [
  reachState(municipality(1, { name: 'Malå', population: 3000 }), undefined, []),
  reachState(
    municipality(2, { name: 'Malmö', countyCode: '12', population: 340_000 }),
    assessment(2, { startedAt: at }),
    []
  ),
  reachState(municipality(3, { name: 'Lund', countyCode: '12', population: null }), undefined, [meeting(3)])
];
const names = (search: string) =>
  filterReach(reaches, readReachFilter(new URLSearchParams(search))).map((r) => r.municipality.name);

describe('filterReach', () => {
  it('leaves everything without a filter', () => {
    expect(names('')).toEqual(['Malå', 'Malmö', 'Lund']);
  });

  it('finds by part of a name without accents, and by code', () => {
    expect(names('q=mala')).toEqual(['Malå']);
    expect(names('q=0003')).toEqual(['Lund']);
  });

  it('narrows by county, size, answers and meetings', () => {
    expect(names('county=12')).toEqual(['Malmö', 'Lund']);
    expect(names('size=s1')).toEqual(['Malå']);
    expect(names('group=C')).toEqual(['Malå', 'Malmö', 'Lund']);
    expect(names('group=A')).toEqual([]);
    expect(names('answers=started')).toEqual(['Malmö']);
    expect(names('answers=started&answers=not-started')).toEqual(['Malå', 'Malmö', 'Lund']);
    expect(names('met=met')).toEqual(['Lund']);
    expect(names('met=not-met')).toEqual(['Malå', 'Malmö']);
    expect(names('met=unreached')).toEqual(['Malå']);
  });

  it('narrows by all of them together', () => {
    expect(names('county=12&met=not-met')).toEqual(['Malmö']);
  });
});

describe('readReachFilter', () => {
  it('ignores what is not a value of ours', () => {
    expect(readReachFilter(new URLSearchParams('size=huge&answers=maybe&met=yes'))).toEqual({
      query: '',
      countyCode: '',
      size: '',
      group: '',
      answering: [],
      met: ''
    });
  });

  it('cuts a query that goes on for ever', () => {
    expect(readReachFilter(new URLSearchParams({ q: 'a'.repeat(5000) })).query).toHaveLength(100);
  });
});
