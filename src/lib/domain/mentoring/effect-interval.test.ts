import { describe, expect, it } from 'vitest';
import { estimateApart, estimatePaired, varianceOf } from './effect-interval';
import { studentQuantile } from './effect-student';
import { normals } from './effect-unit.arbitrary';

// Extra hours of sleep with two drugs, ten patients: "Student", Biometrika 6, 1908, as in R's data set `sleep`.
const FIRST = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2];
const SECOND = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];

describe('quantiles of Student’s t', () => {
  it.each([
    // printed tables of the distribution
    [1, 12.7062],
    [2, 4.302653],
    [9, 2.262157],
    [30, 2.042272],
    [120, 1.97993],
    [1e7, 1.959964]
  ])('97.5 %% with %d degrees of freedom', (df, quantile) => {
    expect(studentQuantile(0.975, df)).toBeCloseTo(quantile, 4);
  });

  it('are closed forms with one and two degrees of freedom', () => {
    for (const p of [0.51, 0.6, 0.9, 0.99, 0.9999]) {
      expect(studentQuantile(p, 1) / Math.tan(Math.PI * (p - 0.5))).toBeCloseTo(1, 9);
      const a = 4 * p * (1 - p);
      expect(studentQuantile(p, 2) / (2 * (p - 0.5) * Math.sqrt(2 / a))).toBeCloseTo(1, 9);
    }
  });

  it('are symmetric, and refuse what is no probability', () => {
    expect(studentQuantile(0.1, 7)).toBe(-studentQuantile(0.9, 7));
    expect(studentQuantile(0.5, 7)).toBeCloseTo(0, 9);
    expect(() => studentQuantile(1, 7)).toThrow();
    expect(() => studentQuantile(0.9, 0)).toThrow();
  });
});

describe('the interval of a difference', () => {
  it('of two groups is the one that R prints for `t.test(extra ~ group, data = sleep)`', () => {
    const estimate = estimateApart(FIRST, SECOND);
    expect(estimate).toMatchObject({ kind: 'estimated', matched: { n: 10 }, others: { n: 10 } });
    if (estimate.kind !== 'estimated') return;
    expect(estimate.matched.mean).toBeCloseTo(0.75, 10);
    expect(estimate.others.mean).toBeCloseTo(2.33, 10);
    expect(estimate.df).toBeCloseTo(17.776, 3);
    expect(estimate.low).toBeCloseTo(-3.3654832, 6);
    expect(estimate.high).toBeCloseTo(0.2054832, 6);
  });

  it('of pairs is the one that R prints for `t.test(first, second, paired = TRUE)` on the same data', () => {
    const estimate = estimatePaired(FIRST, SECOND);
    if (estimate.kind !== 'estimated') throw new Error(estimate.kind);
    expect(estimate.difference).toBeCloseTo(-1.58, 10);
    expect(estimate.df).toBe(9);
    expect(estimate.low).toBeCloseTo(-2.4598858, 6);
    expect(estimate.high).toBeCloseTo(-0.7001142, 6);
  });

  it('is not stated for under ten on either side', () => {
    expect(estimateApart(FIRST.slice(1), SECOND)).toEqual({ kind: 'too-few', matched: 9, others: 10 });
    expect(estimateApart(FIRST, SECOND.slice(1))).toEqual({ kind: 'too-few', matched: 10, others: 9 });
    expect(estimatePaired(FIRST.slice(1), SECOND.slice(1))).toEqual({ kind: 'too-few', matched: 9, others: 9 });
    expect(estimateApart([1], [2], 0)).toEqual({ kind: 'too-few', matched: 1, others: 1 });
  });

  it('is not stated where everybody changed alike: no width would claim certainty', () => {
    const alike = Array<number>(12).fill(0.1);
    expect(estimateApart(alike, alike)).toMatchObject({ kind: 'no-spread', difference: 0 });
    expect(estimatePaired(alike, alike)).toMatchObject({ kind: 'no-spread', difference: 0 });
  });

  it('covers a difference of nothing about 95 times of 100, with unlike sizes and spreads', () => {
    const draw = normals(20_261_122);
    let [welch, pairs] = [0, 0];
    const times = 4000;
    for (let i = 0; i < times; i++) {
      const few = Array.from({ length: 12 }, () => 3 * draw());
      const many = Array.from({ length: 60 }, () => draw());
      const apart = estimateApart(few, many);
      if (apart.kind === 'estimated' && apart.low <= 0 && apart.high >= 0) welch++;
      const shared = Array.from({ length: 12 }, () => 5 * draw());
      const paired = estimatePaired(
        shared.map((level) => level + draw()),
        shared.map((level) => level + draw())
      );
      if (paired.kind === 'estimated' && paired.low <= 0 && paired.high >= 0) pairs++;
    }
    // three standard errors of a share of 4,000: one percentage point
    expect(welch / times).toBeGreaterThan(0.94);
    expect(welch / times).toBeLessThan(0.96);
    expect(pairs / times).toBeGreaterThan(0.94);
    expect(pairs / times).toBeLessThan(0.96);
  });

  it('knows the variance of three', () => {
    expect(varianceOf([1, 2, 3])).toBe(1);
    expect(varianceOf([5])).toBe(0);
  });
});
