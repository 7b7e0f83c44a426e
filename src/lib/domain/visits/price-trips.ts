import type { CompiledVisits } from './compile-visits';
import type { TripList } from './list-trips';

/** Three stops of which at most one trip may have two or more. */
export interface Cut {
  stops: [number, number, number];
}

/** What each thing that is scarce is taken to cost, in multiples of 1/1024 of a thousandth of a point. */
export interface Prices {
  /** Of a visit at each stop; below 0 only where the stop must be visited. */
  stop: Float64Array;
  day: number;
  stratum: Float64Array;
  cuts: readonly Cut[];
  /** Of each cut. */
  cut: Float64Array;
}

export interface Priced {
  /** No plan out of these trips can be worth more. */
  bound: number;
  /** What each trip looked at is worth beyond its prices; the largest is not above 0 once the day's price is raised to it. */
  reduced: Float64Array;
  /** The largest of `reduced`. */
  best: number;
}

const FINE = 1024;
/**
 * The nearest multiple of 1/1024: sums of these are exact in doubles up to 2^43 thousandths.
 *
 * @example
 * fine(0.1) // 0.099609375, that is 102/1024
 */
export const fine = (value: number): number => Math.round(value * FINE) / FINE;

/**
 * An upper bound on every plan out of some trips, by weak duality: for any prices of at least 0, a plan is worth no more
 * than what its trips are worth beyond their prices, plus the prices of all that there is. Exact in whole arithmetic,
 * wherever the prices come from. A stratum's price must not exceed its worth to be useful; where it does it still bounds.
 *
 * Source: Lagrangian relaxation, Geoffrion, Mathematical Programming Study 2 (1974); for cuts as rows with prices of their
 * own: subset-row inequalities, Jepsen, Petersen, Spoorendonk & Pisinger, Operations Research 56 (2008).
 *
 * @param active numbers of the trips that may be used
 * @example
 * priceTrips(visits, list, active, prices).bound // never below worthOf(visits, list, anyPlan)
 */
export function priceTrips(visits: CompiledVisits, list: TripList, active: Int32Array, prices: Prices): Priced {
  const { n, days, stratumWorth } = visits;
  const { stop, stratum } = prices;
  const together = cutsByPair(n, prices);
  const reduced = new Float64Array(active.length);
  let best = -Infinity;
  for (let x = 0; x < active.length; x++) {
    const t = active[x]!;
    const [a, b, c] = [list.a[t]!, list.b[t]!, list.c[t]!];
    let value = list.own[t]! - stop[a]! - prices.day;
    if (b >= 0) value -= stop[b]!;
    if (c >= 0) value -= stop[c]!;
    for (let at = list.from[t]!, end = list.from[t + 1]!; at < end; at++) value += stratum[list.strata[at]!]!;
    if (together && b >= 0) {
      value -= together.pair[a * n + b]!;
      if (c >= 0)
        value -= together.pair[a * n + c]! + together.pair[b * n + c]! - (together.whole.get(keyOf(n, a, b, c)) ?? 0);
    }
    reduced[x] = value;
    if (value > best) best = value;
  }
  let bound = days * (prices.day + Math.max(0, best));
  for (let i = 0; i < n; i++) bound += stop[i]!;
  for (const price of prices.cut) bound += price;
  for (let s = 0; s < stratumWorth.length; s++) bound += Math.max(0, stratumWorth[s]! - stratum[s]!);
  return { bound, reduced, best: active.length > 0 ? best : 0 };
}

/** Cut prices by pair of stops; a trip with all three stops of a cut pays once, not three times. */
function cutsByPair(n: number, { cuts, cut }: Prices) {
  if (!cuts.length) return null;
  const pair = new Float64Array(n * n);
  const whole = new Map<number, number>();
  cuts.forEach(({ stops: [a, b, c] }, at) => {
    const price = cut[at]!;
    for (const [i, j] of [
      [a, b],
      [a, c],
      [b, c]
    ] as const) {
      pair[i * n + j]! += price;
      pair[j * n + i]! += price;
    }
    const key = keyOf(n, a, b, c);
    whole.set(key, (whole.get(key) ?? 0) + 2 * price);
  });
  return { pair, whole };
}

/**
 * One number for three stops in whatever order.
 *
 * @example
 * keyOf(10, 3, 1, 2) // 123
 */
export function keyOf(n: number, a: number, b: number, c: number): number {
  const least = Math.min(a, b, c);
  const most = Math.max(a, b, c);
  return (least * n + (a + b + c - least - most)) * n + most;
}
