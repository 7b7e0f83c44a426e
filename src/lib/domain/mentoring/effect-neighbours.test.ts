import { describe, expect, it } from 'vitest';
import { measureBalance } from './effect-balance';
import { findNeighbours } from './effect-neighbours';
import type { EffectUnit, Part } from './effect-types';
import { inventUnits } from './effect-unit.arbitrary';

function unit(id: string, part: Part, score: number, more: Partial<EffectUnit> & { legal?: number } = {}): EffectUnit {
  const { legal = score, ...rest } = more;
  const standing = { score, level: 1, dimensions: { legal: { score: legal, level: 1 } } };
  const dimension = part === 'never' ? null : 'legal';
  return { id, part, dimension, group: 'C8', population: 10_000, before: standing, after: standing, ...rest };
}
const names = (matched: EffectUnit[], never: EffectUnit[]) =>
  findNeighbours(matched, never).map((pair) => `${pair.matched.id}-${pair.other.id}`);

describe('neighbours', () => {
  it('are the nearest, and nobody is one twice', () => {
    const matched = [unit('m1', 'matched', 40), unit('m2', 'matched', 42)];
    expect(names(matched, [unit('n1', 'never', 41.5), unit('n2', 'never', 47)])).toEqual(['m2-n1', 'm1-n2']);
    expect(names(matched, [unit('n1', 'never', 41.5)])).toEqual(['m2-n1']);
  });

  it('stay within ten points, fifteen on the dimension and a factor of three in size', () => {
    const matched = [unit('m', 'matched', 40)];
    expect(names(matched, [unit('n', 'never', 50)])).toEqual(['m-n']);
    expect(names(matched, [unit('n', 'never', 50.1)])).toEqual([]);
    expect(names(matched, [unit('n', 'never', 40, { legal: 55 })])).toEqual(['m-n']);
    expect(names(matched, [unit('n', 'never', 40, { legal: 55.1 })])).toEqual([]);
    expect(names(matched, [unit('n', 'never', 40, { population: 30_000 })])).toEqual(['m-n']);
    expect(names(matched, [unit('n', 'never', 40, { population: 30_001 })])).toEqual([]);
    expect(names(matched, [unit('n', 'never', 40, { population: null })])).toEqual([]);
  });

  it('of the same group come before others at the same distance; equal ones by id', () => {
    const matched = [unit('m', 'matched', 40)];
    const elsewhere = unit('n0', 'never', 41, { group: 'A1' });
    const [first, second] = [unit('n1', 'never', 41), unit('n2', 'never', 41)];
    expect(names(matched, [elsewhere, second, first])).toEqual(['m-n1']);
    expect(names(matched, [elsewhere])).toEqual(['m-n0']);
  });

  it('come nearest pair first, and nobody stands in two', () => {
    for (let seed = 1; seed < 12; seed++) {
      const units = inventUnits(seed * 31, { matched: 15, asked: 0, never: 25 });
      const found = findNeighbours(
        units.filter((one) => one.part === 'matched'),
        units.filter((one) => one.part === 'never')
      );
      const left = new Set(units.map(({ id }) => id));
      for (const pair of found) {
        expect(left.delete(pair.matched.id) && left.delete(pair.other.id)).toBe(true);
      }
      const distances = found.map(({ distance }) => distance);
      expect([...distances].sort((a, b) => a - b)).toEqual(distances);
    }
  });
});

describe('balance', () => {
  it('is the difference of means in standard deviations, worked by hand', () => {
    // matched 30, 40, 50: mean 40, variance 100; others 50, 60, 70: mean 60, variance 100; root of the mean variance 10
    const matched = [30, 40, 50].map((score, i) => unit(`m${i}`, 'matched', score));
    const never = [50, 60, 70].map((score, i) => unit(`n${i}`, 'never', score));
    const chosen = { matched: [matched[2]!], others: [never[0]!] };
    const [score, dimension, population, group] = measureBalance(matched, never, chosen);
    expect(score).toEqual({ covariate: 'score', before: -2, after: 0 });
    expect(dimension).toEqual({ covariate: 'dimension-score', before: -2, after: 0 });
    expect(population).toEqual({ covariate: 'population', before: 0, after: 0 });
    expect(group).toEqual({ covariate: 'group', before: 0, after: 0 });
  });

  it('of groups is the widest difference of a share', () => {
    // half of the matched and all others in C8: gap 0.5, root of (0.25 + 0) / 2
    const matched = [unit('m1', 'matched', 40), unit('m2', 'matched', 40, { group: 'A1' })];
    const never = [unit('n1', 'never', 40), unit('n2', 'never', 40)];
    const group = measureBalance(matched, never, null).find(({ covariate }) => covariate === 'group')!;
    expect(group.before).toBeCloseTo(0.5 / Math.sqrt(0.125), 12);
    expect(group.after).toBeNull();
  });

  it('is not told where there is nobody, or no spread to measure by', () => {
    expect(measureBalance([unit('m', 'matched', 40)], [], null)[0]).toEqual({
      covariate: 'score',
      before: null,
      after: null
    });
    expect(measureBalance([unit('m', 'matched', 40)], [unit('n', 'never', 50)], null)[0]!.before).toBeNull();
  });
});
