/** What a pair is scored on. */
export type Factor =
  | 'gap'
  | 'climb'
  | 'priority'
  | 'waiting'
  | 'likeness-population'
  | 'likeness-group'
  | 'likeness-systems'
  | 'form'
  | 'months'
  | 'distance'
  | 'county'
  | 'wish'
  | 'preference';

/** Importance of each factor, 0 or more; only their proportions matter. */
export type Weights = Readonly<Record<Factor, number>>;

/**
 * The weights a round starts with; a coordinator can change them. They are judgements, not measurements:
 *
 * - `gap` 35: a mentor one or two levels ahead has taken that very step lately enough to tell how; it decides most;
 * - `priority` 25: help with what the mentee wants first beats help with what it wants third;
 * - `likeness-population` 15: a municipality of like size has like means;
 * - `distance` 15: near enough to visit; calls work too, so it does not decide;
 * - `likeness-group` 10: the same kind of municipality; partly the same as size, so it counts less;
 * - `climb` 15: whoever has taken that very step in the last two years remembers how;
 * - `wish` 15: a mentee knows whom it would listen to; `preference` 10: so does a mentor, who is asked to give;
 * - `waiting` 10: who got nobody last time goes first where all else is equal;
 * - `form` 10 and `months` 10: two that share no form or no month would find it hard to meet, but they can still agree on one;
 * - `likeness-systems` 5 and `county` 5: help where known, and are seldom known.
 *
 * A factor whose facts are not known is left out of the mean, so the later ones count only where somebody said so.
 *
 * @example
 * findScore([{ value: 1, weight: DEFAULT_WEIGHTS.gap }, { value: 0, weight: DEFAULT_WEIGHTS.priority }]); // 0.583333
 */
export const DEFAULT_WEIGHTS: Weights = {
  gap: 35,
  climb: 15,
  priority: 25,
  waiting: 10,
  'likeness-population': 15,
  'likeness-group': 10,
  'likeness-systems': 5,
  form: 10,
  months: 10,
  distance: 15,
  county: 5,
  wish: 15,
  preference: 10
};

/** Names of all factors, in the order in which they are weighed. */
export const FACTORS = Object.keys(DEFAULT_WEIGHTS) as Factor[];

/** What each further mentee at once costs a round: the second 0.02, the third 0.04 and so on, in units of the score. */
export const DEFAULT_LOAD = 0.02;

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

/**
 * The weights to use where some were changed; the others stay as they are.
 *
 * @example
 * mergeWeights({ gap: 50 }).priority; // 25
 */
export function mergeWeights(changed: Partial<Record<Factor, number | undefined>>): Weights {
  const weights: Record<Factor, number> = { ...DEFAULT_WEIGHTS };
  for (const factor of FACTORS) weights[factor] = changed[factor] ?? weights[factor];
  return weights;
}
