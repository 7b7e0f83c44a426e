/** What a pair is scored on. */
export type Factor = 'gap' | 'priority' | 'likeness-population' | 'likeness-group' | 'distance';

/** Importance of each factor, 0 or more; only their proportions matter. */
export type Weights = Readonly<Record<Factor, number>>;

/**
 * The weights a round starts with; a coordinator can change them. They are judgements, not measurements:
 *
 * - `gap` 35: a mentor one or two levels ahead has taken that very step lately enough to tell how; it decides most;
 * - `priority` 25: help with what the mentee wants first beats help with what it wants third;
 * - `likeness-population` 15: a municipality of like size has like means;
 * - `distance` 15: near enough to visit; calls work too, so it does not decide;
 * - `likeness-group` 10: the same kind of municipality; partly the same as size, so it counts less.
 *
 * @example
 * findScore([{ value: 1, weight: DEFAULT_WEIGHTS.gap }, { value: 0, weight: DEFAULT_WEIGHTS.priority }]); // 0.583333
 */
export const DEFAULT_WEIGHTS: Weights = {
  gap: 35,
  priority: 25,
  'likeness-population': 15,
  'likeness-group': 10,
  distance: 15
};

/**
 * Weighted mean of factor values, 0 to 1, with six decimals: whole millionths add up exactly, so that equal totals are
 * recognised as equal. 0 when there is nothing to weigh.
 *
 * @example
 * findScore([{ value: 1, weight: 3 }, { value: 0.5, weight: 1 }]); // 0.875
 */
export function findScore(factors: readonly { value: number; weight: number }[]): number {
  let sum = 0;
  let weights = 0;
  for (const { value, weight } of factors) {
    sum += value * weight;
    weights += weight;
  }
  return weights === 0 ? 0 : Math.round((1e6 * sum) / weights) / 1e6;
}
