import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDimension, checkPair } from './hard-rules';
import { mentee, mentor, menteesArbitrary, mentorsArbitrary } from './profile.arbitrary';
import { proposePairs } from './propose';
import { DEFAULT_WEIGHTS, FACTORS, type Factor } from './weights';

const edgesOf = (...args: Parameters<typeof proposePairs>) => {
  const result = proposePairs(...args);
  if (!result.ok) throw new Error(result.problems[0]?.message);
  return result.value.edges;
};

describe('proposePairs', () => {
  it('scores a pair that fits in every way 1, with all its reasons', () => {
    const [edge] = edgesOf([mentee], [mentor]);
    expect(edge).toMatchObject({ mentee: 'a', mentor: 'b', score: 1, dimension: 'legal' });
    expect(edge?.reasons.map((reason) => reason.factor)).toEqual([
      'gap',
      'priority',
      'likeness-population',
      'likeness-group',
      'distance'
    ]);
  });

  it('chooses the wanted dimension that scores highest, at equal score the one wanted more', () => {
    const wants = [
      { dimension: 'demand', priority: 2 },
      { dimension: 'legal', priority: 1 }
    ];
    expect(edgesOf([{ ...mentee, wants }], [mentor])[0]?.dimension).toBe('legal');
    const ahead = { ...mentor, levels: { legal: 5, demand: 2 } };
    expect(edgesOf([{ ...mentee, wants }], [ahead], { maxGap: null })[0]?.dimension).toBe('demand');
    const gapOnly = { ...DEFAULT_WEIGHTS, priority: 0 };
    expect(edgesOf([{ ...mentee, wants }], [mentor], { weights: gapOnly })[0]?.dimension).toBe('legal');
  });

  it('prefers a mentor two levels ahead, further away and of another size, to one five levels ahead next door', () => {
    const near = { ...mentor, id: 'near', levels: { legal: 5 } };
    const fitting = { ...mentor, id: 'fitting', lat: 61, population: 40_000 };
    const edges = edgesOf([{ ...mentee, levels: { legal: 1 } }], [near, fitting], { maxGap: null });
    const scores = Object.fromEntries(edges.map((edge) => [edge.mentor, edge.score]));
    expect(scores.fitting).toBeGreaterThan(scores.near!);
  });

  it('gives capacity and need ready for matching', () => {
    const result = proposePairs([{ ...mentee, need: 2 }], [{ ...mentor, capacity: 3 }]);
    expect(result).toMatchObject({ ok: true, value: { capacity: { b: 3 }, need: { a: 2 }, unhelped: [] } });
  });

  it('says which rules left a mentee without any possible mentor', () => {
    const same = { ...mentor, levels: { legal: 1 } };
    const mentors = [
      { ...mentor, id: 'c', vetoes: ['a'] },
      { ...same, levels: { legal: 2 } },
      { ...same, id: 'd', offers: [] }
    ];
    const stuck = { ...mentee, levels: { legal: 2 } };
    expect(proposePairs([stuck, { ...mentee, id: 'z', wants: [] }], mentors)).toMatchObject({
      value: {
        edges: [],
        unhelped: [
          { mentee: 'a', because: 'no-mentor', ruledOut: { veto: 1, 'not-ahead': 1, 'not-offered': 1 } },
          { mentee: 'z', because: 'no-wishes', ruledOut: {} }
        ]
      }
    });
  });

  it('refuses a round without mentors or mentees, duplicate ids, broken counts and weights', () => {
    const problemsOf = (...args: Parameters<typeof proposePairs>) => {
      const result = proposePairs(...args);
      return result.ok ? [] : result.problems.map((problem) => `${problem.path}: ${problem.message}`);
    };
    expect(problemsOf([mentee], [])).toEqual([
      'mentors: Nobody offers to be a mentor - a round needs at least one of the mentors'
    ]);
    expect(problemsOf([], [mentor])).toEqual([
      'mentees: Nobody asks for a mentor - a round needs at least one of the mentees'
    ]);
    expect(problemsOf([mentee, mentee], [{ ...mentor, capacity: -1 }])).toEqual([
      'mentees.1.id: "a" is listed twice under mentees - keep one of the two',
      'mentors.0.capacity: The capacity of "b" must be a whole number, 0 or more - got -1'
    ]);
    expect(problemsOf([mentee], [mentor], { weights: { ...DEFAULT_WEIGHTS, gap: NaN } })).toEqual([
      'weights.gap: The weight of gap must be a number, 0 or more - got NaN'
    ]);
    const none = Object.fromEntries(FACTORS.map((factor) => [factor, 0])) as Record<Factor, number>;
    expect(problemsOf([mentee], [mentor], { weights: none })).toEqual([
      'weights: At least one weight must be above 0 - got 0 for all of them'
    ]);
  });

  it('proposes exactly the pairs the rules allow, once each, scored between 0 and 1, in any order of input', () => {
    fc.assert(
      fc.property(menteesArbitrary, mentorsArbitrary, (mentees, mentors) => {
        const edges = edgesOf(mentees, mentors);
        const allowed = mentees.flatMap((one) =>
          mentors
            .filter((other) => checkPair(one, other).length === 0)
            .filter((other) => one.wants.some((want) => checkDimension(one, other, want.dimension).length === 0))
            .map((other) => `${one.id}-${other.id}`)
        );
        expect(edges.map((edge) => `${edge.mentee}-${edge.mentor}`)).toEqual(allowed.sort());
        for (const edge of edges) {
          expect(edge.score).toBeGreaterThanOrEqual(0);
          expect(edge.score).toBeLessThanOrEqual(1);
          for (const { value } of edge.reasons) expect(value >= 0 && value <= 1).toBe(true);
        }
        expect(edgesOf([...mentees].reverse(), [...mentors].reverse())).toEqual(edges);
      })
    );
  });
});
