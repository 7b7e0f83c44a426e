import { describe, expect, it } from 'vitest';
import { check } from '../shared/check';
import { type ProfileSet, profileSet } from './commands';

const id = (n: number) => `01980000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const ids = (count: number) => Array.from({ length: count }, (_, n) => id(n + 1));
const names = (count: number) => Array.from({ length: count }, (_, n) => `theme-${n}`);
const profile: ProfileSet = { municipalityId: id(0), offers: [], capacity: 1, wants: [], languages: ['sv'] };
const pathsOf = (said: object) => {
  const read = check(profileSet.schema, { ...profile, ...said });
  return read.ok ? [] : read.problems.map(({ path }) => path);
};
const wishes = (count: number) => ids(count).map((municipalityId) => ({ municipalityId, reason: 'Same size' }));
const group = (places: number) => ({ id: id(9), dimension: 'legal', places });

describe('what a municipality may offer and ask for', () => {
  it.each([
    ['a capacity of 0 to 5', { capacity: 0 }, { capacity: 5 }],
    ['up to three dimensions', { wants: names(3) }, { wants: [] }],
    ['up to five wishes, each with a reason', { wishes: wishes(5) }, { wishes: [] }],
    ['up to five steps of its plan', { goals: names(5) }, { goals: [] }],
    ['calls, visits and groups', { forms: ['call', 'visit', 'group'] }, { forms: [] }],
    ['any months', { months: [1, 12] }, { months: [] }],
    ['groups of two to five', { groups: [group(2)] }, { groups: [group(5)] }],
    ['near, elsewhere or either', { distance: 'near' }, { distance: null }],
    ['rest, or none', { rest: true }, { rest: false }],
    ['to take part, or not', { consent: true }, { consent: false }]
  ])('is %s', (_, most, least) => {
    expect([pathsOf(most), pathsOf(least)]).toEqual([[], []]);
  });

  it.each([
    ['capacity', { capacity: 6 }],
    ['capacity', { capacity: -1 }],
    ['capacity', { capacity: 1.5 }],
    ['wants', { wants: names(4) }],
    ['wishes', { wishes: wishes(6) }],
    ['goals', { goals: names(6) }],
    ['forms.0', { forms: ['mail'] }],
    ['months.0', { months: [13] }],
    ['groups.0.places', { groups: [group(1)] }],
    ['groups.0.places', { groups: [group(6)] }],
    ['avoid', { avoid: ids(51) }],
    ['languages', { languages: [] }]
  ])('is refused by its field beyond that: %s', (path, said) => {
    expect(pathsOf(said)).toEqual([path]);
  });
});
