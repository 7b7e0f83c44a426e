import { describe, expect, it } from 'vitest';
import type { MenteeProfile, MentorProfile } from './profile';
import { mentee, mentor } from './profile.arbitrary';
import { scoreFactors } from './score-factors';
import { DEFAULT_WEIGHTS, type Factor } from './weights';

const want = { dimension: 'legal', priority: 1 };
function factorOf(factor: Factor, menteeHas: Partial<MenteeProfile>, mentorHas: Partial<MentorProfile>, priority = 1) {
  const reasons = scoreFactors(
    { ...mentee, ...menteeHas },
    { ...mentor, ...mentorHas },
    { ...want, priority },
    DEFAULT_WEIGHTS
  );
  return reasons.find((reason) => reason.factor === factor);
}

describe('scoreFactors', () => {
  it('gives every known factor with value, weight and the facts to word it from', () => {
    expect(
      scoreFactors(
        mentee,
        { ...mentor, lat: 61, population: 63_246, group: 'C8', county: 'south' },
        want,
        DEFAULT_WEIGHTS
      )
    ).toEqual([
      {
        factor: 'gap',
        value: 1,
        weight: 35,
        facts: { dimension: 'legal', menteeLevel: 1, mentorLevel: 3, levelsAhead: 2 }
      },
      { factor: 'priority', value: 1, weight: 25, facts: { dimension: 'legal', priority: 1 } },
      {
        factor: 'likeness-population',
        value: expect.closeTo(0.5, 4),
        weight: 15,
        facts: { mentee: 20_000, mentor: 63_246 }
      },
      { factor: 'likeness-group', value: 0.5, weight: 10, facts: { mentee: 'C6', mentor: 'C8', shared: 'main-group' } },
      { factor: 'distance', value: expect.closeTo(0.4735, 4), weight: 15, facts: { km: 111, sameCounty: false } }
    ]);
  });

  it.each([
    [1, 1],
    [2, 1],
    [3, 0.3],
    [4, 0.15],
    [5, 0.05]
  ])('values a mentor %i levels ahead at %d', (levelsAhead, value) => {
    expect(factorOf('gap', { levels: { legal: 0 } }, { levels: { legal: levelsAhead } })?.value).toBe(value);
  });

  it('values the first wish most', () => {
    expect([1, 2, 3].map((priority) => factorOf('priority', {}, {}, priority)?.value)).toEqual([1, 2 / 3, 1 / 3]);
  });

  it('compares population by ratio, the same in both directions, never below 0', () => {
    const valueOf = (ours: number, theirs: number) =>
      factorOf('likeness-population', { population: ours }, { population: theirs })?.value;
    expect(valueOf(5_000, 10_000)).toBeCloseTo(1 - Math.log10(2), 12);
    expect(valueOf(10_000, 5_000)).toBeCloseTo(1 - Math.log10(2), 12);
    expect(valueOf(1_000, 900_000)).toBe(0);
  });

  it('knows no main group outside letter-and-number codes', () => {
    expect(factorOf('likeness-group', { group: 'rural' }, { group: 'rurban' })).toMatchObject({
      value: 0,
      facts: { shared: 'none' }
    });
    expect(factorOf('likeness-group', { group: 'rural' }, { group: 'rural' })).toMatchObject({
      value: 1,
      facts: { shared: 'group' }
    });
    expect(factorOf('likeness-group', { group: 'A1' }, { group: 'B1' })).toMatchObject({ value: 0 });
  });

  it('says whether both are in the same county', () => {
    expect(factorOf('distance', {}, {})).toMatchObject({ value: 1, facts: { km: 0, sameCounty: true } });
    expect(factorOf('distance', { county: null }, { county: null })).toMatchObject({ facts: { sameCounty: false } });
  });

  it('values a mentor who took the very next step lately, and nothing where its history is unknown', () => {
    const climbed = (months: number, level = '2') => ({ climbed: { legal: { [level]: months } } });
    expect(factorOf('climb', {}, climbed(24))).toMatchObject({ value: 1, facts: { level: 2, months: 24 } });
    expect(factorOf('climb', {}, climbed(25))).toMatchObject({ value: 0, facts: { months: 25 } });
    expect(factorOf('climb', {}, climbed(3, '3'))).toMatchObject({ value: 0, facts: { months: null } });
    expect(factorOf('climb', {}, {})).toBeUndefined();
  });

  it('values wishes of both sides, shared systems, the county asked for and who waited', () => {
    expect(factorOf('wish', { wishes: ['x', 'b'] }, {})).toMatchObject({ value: 0.8, facts: { rank: 2 } });
    expect(factorOf('wish', { wishes: ['x'] }, {})).toMatchObject({ value: 0 });
    expect(factorOf('preference', {}, { prefers: ['a'] })).toMatchObject({ value: 1 });
    expect(factorOf('preference', {}, { prefers: ['z'] })).toMatchObject({ value: 0 });
    const systems = factorOf('likeness-systems', { systems: ['ckan', 'mail'] }, { systems: ['ckan'] });
    expect(systems).toMatchObject({ value: 0.5, facts: { shared: 'ckan', count: 1, of: 2 } });
    expect(factorOf('county', { where: 'near' }, {})).toMatchObject({ value: 1 });
    expect(factorOf('county', { where: 'elsewhere' }, {})).toMatchObject({ value: 0 });
    expect(factorOf('distance', { where: 'elsewhere' }, {})).toMatchObject({ value: 0 });
    expect(factorOf('waiting', { unmatchedBefore: true }, {})).toMatchObject({ value: 1 });
    for (const factor of ['wish', 'preference', 'likeness-systems', 'county', 'waiting'] as const) {
      expect(factorOf(factor, {}, {})).toBeUndefined();
    }
  });

  it('values the forms of meeting in common, and never holds it against anybody to be open to more', () => {
    const formOf = (ours: MenteeProfile['forms'], theirs: MenteeProfile['forms']) =>
      factorOf('form', { forms: ours }, { forms: theirs });
    expect(formOf(['call', 'visit', 'group'], ['visit'])).toMatchObject({
      value: 1,
      weight: 10,
      facts: { shared: 'visit', count: 1, mentee: 'call,visit,group', mentor: 'visit' }
    });
    expect(formOf(['call', 'visit'], ['visit', 'group'])).toMatchObject({ value: 0.5 });
    expect(formOf(['call'], ['visit', 'group'])).toMatchObject({ value: 0, facts: { shared: '', count: 0 } });
    expect(formOf(['call', 'call'], ['call'])).toMatchObject({ value: 1, facts: { count: 1 } });
    for (const silent of [undefined, []]) {
      expect(formOf(silent, ['call'])).toBeUndefined();
      expect(formOf(['call'], silent)).toBeUndefined();
    }
  });

  it('values three months in common fully, fewer less, and nothing where a side did not say', () => {
    const monthsOf = (ours: MenteeProfile['months'], theirs: MenteeProfile['months']) =>
      factorOf('months', { months: ours }, { months: theirs });
    expect(monthsOf([11, 12, 1, 2], [11, 12, 1, 2])).toMatchObject({
      value: 1,
      weight: 10,
      facts: { shared: '11,12,1,2', count: 4 }
    });
    expect(monthsOf([11, 12, 1], [12, 1, 2])).toMatchObject({ value: 2 / 3 });
    expect(monthsOf([11, 11], [11])).toMatchObject({ value: 1 / 3, facts: { shared: '11' } });
    expect(monthsOf([], [11])).toMatchObject({ value: 0, facts: { shared: '', count: 0 } });
    expect(monthsOf(undefined, [11])).toBeUndefined();
    expect(monthsOf([11], undefined)).toBeUndefined();
  });

  it('leaves a factor out when a fact is not known', () => {
    expect(factorOf('likeness-population', { population: null }, {})).toBeUndefined();
    expect(factorOf('likeness-population', {}, { population: 0 })).toBeUndefined();
    expect(factorOf('likeness-group', {}, { group: null })).toBeUndefined();
    expect(factorOf('distance', { lat: null }, {})).toBeUndefined();
  });
});
