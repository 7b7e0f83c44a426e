/** A step so fine that scores become whole numbers, which add up without rounding. */
export interface ScoreGrid {
  /** Steps per 1.0 of score. */
  stepsPerUnit: number;
  /** True when every score lies on the grid exactly. */
  exact: boolean;
}

// Prices and path lengths stay within four times the largest score (see `assignByPaths`), so 2^50 leaves them exact in a double.
const MOST_STEPS = 2 ** 50;
const NOISE = 4 * Number.EPSILON;
// noise must stay far below a step, or any number would pass for a noisy decimal
const MOST_NOISE_IN_A_STEP = 1 / 64;

/**
 * Finds the coarsest decimal grid on which all scores lie, give or take the noise of binary fractions: 0.1 + 0.2 and 0.3
 * are then the same whole number, and equal totals are recognised as equal. Scores that are no decimals of up to 15
 * digits are rounded to 2^-49 of the largest.
 *
 * @example
 * findScoreGrid([0.83, -2]); // { stepsPerUnit: 100, exact: true }
 * findScoreGrid([0.1 + 0.2]); // { stepsPerUnit: 10, exact: false }
 */
export function findScoreGrid(scores: Iterable<number>): ScoreGrid {
  const values = Float64Array.from(scores);
  let largest = 0;
  for (const value of values) largest = Math.max(largest, Math.abs(value));
  if (largest === 0) return { stepsPerUnit: 1, exact: true };
  const noise = NOISE * largest;
  for (let digits = 0; digits <= 22; digits++) {
    const stepsPerUnit = 10 ** digits;
    if (largest * stepsPerUnit > MOST_STEPS) break;
    const allowed = noise * stepsPerUnit <= MOST_NOISE_IN_A_STEP ? noise : 0;
    const off = findFarthest(values, stepsPerUnit, allowed);
    if (off <= allowed) return { stepsPerUnit, exact: off === 0 };
  }
  // at most 2^1000: beyond it only scores around 1e-300 would gain, and the power itself would overflow
  return { stepsPerUnit: 2 ** Math.min(1000, 49 - Math.floor(Math.log2(largest))), exact: false };
}

/** Distance of the farthest value from the grid; stops at the first one beyond `enough`. */
function findFarthest(values: Float64Array, stepsPerUnit: number, enough: number): number {
  let farthest = 0;
  for (const value of values) {
    // the division is correctly rounded, so a decimal of so many digits comes back as the very same double
    const off = Math.abs(value - Math.round(value * stepsPerUnit) / stepsPerUnit);
    if (off > farthest) farthest = off;
    if (farthest > enough) break;
  }
  return farthest;
}
