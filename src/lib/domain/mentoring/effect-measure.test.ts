import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { meanOf } from '../assessment/median';
import { findFinding } from './effect-finding';
import { changeOf, measureEffect } from './effect-measure';
import { findNeighbours } from './effect-neighbours';
import type { EffectResult, EffectUnit, Standing } from './effect-types';
import { OUTCOMES } from './effect-types';
import { inventUnits } from './effect-unit.arbitrary';

type Measured = Extract<EffectResult, { kind: 'measured' }>;

function measured(units: readonly EffectUnit[]): Measured {
  const result = measureEffect(units);
  if (result.kind !== 'measured') throw new Error(`Only stories of ${result.pairs} pairs`);
  return result;
}

function covers(result: Measured, against: 'asked' | 'similar', value: number): boolean {
  const estimate = result[against].outcomes.score;
  return estimate.kind === 'estimated' && estimate.low <= value && estimate.high >= value;
}

const COUNTS = { matched: 40, asked: 30, never: 120 };

describe('whether mentoring works', () => {
  it('is told in stories only under twenty pairs, and says how many there are', () => {
    expect(measureEffect(inventUnits(1, { ...COUNTS, matched: 19 }))).toEqual({ kind: 'stories-only', pairs: 19 });
    expect(measureEffect([])).toEqual({ kind: 'stories-only', pairs: 0 });
    expect(measureEffect(inventUnits(1, { ...COUNTS, matched: 20 })).kind).toBe('measured');
  });

  it('gives the difference of the mean changes that one would work out by hand', () => {
    const units = inventUnits(2, COUNTS);
    const result = measured(units);
    for (const outcome of OUTCOMES) {
      const changes = (part: string) =>
        units.filter((u) => u.part === part).map((unit) => changeOf(unit, outcome, 'legal')!);
      const estimate = result.asked.outcomes[outcome];
      if (estimate.kind !== 'estimated') throw new Error(estimate.kind);
      expect(estimate.difference).toBeCloseTo(meanOf(changes('matched')) - meanOf(changes('asked')), 9);
      expect([estimate.matched.n, estimate.others.n]).toEqual([40, 30]);
    }
  });

  it('gives the mean of the differences to each one’s neighbour, both on the dimension of the one with a mentor', () => {
    const units = inventUnits(2, COUNTS);
    const pairs = findNeighbours(
      units.filter((unit) => unit.part === 'matched'),
      units.filter((unit) => unit.part === 'never')
    );
    for (const outcome of OUTCOMES) {
      const estimate = measured(units).similar.outcomes[outcome];
      if (estimate.kind !== 'estimated') throw new Error(estimate.kind);
      const differences = pairs.map(
        ({ matched, other }) => changeOf(matched, outcome, 'legal')! - changeOf(other, outcome, 'legal')!
      );
      expect(estimate.difference).toBeCloseTo(meanOf(differences), 9);
      expect(estimate.df).toBe(pairs.length - 1);
    }
  });

  it('covers an effect of nothing about 95 times of 100, against both', () => {
    const times = 400;
    const hits = { asked: 0, similar: 0 };
    for (let seed = 0; seed < times; seed++) {
      const result = measured(inventUnits(1000 + seed * 7, { matched: 25, asked: 20, never: 70 }));
      for (const against of ['asked', 'similar'] as const) if (covers(result, against, 0)) hits[against]++;
    }
    // two and a half standard errors of a share of 400
    for (const against of ['asked', 'similar'] as const) {
      expect(hits[against] / times, against).toBeGreaterThan(0.92);
      expect(hits[against] / times, against).toBeLessThan(0.98);
    }
  });

  it('finds an effect that was planted, and covers its size', () => {
    const times = 200;
    const found = { asked: 0, similar: 0 };
    const covered = { asked: 0, similar: 0 };
    for (let seed = 0; seed < times; seed++) {
      const result = measured(inventUnits(9000 + seed * 7, COUNTS, { effect: 6 }));
      for (const against of ['asked', 'similar'] as const) {
        const estimate = result[against].outcomes.score;
        if (estimate.kind === 'estimated' && estimate.low > 0) found[against]++;
        if (covers(result, against, 6)) covered[against]++;
      }
    }
    for (const against of ['asked', 'similar'] as const) {
      expect(found[against] / times, against).toBeGreaterThan(0.9);
      expect(covered[against] / times, against).toBeGreaterThan(0.91);
    }
  });

  it('does not change where all scores lie higher by the same', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: -20, max: 20 }), (seed, shift) => {
        const units = inventUnits(seed, { matched: 22, asked: 15, never: 40 });
        const lift = (standing: Standing): Standing => ({
          score: standing.score + shift,
          level: standing.level! + shift,
          dimensions: {
            legal: { score: standing.dimensions.legal!.score + shift, level: standing.dimensions.legal!.level! + shift }
          }
        });
        const shifted = units.map((unit) => ({ ...unit, before: lift(unit.before), after: lift(unit.after) }));
        const [one, other] = [measured(units), measured(shifted)];
        expect(other.withoutNeighbour).toBe(one.withoutNeighbour);
        for (const against of ['asked', 'similar'] as const)
          for (const outcome of OUTCOMES) {
            const [a, b] = [one[against].outcomes[outcome], other[against].outcomes[outcome]];
            expect(b.kind).toBe(a.kind);
            if (a.kind === 'estimated' && b.kind === 'estimated') {
              expect(b.low).toBeCloseTo(a.low, 6);
              expect(b.high).toBeCloseTo(a.high, 6);
            }
          }
      }),
      { numRuns: 30 }
    );
  });

  it('does not depend on the order of the municipalities', () => {
    const units = inventUnits(5, { matched: 22, asked: 15, never: 40 });
    const expected = measureEffect(units);
    fc.assert(
      fc.property(fc.shuffledSubarray(units, { minLength: units.length }), (shuffled) => {
        expect(measureEffect(shuffled)).toEqual(expected);
      }),
      { numRuns: 30 }
    );
  });

  it('moves by exactly what every matched municipality is given on top', () => {
    const units = inventUnits(6, COUNTS);
    const given = units.map((unit) =>
      unit.part === 'matched' ? { ...unit, after: { ...unit.after, score: unit.after.score + 3 } } : unit
    );
    const [one, other] = [measured(units), measured(given)];
    for (const against of ['asked', 'similar'] as const) {
      const [a, b] = [one[against].outcomes.score, other[against].outcomes.score];
      if (a.kind !== 'estimated' || b.kind !== 'estimated') throw new Error('not estimated');
      expect(b.difference - a.difference).toBeCloseTo(3, 9);
      expect(b.high - b.low).toBeCloseTo(a.high - a.low, 9);
    }
  });

  it('finds neighbours that began alike where the matched began lower', () => {
    const { similar } = measured(inventUnits(7, { matched: 30, asked: 12, never: 400 }, { tilt: 6 }));
    const score = similar.balance.find(({ covariate }) => covariate === 'score')!;
    expect(score.before!).toBeLessThan(-0.5);
    expect(Math.abs(score.after!)).toBeLessThan(0.25);
  });

  it('names a sense of levels that the model does not have', () => {
    const flat = inventUnits(8, COUNTS).map((unit) => ({
      ...unit,
      before: { ...unit.before, level: null },
      after: { ...unit.after, level: null }
    }));
    expect(measured(flat).asked.outcomes.level).toEqual({ kind: 'not-measured' });
    expect(measured(flat).similar.outcomes.level).toEqual({ kind: 'not-measured' });
  });
});

describe('the one sentence', () => {
  it('says stories only with how many are missing', () => {
    expect(findFinding({ kind: 'stories-only', pairs: 7 })).toEqual({ kind: 'stories-only', pairs: 7, needed: 20 });
  });

  it('speaks of the dimension, against those that asked in vain, whatever the other comparisons show', () => {
    const strong = findFinding(measured(inventUnits(11, COUNTS, { effect: 12 })));
    expect(strong).toMatchObject({ kind: 'more', outcome: 'dimension-score', against: 'asked' });
    expect(findFinding(measured(inventUnits(11, COUNTS, { effect: -20 })))).toMatchObject({ kind: 'less' });
  });

  it('is unclear where nothing lies inside the interval, whichever side the difference is on', () => {
    for (const seed of [21, 22, 23, 24, 25]) {
      const result = measured(inventUnits(seed, COUNTS));
      const estimate = result.asked.outcomes['dimension-score'];
      if (estimate.kind !== 'estimated') throw new Error(estimate.kind);
      const inside = estimate.low <= 0 && estimate.high >= 0;
      expect(findFinding(result).kind === 'unclear', `seed ${seed}`).toBe(inside);
      expect(estimate.difference).not.toBe(0);
    }
  });

  it('turns to similar ones where too few asked in vain, and says so where there is nobody to compare with', () => {
    expect(findFinding(measured(inventUnits(12, { ...COUNTS, asked: 9 })))).toMatchObject({ against: 'similar' });
    expect(findFinding(measured(inventUnits(12, { matched: 20, asked: 9, never: 9 })))).toEqual({
      kind: 'no-comparison',
      pairs: 20
    });
  });
});
