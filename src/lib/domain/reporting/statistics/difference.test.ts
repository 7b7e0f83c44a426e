import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../shared/random';
import { apartDifference, pairedDifference } from './difference';
import { twoSided } from './normal';
import { responseIndicator } from './representativeness';

const rounded = ({ low, high }: { low: number; high: number }) => [low, high].map((end) => Number(end.toFixed(4)));

describe('apartDifference', () => {
  it.each([
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [5, 56, 0, 29, -0.0381, 0.1926],
    [10, 10, 0, 10, 0.6075, 1]
  ])('gives the interval of Newcombe 1998, table II: %i of %i against %i of %i', (a, m, b, n, low, high) => {
    expect(rounded(apartDifference({ yes: a, answered: m }, { yes: b, answered: n }))).toEqual([low, high]);
  });
  it('turns round with its sides', () => {
    fc.assert(
      fc.property(fc.nat(20), fc.nat(20), fc.nat(20), fc.nat(20), (a, b, c, d) => {
        fc.pre(a + b > 0 && c + d > 0);
        const [one, other] = [
          { yes: a, answered: a + b },
          { yes: c, answered: c + d }
        ];
        const [there, back] = [apartDifference(one, other), apartDifference(other, one)];
        expect(there.low).toBeCloseTo(-back.high, 10);
        expect(there.probability).toBeCloseTo(back.probability, 10);
      })
    );
  });
});

describe('pairedDifference', () => {
  it('gives the interval of Newcombe 1998 for 36, 12, 2, 0', () => {
    expect(rounded(pairedDifference({ kept: 36, gained: 12, lost: 2, neither: 0 }))).toEqual([0.0569, 0.3404]);
  });
  it('holds nothing where nothing changed, and turns round with time', () => {
    expect(pairedDifference({ kept: 5, gained: 0, lost: 0, neither: 7 })).toMatchObject({
      difference: 0,
      probability: 1
    });
    fc.assert(
      fc.property(fc.nat(30), fc.nat(30), fc.nat(30), fc.nat(30), (kept, gained, lost, neither) => {
        fc.pre(kept + gained + lost + neither > 0);
        const there = pairedDifference({ kept, gained, lost, neither });
        const back = pairedDifference({ kept, gained: lost, lost: gained, neither });
        expect(there.low).toBeCloseTo(-back.high, 10);
        expect(there.low).toBeLessThanOrEqual(there.difference + 1e-12);
        expect(there.probability).toBeCloseTo(back.probability, 10);
      })
    );
  });
  it('has the mid-p of McNemar worked by hand: 1 against 5', () => {
    // of 2^6 outcomes 1 has none and 6 have one the other way: 2 (1 + 6 / 2) / 64
    expect(pairedDifference({ kept: 3, gained: 5, lost: 1, neither: 3 }).probability).toBeCloseTo(8 / 64, 12);
  });
  it('holds the true change about 95 times of 100', () => {
    const random = seededRandom(5);
    const shares = [0.3, 0.25, 0.1, 0.35] as const;
    let held = 0;
    for (let draw = 0; draw < 2000; draw++) {
      const counts = [0, 0, 0, 0];
      for (let i = 0; i < 60; i++) {
        let roll = random();
        const at = shares.findIndex((share) => (roll -= share) < 0);
        counts[at < 0 ? 3 : at]!++;
      }
      const [kept, gained, lost, neither] = counts as [number, number, number, number];
      const { low, high } = pairedDifference({ kept, gained, lost, neither });
      if (low <= 0.15 && 0.15 <= high) held++;
    }
    expect(held / 2000).toBeGreaterThan(0.93);
    expect(held / 2000).toBeLessThan(0.975);
  });
});

describe('twoSided', () => {
  it.each([
    [0, 1],
    [1, 0.317311],
    [1.959963984540054, 0.05],
    [-2.575829303548901, 0.01],
    [4, 0.0000633]
  ])('of %d is %d', (z, probability) => expect(twoSided(z)).toBeCloseTo(probability, 6));
});

describe('responseIndicator', () => {
  it('is 1 where every stratum answered alike and 0 where one did and one did not', () => {
    const half = { population: 50, answered: 25 };
    expect(responseIndicator([half, half])).toBe(1);
    expect(
      responseIndicator([
        { population: 50, answered: 50 },
        { population: 50, answered: 0 }
      ])
    ).toBe(0);
    expect(responseIndicator([])).toBeNull();
  });
});
