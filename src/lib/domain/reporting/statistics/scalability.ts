import { type Interval, Z_95 } from './wilson';

/** One municipality's complete answers to the criteria of a dimension: met or not, in the order of the criteria. */
export type Pattern = readonly boolean[];

export type Scalability =
  | { status: 'too-few'; assessments: number; least: number }
  /** Everybody answers some criteria alike, so no two can be compared. */
  | { status: 'no-spread'; assessments: number }
  | { status: 'measured'; assessments: number; h: number; interval: Interval; pairs: number };

/** With fewer the interval is wider than what is to be told apart. */
export const LEAST_ASSESSMENTS = 100;

/**
 * Whether criteria form a ladder: Loevinger's H (Loevinger 1948; Mokken 1971), 1 minus the observed over the expected number of times that a
 * municipality meets a criterion fewer meet and not one that more meet. 1: always in order. 0: as if each were met by chance. Mokken
 * calls 0.3 weak, 0.4 medium and 0.5 strong. The interval comes from leaving out one municipality after the other (jackknife;
 * Efron & Tibshirani 1993, 11). It says nothing of why: criteria that build on each other by definition are left out, and the rest may still be
 * in order because of how they are asked.
 *
 * @param patterns complete answers only, all of the same length
 * @param dependent pairs of criteria (by place) of which one is a condition of the other
 * @param least 100 unless a test asks for fewer
 * @example
 * // 60 meet both, 30 the first alone, 10 neither: always in order
 * scalability(patterns, []) // { status: 'measured', h: 1, ... }
 */
export function scalability(
  patterns: readonly Pattern[],
  dependent: readonly (readonly [number, number])[],
  least = LEAST_ASSESSMENTS
): Scalability {
  const assessments = patterns.length;
  if (assessments < least) return { status: 'too-few', assessments, least };
  const length = patterns[0]?.length ?? 0;
  if (patterns.some((pattern) => pattern.length !== length)) throw new Error('Patterns of different lengths');
  const apart = new Set(dependent.flatMap(([a, b]) => [`${a} ${b}`, `${b} ${a}`]));
  const pairs = Array.from({ length }, (_, i) => i).flatMap((i) =>
    Array.from({ length: i }, (_, j): [number, number] => [j, i]).filter(([a, b]) => !apart.has(`${a} ${b}`))
  );
  const counts = count(patterns, pairs);
  const h = coefficient(counts, assessments);
  if (h === null) return { status: 'no-spread', assessments };
  const without = patterns.map((pattern) => coefficient(count([pattern], pairs, counts), assessments - 1) ?? h);
  const mean = without.reduce((sum, one) => sum + one, 0) / assessments;
  const squares = without.reduce((sum, one) => sum + (one - mean) ** 2, 0);
  const half = Z_95 * Math.sqrt(((assessments - 1) / assessments) * squares);
  return {
    status: 'measured',
    assessments,
    h,
    interval: { low: h - half, high: Math.min(1, h + half) },
    pairs: pairs.length
  };
}

interface PairCount {
  /** How many meet the one, the other, both. */
  first: number;
  second: number;
  both: number;
}

/** @param from counts that the patterns are taken out of; left out: they are counted from nothing */
function count(
  patterns: readonly Pattern[],
  pairs: readonly (readonly [number, number])[],
  from?: PairCount[]
): PairCount[] {
  const sign = from ? -1 : 1;
  return pairs.map(([a, b], n) => {
    const sums = { ...(from?.[n] ?? { first: 0, second: 0, both: 0 }) };
    for (const pattern of patterns) {
      if (pattern[a]) sums.first += sign;
      if (pattern[b]) sums.second += sign;
      if (pattern[a] && pattern[b]) sums.both += sign;
    }
    return sums;
  });
}

function coefficient(counts: readonly PairCount[], n: number): number | null {
  let errors = 0;
  let expected = 0;
  for (const { first, second, both } of counts) {
    const [easy, hard] = first >= second ? [first, second] : [second, first];
    errors += hard - both;
    expected += ((n - easy) * hard) / n;
  }
  return expected > 0 ? 1 - errors / expected : null;
}
