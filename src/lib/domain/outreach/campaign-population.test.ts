import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CampaignFilter,
  type CampaignPlace,
  NO_FILTER,
  readCampaignFilter,
  selectPlaces,
  writeCampaignFilter
} from './campaign-population';

const place = (code: string, change: Partial<CampaignPlace> = {}): CampaignPlace => ({
  ...{ id: code, code, name: `Place ${code}`, countyCode: '24', countyName: 'Västerbotten', groupCode: 'C8' },
  ...{ population: 4000, level: null, reached: false, lastContactOn: null, ...change }
});
const places = [
  place('1', { level: 0, lastContactOn: '2026-03-01', reached: true }),
  place('2', { level: 2, population: 60_000, groupCode: 'B3', countyCode: '22' }),
  place('3', { population: null, groupCode: null, countyCode: null, lastContactOn: '2026-10-01' })
];
const chosen = (change: Partial<CampaignFilter>) => {
  const result = selectPlaces(places, { ...NO_FILTER, ...change });
  return result.ok ? result.value.map(({ code }) => code).join('') : result.problems[0]!.code;
};

describe('selectPlaces', () => {
  it.each<[string, Partial<CampaignFilter>, string]>([
    ['nothing: everybody', {}, '123'],
    ['levels, with those not assessed', { levels: ['0', 'none'] }, '13'],
    ['sizes; an unknown size fits none', { sizes: ['s1'] }, '1'],
    ['counties', { counties: ['22', '24'] }, '12'],
    ['main groups', { groups: ['B'] }, '2'],
    ['never reached', { neverReached: true }, '23'],
    ['last contact before: whoever had none fits', { lastContactBefore: '2026-10-01' }, '12'],
    ['targets', { targets: ['3', '1'] }, '13'],
    ['excluded', { excluded: ['2'] }, '13'],
    ['targets and excluded: excluded wins', { targets: ['1', '2'], excluded: ['2'] }, '1'],
    ['everything at once', { levels: ['2'], sizes: ['s5'], counties: ['22'], groups: ['B'], neverReached: true }, '2'],
    ['a code nobody has', { targets: ['1', '9'] }, 'code-unknown']
  ])('narrows by %s', (_name, filter, expected) => {
    expect(chosen(filter)).toBe(expected);
  });

  it('names the list and the codes it does not know', () => {
    const result = selectPlaces(places, { ...NO_FILTER, targets: ['9'], excluded: ['8', '1'] });
    expect(result.ok ? [] : result.problems.map(({ path, facts }) => [path, facts?.codes])).toEqual([
      ['targets', '9'],
      ['excluded', '8']
    ]);
  });
});

describe('a filter in an address', () => {
  it('comes back as it was written', () => {
    const code = fc.stringMatching(/^[0-9]{1,6}$/);
    const filter: fc.Arbitrary<CampaignFilter> = fc.record({
      levels: fc.subarray(['0', '1', '2', '3', '4', '5', 'none'] as const),
      sizes: fc.subarray(['s1', 's2', 's3', 's4', 's5', 's6'] as const),
      counties: fc.uniqueArray(code),
      groups: fc.subarray(['A', 'B', 'C'] as const),
      neverReached: fc.boolean(),
      lastContactBefore: fc.constantFrom('', '2026-10-01'),
      targets: fc.uniqueArray(code),
      excluded: fc.uniqueArray(code)
    });
    fc.assert(
      fc.property(filter, (given) => {
        expect(readCampaignFilter(new URLSearchParams(writeCampaignFilter(given).toString()))).toEqual(given);
      })
    );
  });

  it('takes codes however they were pasted, and leaves out what is none of our values', () => {
    const given = new URLSearchParams({
      targets: '1; 2,\n3  2',
      level: '9',
      size: 'x',
      before: 'tomorrow',
      never: '1'
    });
    expect(readCampaignFilter(given)).toEqual({ ...NO_FILTER, targets: ['1', '2', '3'] });
  });
});
