import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { responseBounds } from './response-bounds';

describe('responseBounds', () => {
  it('are as far apart as the silent are many', () => {
    expect(responseBounds({ population: 290, answered: 120, yes: 60 })).toEqual({ low: 60 / 290, high: 230 / 290 });
  });
  it('are one number where all answered', () => {
    expect(responseBounds({ population: 21, answered: 21, yes: 7 })).toEqual({ low: 1 / 3, high: 1 / 3 });
  });
  it('hold for every way the silent could answer, and are reached', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), fc.boolean()), { minLength: 1, maxLength: 12 }), (all) => {
        const counted = {
          population: all.length,
          answered: all.filter(([answers]) => answers).length,
          yes: all.filter(([answers, yes]) => answers && yes).length
        };
        const { low, high } = responseBounds(counted);
        const truth = all.filter(([, yes]) => yes).length / all.length;
        expect(truth).toBeGreaterThanOrEqual(low);
        expect(truth).toBeLessThanOrEqual(high);
        const silent = all.filter(([answers]) => !answers).length;
        expect(high - low).toBeCloseTo(silent / all.length, 12);
      })
    );
  });
  it.each([
    { population: 0, answered: 0, yes: 0 },
    { population: 5, answered: 6, yes: 0 },
    { population: 5, answered: 3, yes: 4 },
    { population: 5, answered: 2.5, yes: 1 }
  ])('refuse %o', (counted) => {
    expect(() => responseBounds(counted)).toThrow('Not counts');
  });
});
