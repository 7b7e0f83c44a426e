import { describe, expect, it } from 'vitest';
import { kmOfChord, pointOf, valueDistance, valuePopulation, valueWish } from './score-values';

function measure(from: [number, number], to: [number, number]): number {
  const [a, b] = [pointOf(...from), pointOf(...to)];
  return kmOfChord(Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]));
}

describe('kmOfChord', () => {
  it('measures a degree of the equator, a quarter and half of the earth', () => {
    expect(measure([0, 0], [0, 1])).toBeCloseTo(111.195, 3);
    expect(measure([0, 0], [0, 90])).toBeCloseTo(10_007.557, 3);
    expect(measure([90, 0], [-90, 0])).toBeCloseTo(20_015.114, 3);
  });

  it('is 0 for one place, and the same in both directions', () => {
    expect(measure([59.33, 18.07], [59.33, 18.07])).toBe(0);
    expect(measure([59.33, 18.07], [55.6, 13])).toBeCloseTo(measure([55.6, 13], [59.33, 18.07]), 9);
  });
});

describe('values', () => {
  it('halve at 100 km, and turn round for who wants to go elsewhere', () => {
    const chord = 2 * Math.sin(100 / 6371.0088 / 2);
    expect(valueDistance(chord, 'near')).toBeCloseTo(0.5, 9);
    expect(valueDistance(0, 'near')).toBe(1);
    expect(valueDistance(0, 'elsewhere')).toBe(0);
    expect(valueDistance(2, 'elsewhere')).toBeGreaterThan(0.99);
  });

  it('fall from the first wish to the fifth, and to 0 for who is not wished for', () => {
    expect([1, 2, 3, 4, 5, 0].map(valueWish)).toEqual([1, 0.8, 0.6, 0.4, 0.2, 0]);
  });

  it('reach 0 at ten times the size', () => {
    expect(valuePopulation(4, 5)).toBe(0);
    expect(valuePopulation(4, 6)).toBe(0);
    expect(valuePopulation(4, 4)).toBe(1);
  });
});
