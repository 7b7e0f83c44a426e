import { describe, expect, it } from 'vitest';
import { wilson } from './wilson';

describe('wilson', () => {
  // Newcombe 1998, Statistics in Medicine 17, 857-872, table I, method 3
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718]
  ])('of %i among %i is the published one', (yes, n, low, high) => {
    const interval = wilson(yes / n, n);
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  });
  it('refuses what is no share', () => {
    expect(() => wilson(1.2, 10)).toThrow('share of 1.2');
    expect(() => wilson(0.5, 0)).toThrow('among 0');
  });
});
