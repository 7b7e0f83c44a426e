import { describe, expect, it } from 'vitest';
import { filterLanes, type LaneFilter, layLanes } from './shown-lanes';

const pair = (mentee: string, mentor: string) => ({ mentee, mentor, score: 0.5, dimension: 'legal', reasons: [] });
const profile = {
  levels: {},
  population: null,
  county: null,
  group: null,
  languages: [],
  lat: null,
  lon: null,
  vetoes: [],
  offers: ['legal']
};
const mentors = [
  { ...profile, id: 'x', capacity: 2 },
  { ...profile, id: 'y', capacity: 1 },
  { ...profile, id: 'z', capacity: 0 }
];
const spelt: Record<string, string> = { x: 'Örebro', y: 'Ale', z: 'Boden', a: 'Åre', b: 'Bjuv', c: 'Gagnef' };
const name = (id: string) => spelt[id]!;
const laid = layLanes({
  mentors,
  tried: {
    pairs: [pair('a', 'x'), pair('b', 'x')],
    unmatched: [{ mentee: 'c', missing: 1, reason: 'capacity' }],
    added: [['a', 'x']],
    dropped: [['a', 'y']]
  },
  decisions: { pins: [['b', 'x']], forbids: [] },
  names: { mentee: name, mentor: name },
  locale: 'sv'
});

describe('layLanes', () => {
  it('gives each mentor with places a lane, in the order of names', () => {
    expect(laid.lanes.map((lane) => lane.name)).toEqual(['Ale', 'Örebro']);
    expect(laid.unmatched.map((card) => card.name)).toEqual(['Gagnef']);
  });

  it('marks what is pinned and what has another mentor than in the draft', () => {
    const marks = laid.lanes[1]!.cards.map(({ name: of, pinned, moved }) => ({ of, pinned, moved }));
    expect(marks).toEqual([
      { of: 'Bjuv', pinned: true, moved: false },
      { of: 'Åre', pinned: false, moved: true }
    ]);
  });
});

describe('filterLanes', () => {
  const is = { changed: new Set(['x', 'y']), decided: new Set(['x']) };
  const found = (q: string, show: LaneFilter, offers = () => true) =>
    filterLanes(laid.lanes, { q, show, offers }, is).map((lane) => lane.mentor);

  it.each<[string, LaneFilter, string[]]>([
    ['', 'all', ['y', 'x']],
    ['', 'taken', ['x']],
    ['', 'free', ['y']],
    ['', 'changed', ['y', 'x']],
    ['', 'decided', ['x']],
    [' ÖRE', 'all', ['x']],
    ['bjuv', 'all', ['x']],
    ['nobody', 'all', []]
  ])('"%s" of %s', (q, show, mentors_) => expect(found(q, show)).toEqual(mentors_));

  it('leaves those that offer the theme', () => expect(found('', 'all', () => false)).toEqual([]));
});
