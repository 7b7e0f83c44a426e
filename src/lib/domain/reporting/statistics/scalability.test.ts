import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../shared/random';
import { itemRest } from './item-rest';
import { type Pattern, scalability } from './scalability';

const many = (n: number, pattern: Pattern) => Array.from({ length: n }, () => pattern);
const [yes, no] = [true, false];

describe('scalability', () => {
  it('is 1 for a ladder', () => {
    const ladder = [
      ...many(40, [yes, yes, yes]),
      ...many(30, [yes, yes, no]),
      ...many(20, [yes, no, no]),
      ...many(10, [no, no, no])
    ];
    expect(scalability(ladder, [])).toEqual({
      ...{ status: 'measured', assessments: 100, h: 1, interval: { low: 1, high: 1 }, pairs: 3 }
    });
  });

  it('is what a table of two criteria gives by hand', () => {
    // 50 both, 30 the easier alone, 5 the harder alone, 15 neither: 1 - 5 / (20 * 55 / 100)
    const given = [...many(50, [yes, yes]), ...many(30, [yes, no]), ...many(5, [no, yes]), ...many(15, [no, no])];
    expect(scalability(given, [])).toMatchObject({ h: expect.closeTo(1 - 5 / 11, 12) });
  });

  it('is near 0 where each criterion is met by chance, and its interval has 0 in it about 19 times of 20', () => {
    const random = seededRandom(7);
    let held = 0;
    for (let round = 0; round < 200; round++) {
      const found = scalability(
        Array.from({ length: 120 }, () => [0.8, 0.6, 0.5, 0.3].map((p) => random() < p)),
        []
      );
      if (found.status === 'measured' && found.interval.low <= 0 && found.interval.high >= 0) held++;
    }
    expect(held).toBeGreaterThanOrEqual(180);
    expect(held).toBeLessThanOrEqual(199);
  });

  it('leaves out pairs of which one is a condition of the other', () => {
    const given = [
      ...many(50, [yes, yes, no]),
      ...many(30, [yes, no, yes]),
      ...many(5, [no, yes, yes]),
      ...many(15, [no, no, no])
    ];
    const all = scalability(given, []);
    const some = scalability(given, [[1, 0]]);
    expect(all).toMatchObject({ pairs: 3 });
    expect(some).toMatchObject({ pairs: 2 });
    expect(some).not.toMatchObject({ h: (all as { h: number }).h });
  });

  it('does not depend on the order of criteria or municipalities', () => {
    const pattern = fc.array(fc.boolean(), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(pattern, { minLength: 5, maxLength: 30 }), (patterns) => {
        const turned = [...patterns].reverse().map((one) => [...one].reverse());
        const [a, b] = [scalability(patterns, [], 5), scalability(turned, [], 5)];
        expect(b.status).toBe(a.status);
        if (a.status === 'measured' && b.status === 'measured') {
          expect(b.h).toBeCloseTo(a.h, 9);
          expect(b.interval.low).toBeCloseTo(a.interval.low, 9);
        }
      })
    );
  });

  it('says nothing of fewer than a hundred, nor where nothing differs', () => {
    expect(scalability(many(99, [yes, no]), [])).toEqual({ status: 'too-few', assessments: 99, least: 100 });
    expect(scalability(many(100, [yes, yes]), [])).toEqual({ status: 'no-spread', assessments: 100 });
  });
});

describe('itemRest', () => {
  it('is the correlation with how many of the others are met', () => {
    // by hand: first item 1 1 1 0, the rest 2 1 1 0: covariance 0.75 / sqrt(0.75 * 2)
    const given = [
      [yes, yes, yes],
      [yes, yes, no],
      [yes, no, yes],
      [no, no, no]
    ];
    expect(itemRest(given)[0]).toBeCloseTo(1 / Math.sqrt(1.5), 12);
  });
  it('is unknown where all or none meet a criterion', () => {
    expect(
      itemRest([
        [yes, no],
        [yes, yes]
      ])
    ).toEqual([null, null]);
  });
});
