import { describe, expect, it } from 'vitest';
import { EMPTY_PROFILE, type ProfileContent } from './empty-profile';
import { layOverProfile, mergeProfile, profileContent } from './merge-profile';

const profile = (more: Partial<ProfileContent> = {}): ProfileContent => ({ ...EMPTY_PROFILE, ...more });
const wish = (municipalityId: string, reason = '') => ({ municipalityId, reason });
const group = (id: string, places = 3) => ({ id, dimension: 'legal', places });

describe('a profile two officers change', () => {
  it('takes the change of a field nobody else has touched, and leaves what was not changed', () => {
    const now = profile({ capacity: 3, rest: true });
    const merge = mergeProfile(now, { capacity: 1, rest: false, distance: 'near' }, { distance: null });
    expect(merge).toEqual({ merged: { ...now, distance: 'near' }, changed: ['distance'], clashes: [], settled: [] });
  });

  it('puts lists without order together: what either added is in, what either took out is out', () => {
    const now = profile({ avoid: ['a', 'c'], months: [9], systems: ['Ext'] });
    const mine = { avoid: ['a', 'b'], months: [3, 6], systems: ['Ext', 'New'] };
    const { merged, clashes } = mergeProfile(now, mine, { avoid: ['a', 'd'], months: [6], systems: [] });
    expect(merged).toMatchObject({ avoid: ['a', 'c', 'b'], months: [3, 9], systems: ['Ext', 'New'] });
    expect(clashes).toEqual([]);
  });

  it('keeps both of two numbers, two orders, and two ranked lists of mentors', () => {
    const now = profile({ capacity: 3, wants: ['b', 'a'], wishes: [wish('x', 'Near')] });
    const mine = { capacity: 2, wants: ['a', 'c'], wishes: [wish('y')] };
    const merge = mergeProfile(now, mine, { capacity: 1, wants: ['a'], wishes: [] });
    expect(merge.merged).toEqual(now);
    expect(merge.clashes.map(({ field, value }) => [field, value])).toEqual([
      ['capacity', 2],
      ['wants', ['a', 'c']],
      ['wishes', [wish('y')]]
    ]);
  });

  it('keeps both lists whole where together they are too long, or would leave no language', () => {
    const now = profile({ goals: ['1', '2', '3', '4'], languages: ['en'] });
    const merge = mergeProfile(
      now,
      { goals: ['1', '5', '6'], languages: ['sv'] },
      { goals: ['1'], languages: ['sv', 'en'] }
    );
    expect(merge.merged).toEqual(now);
    expect(merge.clashes.map(({ field }) => field).sort()).toEqual(['goals', 'languages']);
    expect(mergeProfile(now, { goals: ['1', '5'] }, { goals: ['1'] }).merged.goals).toEqual(['1', '2', '3', '4', '5']);
  });

  it('puts groups together one by one, and whole where both changed the same one', () => {
    const now = profile({ groups: [group('a', 4), group('b')] });
    expect(mergeProfile(now, { groups: [group('c')] }, { groups: [] }).merged.groups).toEqual([
      group('a', 4),
      group('b'),
      group('c')
    ]);
    const both = mergeProfile(now, { groups: [group('a', 5)] }, { groups: [group('a', 3)] });
    expect(both.merged).toEqual(now);
    expect(both.clashes).toEqual([{ field: 'groups', value: [group('a', 5)], replaces: null }]);
    const five = [group('c'), group('d'), group('e')];
    expect(mergeProfile(now, { groups: five }, { groups: [] }).clashes[0]!.field).toBe('groups');
  });

  it('takes everything from a version of the app that does not say what it saw', () => {
    const now = profile({ offers: ['legal'], months: [3], avoid: ['a'] });
    const { merged } = mergeProfile(now, { offers: [], capacity: 4, avoid: ['b'] }, now);
    expect(merged).toEqual({ ...now, offers: [], capacity: 4, avoid: ['b'] });
  });

  it('shows an author their own until the server has merged it', () => {
    const now = profile({ capacity: 3, avoid: ['a'] });
    const mine = { capacity: 2, avoid: ['b'], rest: true };
    expect(layOverProfile(now, mine, { capacity: 1, avoid: [] })).toEqual({ ...now, capacity: 2, avoid: ['a', 'b'] });
    expect(layOverProfile(now, mine)).toMatchObject({ capacity: 2, avoid: ['b'], rest: true });
  });

  it('says everything a profile says, and nothing else', () => {
    const record = { ...profile({ capacity: 2 }), id: 'm', version: 4 };
    expect(profileContent(record)).toEqual(profile({ capacity: 2 }));
  });
});
