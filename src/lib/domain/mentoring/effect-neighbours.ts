import { varianceOf } from './effect-interval';
import type { EffectUnit } from './effect-types';

export interface Neighbours {
  matched: EffectUnit;
  other: EffectUnit;
  distance: number;
}

/** Points of the overall score before, at most so far apart. */
const SCORE_CALIPER = 10;
/** Points of the score on the pairing's dimension. */
const DIMENSION_CALIPER = 15;
/** Three times smaller to three times larger, as for examples on the roadmap. */
const SIZE_CALIPER = Math.log(3);
const ROUNDING = 1e-9;

/**
 * For each matched municipality the nearest that had not asked: by overall score, score on the pairing's dimension and logarithm of the
 * population, all before, each divided by its standard deviation among all of them; another group counts as one standard deviation.
 * Nobody outside the calipers (10 points, 15 points, a factor of three), nobody whose population is not known.
 *
 * One to one without replacement, the nearest pair of all first, ties by id (greedy nearest available pairs: D. B. Rubin, Biometrics
 * 29, 1973, 159-183; calipers and order: E. A. Stuart, Statistical Science 25, 2010, 1-21). Nobody stands twice, so that each pair is
 * an observation of its own; whoever has no neighbour left is in no pair.
 *
 * @returns the nearest pair first
 *
 * @example
 * findNeighbours([ljusdal], [ovanaker, stockholm]);
 * // [{ matched: ljusdal, other: ovanaker, distance: 0.41 }]: Stockholm is more than three times as large
 */
export function findNeighbours(matched: readonly EffectUnit[], never: readonly EffectUnit[]): Neighbours[] {
  const scores = deviation([...matched, ...never].map(({ before }) => before.score));
  const sizes = deviation([...matched, ...never].flatMap(({ population }) => sizeOf(population) ?? []));
  const dimensions = [...new Set(matched.map(({ dimension }) => dimension))];
  const spreads = new Map(
    dimensions.map((id) => [id, deviation([...matched, ...never].flatMap((unit) => scoreOn(unit, id) ?? []))])
  );
  const candidates: Neighbours[] = [];
  const theirSizes = never.map(({ population }) => sizeOf(population));
  const theirs = new Map(dimensions.map((id) => [id, never.map((unit) => scoreOn(unit, id))]));
  for (const one of matched) {
    const [size, on] = [sizeOf(one.population), scoreOn(one, one.dimension)];
    if (size === null || on === null) continue;
    const theirScores = theirs.get(one.dimension)!;
    const spread = spreads.get(one.dimension) ?? 0;
    // no arrays in here: of a whole country these are millions of pairs
    for (let i = 0; i < never.length; i++) {
      const other = never[i]!;
      const [theirSize, theirOn] = [theirSizes[i]!, theirScores[i]!];
      if (theirSize === null || theirOn === null) continue;
      const score = Math.abs(one.before.score - other.before.score);
      if (score > SCORE_CALIPER + ROUNDING) continue;
      const dimension = Math.abs(on - theirOn);
      if (dimension > DIMENSION_CALIPER + ROUNDING) continue;
      const larger = Math.abs(size - theirSize);
      if (larger > SIZE_CALIPER + ROUNDING) continue;
      const elsewhere = one.group === other.group && one.group !== null ? 0 : 1;
      const distance = Math.sqrt(
        elsewhere + squared(score, scores) + squared(dimension, spread) + squared(larger, sizes)
      );
      // what lies beyond the ninth decimal is rounding, and must not decide
      candidates.push({ matched: one, other, distance: Math.round(distance / ROUNDING) * ROUNDING });
    }
  }
  return takeNearest(candidates);
}

const squared = (gap: number, unit: number) => (unit > 0 ? (gap / unit) ** 2 : 0);

function takeNearest(candidates: Neighbours[]): Neighbours[] {
  const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  candidates.sort(
    (a, b) => a.distance - b.distance || order(a.matched.id, b.matched.id) || order(a.other.id, b.other.id)
  );
  const taken = new Set<string>();
  return candidates.filter(({ matched, other }) => {
    if (taken.has(matched.id) || taken.has(other.id)) return false;
    taken.add(matched.id).add(other.id);
    return true;
  });
}

const deviation = (values: readonly number[]) => Math.sqrt(varianceOf(values));

/**
 * The logarithm of a population; null where it is not known.
 *
 * @example
 * sizeOf(1000); // 6.907...
 */
export const sizeOf = (population: number | null): number | null => (population ? Math.log(population) : null);

/**
 * A municipality's score on a dimension in the wave before; null where nothing in it is applicable, or no dimension is given.
 *
 * @example
 * scoreOn(unit, 'legal'); // 37.5
 */
export const scoreOn = (unit: EffectUnit, dimension: string | null): number | null =>
  (dimension !== null ? unit.before.dimensions[dimension]?.score : undefined) ?? null;
