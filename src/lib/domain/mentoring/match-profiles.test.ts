import { describe, expect, it } from 'vitest';
import { matchProfiles } from './match-profiles';
import { mentee, mentor } from './profile.arbitrary';

const second = { ...mentee, id: 'c', population: 90_000 };
const problemsOf = (input: unknown) => {
  const result = matchProfiles(input);
  return result.ok ? [] : result.problems.map((problem) => `${problem.path}: ${problem.message}`);
};

describe('matchProfiles', () => {
  it('gives the result of the edges it computes, each pair with its dimension and reasons', () => {
    const result = matchProfiles({ mentees: [mentee, second], mentors: [mentor] });
    expect(result).toMatchObject({
      ok: true,
      value: {
        pairs: [{ mentee: 'a', mentor: 'b', score: 1, dimension: 'legal' }],
        total: 1,
        bound: 1,
        optimal: true,
        blocking: [],
        unmatched: [{ mentee: 'c', missing: 1, reason: 'capacity' }],
        unhelped: []
      }
    });
    expect(result.ok && result.value.pairs[0]?.reasons[0]).toMatchObject({ factor: 'gap', value: 1 });
  });

  it('reads a profile of which little is known', () => {
    const few = { languages: ['sv'], levels: { legal: 1 } };
    const input = {
      mentees: [{ ...few, id: 'a', wants: mentee.wants }],
      mentors: [{ ...few, id: 'b', offers: ['legal'], levels: { legal: 3 } }]
    };
    expect(matchProfiles(input)).toMatchObject({ ok: true, value: { total: 1, pairs: [{ reasons: [{}, {}] }] } });
  });

  it('changes scores with the weights and the objective', () => {
    const input = { mentees: [second], mentors: [mentor], weights: { 'likeness-population': 0 }, objective: 'stable' };
    expect(matchProfiles(input)).toMatchObject({ ok: true, value: { total: 1, bound: null } });
  });

  it('names the profile whose value is wrong', () => {
    const wrong = { ...mentee, levels: { legal: 7 }, lat: 100, wants: [{ dimension: 'legal', priority: 4 }] };
    expect(
      problemsOf({ mentees: [wrong], mentors: [{ ...mentor, capacity: 1.5, languages: 'sv' }], weight: {} })
    ).toEqual([
      'mentees.0.levels.legal: Mentee 1 ("a"): levels.legal must be a level from 0 to 5, or null - got 7',
      'mentees.0.lat: Mentee 1 ("a"): lat must be degrees between -90 and 90, or null - got 100',
      'mentees.0.wants.0.priority: Mentee 1 ("a"): wants.0.priority must be 1, 2 or 3 - got 4',
      'mentors.0.languages: Mentor 1 ("b"): languages must be a list of language codes such as "sv" - got "sv"',
      'mentors.0.capacity: Mentor 1 ("b"): capacity must be a whole number, 0 or more - got 1.5',
      expect.stringMatching(/^weight: The field "weight" is not known - the fields are mentees, mentors, /) as string
    ]);
  });

  it('refuses no mentors, a pin the rules do not allow and a pinned mentor without places', () => {
    expect(problemsOf({ mentees: [mentee], mentors: [] })[0]).toMatch(/^mentors: Nobody offers/);
    expect(problemsOf({ mentees: [mentee], mentors: [{ ...mentor, offers: [] }], pin: [['a', 'b']] })).toEqual([
      'pin.0: Pin 1 ("a" with "b") is not allowed by the rules - change what is in its way or remove the pin'
    ]);
    expect(problemsOf({ mentees: [mentee], mentors: [{ ...mentor, capacity: 0 }], pin: [['a', 'b']] })).toEqual([
      'pin.0: Mentor "b" has a capacity of 0 but 1 pin: Pin 1 ("a" with "b") - remove 1 or raise the capacity'
    ]);
  });

  it('matches a group offer as a mentor of its own, with its places', () => {
    const group = { id: 'b-group', mentor: 'b', dimension: 'legal', places: 2 };
    const third = { ...mentee, id: 'd' };
    const input = { mentees: [mentee, second, third], mentors: [mentor], groups: [group], pin: [['a', 'b-group']] };
    const result = matchProfiles(input);
    expect(result.ok && result.value.pairs[0]).toMatchObject({ mentee: 'a', mentor: 'b-group', dimension: 'legal' });
    expect(result.ok && result.value.pairs.map((pair) => pair.mentor).sort()).toEqual(['b', 'b-group', 'b-group']);
    expect(problemsOf({ ...input, groups: [{ ...group, mentor: 'x', places: 6 }] })).toEqual([
      'groups.0.places: Group 1 ("b-group"): places must be 2, 3, 4 or 5 - got 6'
    ]);
    expect(
      problemsOf({
        ...input,
        groups: [
          { ...group, mentor: 'x' },
          { ...group, id: 'b' }
        ]
      })
    ).toEqual([
      'groups.0.mentor: Group 1 ("b-group"): mentor "x" is unknown - correct the id or list the mentor',
      'groups.1.id: Group 2 ("b") has the id of another mentor or group - give it one of its own'
    ]);
  });

  it('prefers who has time in the first six months of the round, and counts every month without a start', () => {
    const asks = { ...mentee, months: [6, 7, 11, 12] };
    const winter = { ...mentor, id: 'winter', months: [11, 12] };
    const summer = { ...mentor, id: 'summer', months: [6, 7, 11] };
    const pairedIn = (start?: string) => {
      const result = matchProfiles({ mentees: [asks], mentors: [winter, summer], start });
      return result.ok ? result.value.pairs.map(({ mentor, score }) => [mentor, score]) : result.problems;
    };
    expect(pairedIn('2026-11')).toEqual([['winter', 0.969697]]);
    expect(pairedIn('2026-06-15')).toEqual([['summer', 1]]);
    expect(pairedIn()).toEqual([['summer', 1]]);
    expect(
      problemsOf({ mentees: [{ ...mentee, months: [13], forms: ['mail'] }], mentors: [mentor], start: 'May' })
    ).toEqual([
      'mentees.0.forms.0: Mentee 1 ("a"): forms.0 must be "call", "visit" or "group" - got "mail"',
      'mentees.0.months.0: Mentee 1 ("a"): months.0 must be a month from 1 to 12 - got 13',
      'start: Start must be a month such as "2026-12" - got "May"'
    ]);
  });

  it('takes a group offer for a meeting as a group, whatever else its mentor says', () => {
    const group = { id: 'b-group', mentor: 'b', dimension: 'legal', places: 2 };
    const asks = { ...mentee, forms: ['group'] };
    const result = matchProfiles({ mentees: [asks], mentors: [{ ...mentor, forms: ['call'] }], groups: [group] });
    expect(result.ok && result.value.pairs[0]).toMatchObject({ mentor: 'b-group' });
  });

  it('names everybody left out when all stand at the same level', () => {
    const level = { levels: { legal: 2 } };
    expect(matchProfiles({ mentees: [{ ...mentee, ...level }], mentors: [{ ...mentor, ...level }] })).toMatchObject({
      ok: true,
      value: { unhelped: [{ mentee: 'a', because: 'no-mentor', ruledOut: { 'not-ahead': 1 } }] }
    });
  });
});
