import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inventRound } from '../../../../tests/bench/match-round';
import { seededRandom } from '../shared/random';
import { assignAtScale } from './assign-at-scale';
import { assignTotal } from './assign-total';
import { DEFAULT_RULES } from './hard-rules';
import { FoundPairs } from './pair-source';
import { menteesArbitrary, mentorsArbitrary } from './profile.arbitrary';
import { fromProfiles } from './profile-source';
import { proposePair, proposePairs } from './propose';
import { DEFAULT_WEIGHTS, FACTORS, type Weights } from './weights';

const weightsArbitrary = fc
  .tuple(...FACTORS.map(() => fc.integer({ min: 0, max: 40 })))
  .map(
    (drawn) => Object.fromEntries(FACTORS.map((factor, at) => [factor, drawn[at]! + (at === 0 ? 1 : 0)])) as Weights
  );
const round = fc.record({
  mentees: menteesArbitrary,
  mentors: mentorsArbitrary,
  weights: fc.oneof(fc.constant(DEFAULT_WEIGHTS), weightsArbitrary),
  maxGap: fc.constantFrom(null, 2),
  current: fc.array(
    fc.record({
      mentee: fc.constantFrom('a', 'b', 'c'),
      mentor: fc.constantFrom('a', 'b', 'c'),
      dimension: fc.constantFrom('legal', 'demand')
    }),
    { maxLength: 3 }
  )
});

describe('fromProfiles', () => {
  it('weighs every pair as proposePair scores it, to the last digit', () => {
    fc.assert(
      fc.property(round, ({ mentees, mentors, ...options }) => {
        const source = fromProfiles(mentees, mentors, { ...DEFAULT_RULES, ...options, load: 0 });
        mentees.forEach((mentee, i) => {
          mentors.forEach((mentor, j) => {
            const edge = proposePair(mentee, mentor, { ...DEFAULT_RULES, ...options });
            expect(source.weigh(i, j)).toBe(edge ? Math.round(edge.score * 1e6) : -1);
          });
        });
      }),
      { numRuns: 500 }
    );
  });

  it('finds the best mentors at any prices, none overlooked', () => {
    const prices = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(
        round,
        prices,
        fc.integer({ min: -1, max: 800_000 }),
        ({ mentees, mentors, ...options }, drawn, floor) => {
          const source = fromProfiles(mentees, mentors, { ...DEFAULT_RULES, ...options, load: 0 });
          const price = Float64Array.from(mentors, (_, j) => drawn[j]!);
          source.setPrices(price);
          const found = new FoundPairs(3);
          mentees.forEach((_, i) => {
            const all = mentors
              .map((mentor, j) => ({ j, weight: mentor.capacity > 0 ? source.weigh(i, j) : -1 }))
              .filter(({ j, weight }) => weight >= 0 && weight - price[j]! > floor)
              .sort((a, b) => b.weight - price[b.j]! - (a.weight - price[a.j]!) || a.j - b.j);
            const count = source.findBest(i, floor, 3, found);
            expect([...found.mentor.subarray(0, count)]).toEqual(all.slice(0, 3).map(({ j }) => j));
          });
        }
      ),
      { numRuns: 500 }
    );
  });

  it('overlooks nobody in a crowd that fills many branches, some of them hardly known', () => {
    const next = seededRandom(11);
    const crowd = inventRound(80, 600);
    const mentors = crowd.mentors.map((mentor) => ({
      ...mentor,
      capacity: 1,
      ...(next() < 0.02 && { lat: null, lon: null }),
      ...(next() < 0.02 && { group: null }),
      ...(next() < 0.3 && { systems: [next() < 0.5 ? 'ckan' : 'own'] }),
      ...(next() < 0.3 && { forms: next() < 0.5 ? (['call'] as const) : (['visit', 'group'] as const) }),
      ...(next() < 0.3 && { months: next() < 0.5 ? [11, 12, 1] : [2, 3] }),
      ...(next() < 0.1 && { prefers: [crowd.mentees[Math.floor(next() * 80)]!.id] })
    }));
    const mentees = crowd.mentees.map((mentee) => ({
      ...mentee,
      ...(next() < 0.2 && { where: next() < 0.5 ? ('near' as const) : ('elsewhere' as const) }),
      ...(next() < 0.3 && { systems: ['ckan', 'mail'] }),
      ...(next() < 0.3 && { forms: ['call', 'visit'] as const }),
      ...(next() < 0.3 && { months: [1, 2, 3] })
    }));
    const source = fromProfiles(mentees, mentors, { ...DEFAULT_RULES, weights: DEFAULT_WEIGHTS, load: 0 });
    const found = new FoundPairs(5);
    for (const dearest of [0, 300_000, 1_000_000]) {
      const price = Float64Array.from(mentors, () => Math.floor(next() * dearest));
      source.setPrices(price);
      mentees.forEach((_, i) => {
        const all = mentors
          .map((_, j) => ({ j, weight: source.weigh(i, j) }))
          .filter(({ j, weight }) => weight >= 0 && weight - price[j]! > 0)
          .sort((a, b) => b.weight - price[b.j]! - (a.weight - price[a.j]!) || a.j - b.j);
        const count = source.findBest(i, 0, 5, found);
        expect([...found.mentor.subarray(0, count)]).toEqual(all.slice(0, 5).map(({ j }) => j));
      });
    }
  });

  it('leads to the total of the listed pairs', () => {
    fc.assert(
      fc.property(round, fc.constantFrom(0, 0.05), ({ mentees, mentors, ...options }, load) => {
        const proposals = proposePairs(mentees, mentors, options);
        if (!proposals.ok) throw new Error(proposals.problems[0]!.message);
        const running = Object.fromEntries(mentors.map((mentor) => [mentor.id, mentor.running ?? 0]));
        const problem = { ...proposals.value, forbid: [], pin: [], previous: [], load, running };
        const listed = assignTotal(problem);
        const scaled = assignAtScale(fromProfiles(mentees, mentors, { ...DEFAULT_RULES, ...options, load }));
        expect(scaled.total / 1e6).toBeCloseTo(listed.total, 9);
        expect(scaled.bound).toBe(scaled.total);
      }),
      { numRuns: 300 }
    );
  });
});
