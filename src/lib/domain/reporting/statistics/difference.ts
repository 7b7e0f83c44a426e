import { twoSided } from './normal';
import { type Interval, wilson } from './wilson';

export interface Difference extends Interval {
  difference: number;
  /** How probable as large a difference is where there is none. */
  probability: number;
}

/**
 * The difference of two shares of different municipalities with its 95 % interval: Newcombe's hybrid score (Newcombe 1998,
 * "Interval estimation for the difference between independent proportions", Statistics in Medicine 17, method 10): from
 * the Wilson intervals of both, so that it stays sensible with few and near none and all. The probability is that of the
 * score test with the shares put together.
 *
 * @example
 * apartDifference({ yes: 56, answered: 70 }, { yes: 48, answered: 80 }) // { difference: 0.2, low: 0.0524, high: 0.3339, ... }
 */
export function apartDifference(
  one: { yes: number; answered: number },
  other: { yes: number; answered: number }
): Difference {
  const [p, q] = [one.yes / one.answered, other.yes / other.answered];
  const [a, b] = [wilson(p, one.answered), wilson(q, other.answered)];
  const difference = p - q;
  const together = (one.yes + other.yes) / (one.answered + other.answered);
  const error = Math.sqrt(together * (1 - together) * (1 / one.answered + 1 / other.answered));
  return {
    difference,
    low: difference - Math.hypot(p - a.low, b.high - q),
    high: difference + Math.hypot(a.high - p, q - b.low),
    probability: error > 0 ? twoSided(difference / error) : 1
  };
}

/** The same municipalities twice: yes both times, only now, only before, neither time. */
export interface Paired {
  kept: number;
  gained: number;
  lost: number;
  neither: number;
}

/**
 * The change of a share of the same municipalities with its 95 % interval: Newcombe's paired score interval (Newcombe
 * 1998, "Improved confidence intervals for the difference between binomial proportions based on paired data",
 * Statistics in Medicine 17, method 10), in which the two Wilson intervals are put together by the correlation of the
 * two answers. The probability is that of McNemar's exact test, the outcome itself counted half (mid-p; Fagerland,
 * Lydersen and Laake 2013, BMC Medical Research Methodology 13).
 *
 * @example
 * pairedDifference({ kept: 36, gained: 12, lost: 2, neither: 0 }) // { difference: 0.2, low: 0.0569, high: 0.3404, ... }
 */
export function pairedDifference({ kept, gained, lost, neither }: Paired): Difference {
  const n = kept + gained + lost + neither;
  const [p, q] = [(kept + gained) / n, (kept + lost) / n];
  const [now, before] = [wilson(p, n), wilson(q, n)];
  const phi = correlate(kept, gained, lost, neither, n);
  const reach = (a: number, b: number) => Math.sqrt(Math.max(0, a * a - 2 * phi * a * b + b * b));
  return {
    difference: p - q,
    low: p - q - reach(p - now.low, before.high - q),
    high: p - q + reach(now.high - p, q - before.low),
    probability: midP(gained, lost)
  };
}

/** The correlation of both answers, less a correction where it is positive (method 10). */
function correlate(kept: number, gained: number, lost: number, neither: number, n: number): number {
  const margins = (kept + gained) * (lost + neither) * (kept + lost) * (gained + neither);
  if (margins === 0) return 0;
  const product = kept * neither - gained * lost;
  return (product > 0 ? Math.max(0, product - n / 2) : product) / Math.sqrt(margins);
}

/** With more changes than this a normal stands for the binomial. */
const MOST_EXACT = 1000;

function midP(gained: number, lost: number): number {
  const n = gained + lost;
  if (n === 0) return 1;
  if (n > MOST_EXACT) return twoSided((gained - lost) / Math.sqrt(n));
  const least = Math.min(gained, lost);
  let logOf = -n * Math.LN2;
  let below = 0;
  for (let k = 0; k < least; k++) {
    below += Math.exp(logOf);
    logOf += Math.log((n - k) / (k + 1));
  }
  return Math.min(1, 2 * (below + Math.exp(logOf) / 2));
}
