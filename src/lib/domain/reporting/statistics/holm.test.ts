import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holm } from './holm';

describe('holm', () => {
  it('adjusts four as worked by hand', () => {
    expect(holm([0.01, 0.04, 0.03, 0.005]).map((p) => Math.round(p * 1000) / 1000)).toEqual([0.03, 0.06, 0.06, 0.02]);
  });
  it('is between the plain ones and Bonferroni’s, keeps their order, and one alone as it is', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 20 }), (given) => {
        const adjusted = holm(given);
        given.forEach((p, i) => {
          expect(adjusted[i]!).toBeGreaterThanOrEqual(p);
          expect(adjusted[i]!).toBeLessThanOrEqual(Math.min(1, p * given.length));
          given.forEach((q, j) => p < q && expect(adjusted[i]!).toBeLessThanOrEqual(adjusted[j]!));
        });
      })
    );
    expect(holm([0.2])).toEqual([0.2]);
  });
  it('refuses what is no probability', () => expect(() => holm([1.5])).toThrow('1.5'));
});
