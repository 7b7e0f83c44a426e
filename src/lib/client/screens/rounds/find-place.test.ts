import { describe, expect, it } from 'vitest';
import { findPlace, type Place, placesByName } from './find-place';

const places = new Map<string, Place>([
  ['Umeå', { kind: 'lane', id: 'umea' }],
  ['Åre', { kind: 'lane', id: 'are' }],
  ['Årjäng', { kind: 'lane', id: 'arjang' }],
  ['Ale', { kind: 'lane', id: 'ale' }],
  ['Alekulla', { kind: 'lane', id: 'alekulla' }],
  ['Group on Law, Umeå', { kind: 'lane', id: 'group' }]
]);

describe('findPlace', () => {
  it.each([
    ['Umeå', 'umea'],
    [' umeå ', 'umea'],
    ['årj', 'arjang'],
    ['ale', 'ale'],
    ['law', 'group'],
    ['år', undefined],
    ['x', undefined],
    [' ', undefined]
  ])('"%s" is at %s', (typed, place) => expect(findPlace(places, typed)?.id).toBe(place));
});

describe('placesByName', () => {
  it('finds a card before the lane of the same municipality', () => {
    const card = { mentee: 'a', name: 'Ale', pair: null, pinned: false, moved: false };
    const lanes = ['Ale', 'Boden'].map((name) => ({ mentor: name, name, places: 1, cards: [] }));
    expect(Object.fromEntries(placesByName(lanes, [card]))).toEqual({
      Ale: { kind: 'card', id: 'a' },
      Boden: { kind: 'lane', id: 'Boden' }
    });
  });
});
