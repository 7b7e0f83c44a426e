import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { intervalScale } from './interval-scale';

describe('the scale of intervals', () => {
  it('has round ticks', () => {
    expect(intervalScale([{ low: -2, high: 5 }]).ticks).toEqual([-2, 0, 2, 4, 6]);
    expect(intervalScale([{ low: 0.1, high: 0.42 }]).ticks).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5]);
    expect(intervalScale([]).ticks).toEqual(
      [0, 0.2, 0.4, 0.6000000000000001, 0.8, 1].map((tick) => Number(tick.toFixed(1))).slice(0, 2)
    );
  });

  it('holds every interval and nothing, in order, with few ticks', () => {
    const value = fc.double({ min: -100, max: 100, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(value, value), { minLength: 1, maxLength: 8 }), (pairs) => {
        const intervals = pairs.map(([a, b]) => ({ low: Math.min(a, b), high: Math.max(a, b) }));
        const { at, ticks } = intervalScale(intervals);
        fc.pre(intervals.some(({ low, high }) => Math.max(Math.abs(low), Math.abs(high)) > 1e-6));
        for (const { low, high } of intervals) {
          expect(at(low)).toBeGreaterThanOrEqual(5.9);
          expect(at(high)).toBeLessThanOrEqual(94.1);
          expect(at(low)).toBeLessThanOrEqual(at(high));
        }
        expect(ticks).toContain(0);
        expect(ticks.length).toBeLessThanOrEqual(8);
      })
    );
  });
});
