import { type CollapsedStratum, collapseStrata, type Stratum } from './collapse-strata';
import { checkCounted, type Counted, responseBounds } from './response-bounds';
import { type Interval, wilson } from './wilson';

/** The three results the report shows side by side, each for what it is. */
export interface ShareResults {
  /** Among those that answered: exact, no interval. Null where nobody did. */
  answering: { yes: number; answered: number; share: number } | null;
  /** Among all, whatever the silent would say. */
  bounds: Interval;
  /** Among all, if the silent resemble those of their stratum that answered. Null where there is nobody to resemble. */
  estimate: {
    share: number;
    /** Null where all answered: then the share is known. */
    interval: Interval | null;
    strata: CollapsedStratum[];
  } | null;
}

/**
 * A share of all municipalities out of the answers of some.
 *
 * The estimate weighs each stratum's share by how many municipalities the stratum has, `p = Σ W p_h`, with the variance
 * `v = Σ W² (1 - n/N) p_h (1 - p_h) / (n - 1)` (Cochran 1977, 5.53 with 3.8): a stratum in which all answered adds none. The interval
 * is Wilson's with the effective size `p (1 - p) / v` (Korn & Graubard 1998; Franco, Little, Louis & Slud 2019), and never
 * claims what the bounds exclude. Where `v` says nothing, because every stratum was of one mind, the effective size is that of equal shares,
 * `1 / Σ W² (1 - n/N) / (n - 1)`. Who answers chose to: the interval holds for chance within strata alone, and the assumption is
 * named beside it.
 *
 * @example
 * // Cochran 1977, 3.2: of 3,042 addresses 200 are looked at and 38 are wrong; the standard error of the number is 81.8
 * estimateShare([{ size: 1, group: 'all', population: 3042, answered: 200, yes: 38 }]).estimate?.share // 0.19
 */
export function estimateShare(strata: readonly Stratum[]): ShareResults {
  for (const stratum of strata) checkCounted(stratum);
  const all = addUp(strata);
  const bounds = responseBounds(all);
  if (all.answered === 0) return { answering: null, bounds, estimate: null };
  const answering = { yes: all.yes, answered: all.answered, share: all.yes / all.answered };
  const cells = collapseStrata(strata);
  const share = cells.reduce((sum, { population, answered, yes }) => {
    return sum + (population / all.population) * (yes / answered);
  }, 0);
  const effective = effectiveSize(cells, all.population, share);
  const interval = effective === null ? null : within(wilson(clamp(share), effective), bounds);
  return { answering, bounds, estimate: { share, interval, strata: cells } };
}

/**
 * The variance of the estimated share over repeated draws of those who answer, within strata.
 *
 * @example
 * 3042 * Math.sqrt(shareVariance([{ population: 3042, answered: 200, yes: 38 }], 3042)) // 81.8
 */
export function shareVariance(cells: readonly Counted[], population: number): number {
  return cells.reduce((sum, cell) => {
    const p = cell.yes / cell.answered;
    return sum + spread(cell, population) * p * (1 - p);
  }, 0);
}

/** `W² (1 - n/N) / (n - 1)`; a single answer is taken as if it were two: it says nothing of how others differ. */
function spread({ population, answered }: Counted, all: number): number {
  return (population / all) ** 2 * ((1 - answered / population) / Math.max(1, answered - 1));
}

/** How many of a simple random sample would say as much; null where all answered. */
function effectiveSize(cells: readonly Counted[], population: number, share: number): number | null {
  const even = cells.reduce((sum, cell) => sum + spread(cell, population), 0);
  if (even === 0) return null;
  const variance = shareVariance(cells, population);
  return variance > 0 ? (share * (1 - share)) / variance : 1 / even;
}

const clamp = (share: number) => Math.min(1, Math.max(0, share));

const within = (interval: Interval, bounds: Interval): Interval => ({
  low: Math.max(interval.low, bounds.low),
  high: Math.min(interval.high, bounds.high)
});

const addUp = (strata: readonly Counted[]): Counted =>
  strata.reduce(
    (sum, { population, answered, yes }) => ({
      population: sum.population + population,
      answered: sum.answered + answered,
      yes: sum.yes + yes
    }),
    { population: 0, answered: 0, yes: 0 }
  );
