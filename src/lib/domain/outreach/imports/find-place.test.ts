import { describe, expect, it } from 'vitest';
import { distance, PlaceFinder } from './find-place';

const places = [
  { id: 'old', code: '2161x', name: 'Ljusdal' },
  { id: 'lju', code: '2161', name: 'Ljusdal' },
  { id: 'upp', code: '0114', name: 'Upplands Väsby' },
  { id: 'bru', code: '21004', name: 'Brussel', nameSecond: 'Bruxelles' },
  { id: 'mal', code: '2418', name: 'Malå' }
];
const finder = new PlaceFinder(places);

describe('PlaceFinder', () => {
  it.each([
    ['Ljusdal', 'lju'],
    ['LJUSDALS KOMMUN', 'lju'],
    ['Gemeente Brussel', 'bru'],
    ['bruxelles', 'bru'],
    ['114', 'upp'],
    ['0114', 'upp'],
    ['0114 Upplands Väsby', 'upp'],
    ['Upplands Väsby (0114)', 'upp'],
    ['Mala', 'mal']
  ])('finds %s', (text, id) => expect(finder.find(text)).toBe(id));

  it('finds nothing by half a name, by a code with another name, and by nothing', () => {
    expect(['Upplands', '2161 Malå', '', ' - ', 'kommun'].map((text) => finder.find(text))).toEqual(
      Array(5).fill(null)
    );
  });

  it('offers what comes near, and nothing that does not', () => {
    expect(finder.near('Ljusdahl')).toContain('lju');
    expect(finder.near('Uplands Vasby')).toEqual(['upp']);
    expect(finder.near('Göteborg')).toEqual([]);
  });
});

it('distance counts letters changed, put in, taken out and swapped, and stops early', () => {
  expect([
    distance('malå', 'mala', 3),
    distance('ab', 'ba', 3),
    distance('', 'abc', 3),
    distance('abcdef', 'x', 2)
  ]).toEqual([1, 1, 3, 3]);
});
