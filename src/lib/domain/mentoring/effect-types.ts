/** A municipality as one wave found it. */
export interface Standing {
  /** Overall, 0 to 100. */
  score: number;
  /** Overall; null under a rule without levels. */
  level: number | null;
  dimensions: Readonly<Record<string, { score: number; level: number | null }>>;
}

/**
 * - `matched`: had a mentor between the two waves
 * - `asked`: asked for one by then and had none
 * - `never`: had not asked by then
 */
export type Part = 'matched' | 'asked' | 'never';

/** One municipality that was measured in both waves; each is in one part only. */
export interface EffectUnit {
  id: string;
  part: Part;
  /** The pairing's, or the first one asked for where that is known; null for those that never asked. */
  dimension: string | null;
  group: string | null;
  population: number | null;
  before: Standing;
  after: Standing;
}

/** What is measured: the change from the wave before to the wave after, on each of four scales. */
export const OUTCOMES = ['dimension-score', 'dimension-level', 'score', 'level'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export interface Sample {
  n: number;
  /** Mean change; points of score, or levels. */
  mean: number;
}

/**
 * The matched municipalities' mean change less that of the others, with its 95 % interval.
 * - `no-spread`: everybody's change is the same number, so that the data say nothing about chance
 * - `too-few`: under ten on a side
 * - `not-measured`: the model has no levels
 */
export type Estimate =
  | { kind: 'estimated'; matched: Sample; others: Sample; difference: number; low: number; high: number; df: number }
  | { kind: 'no-spread'; matched: Sample; others: Sample; difference: number }
  | { kind: 'too-few'; matched: number; others: number }
  | { kind: 'not-measured' };

/** What could make two groups differ before anything was done. */
export type Covariate = 'score' | 'dimension-score' | 'population' | 'group';

export interface Balance {
  covariate: Covariate;
  /** Standardised difference, matched less others; null where it cannot be told (nobody, or no spread at all). */
  before: number | null;
  /** The same among the neighbours that were found; null where no neighbours are looked for. */
  after: number | null;
}

export interface Comparison {
  /** How many of the matched, and of the others, it compares at most. */
  matched: number;
  others: number;
  outcomes: Record<Outcome, Estimate>;
  balance: Balance[];
}

export type EffectResult =
  /** Too few pairs for a number that means anything. */
  | { kind: 'stories-only'; pairs: number }
  | {
      kind: 'measured';
      pairs: number;
      /** Those that asked and stayed unmatched: Welch's interval of two groups. */
      asked: Comparison;
      /** The nearest that had not asked: interval of the paired differences. */
      similar: Comparison;
      /** Matched municipalities to which nobody was near enough. */
      withoutNeighbour: number;
    };

/** Under this many pairs there are stories only. */
export const LEAST_PAIRS = 20;

/** Under this many on either side no difference is stated. */
export const LEAST_GROUP = 10;
