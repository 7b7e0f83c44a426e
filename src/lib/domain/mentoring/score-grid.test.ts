import { describe, expect, it } from 'vitest';
import { findScoreGrid } from './score-grid';

describe('findScoreGrid', () => {
  it.each([
    ['whole numbers', [3, -7, 0], 1, true],
    ['two decimals', [0.83, -2, 0.5], 100, true],
    ['nine decimals', [0.000000001, 1], 1e9, true],
    ['nothing but zero', [0, -0], 1, true],
    ['no scores', [], 1, true],
    ['decimals with the noise of a sum', [0.1 + 0.2, 1], 10, false]
  ])('finds the coarsest decimal grid for %s', (_, scores, stepsPerUnit, exact) => {
    expect(findScoreGrid(scores)).toEqual({ stepsPerUnit, exact });
  });

  it('rounds other scores to a power of two, fine enough and within what a double holds', () => {
    for (const scores of [[1 / 3, 1], [1e300, Math.PI], [1e15, 1e-7], [5e-324], [2 ** 60 + 2 ** 20, 1]]) {
      const { stepsPerUnit, exact } = findScoreGrid(scores);
      const largest = Math.max(...scores);
      expect(exact).toBe(false);
      expect(Math.log2(stepsPerUnit)).toSatisfy(Number.isInteger);
      expect(largest * stepsPerUnit).toBeLessThanOrEqual(2 ** 50);
      if (largest > 1e-200) expect(largest * stepsPerUnit).toBeGreaterThan(2 ** 48);
    }
  });
});
