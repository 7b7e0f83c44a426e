import type { CompiledVisits } from './compile-visits';
import { stopsOf, type TripList } from './list-trips';

/** Trips of a list by number, and what they are worth together. */
export interface Plan {
  trips: number[];
  value: number;
}

/**
 * What trips are worth together: stops and strata once each, less the way.
 *
 * @example
 * worthOf(visits, list, []) // 0
 */
export function worthOf(visits: CompiledVisits, list: TripList, trips: readonly number[]): number {
  const covered = new Set<number>();
  let value = 0;
  for (const t of trips) {
    value += list.own[t]!;
    for (let at = list.from[t]!; at < list.from[t + 1]!; at++) covered.add(list.strata[at]!);
  }
  for (const s of covered) value += visits.stratumWorth[s]!;
  return value;
}

export interface GoodPlanOptions {
  /** Trips to begin with. */
  from?: readonly number[];
  /** Of each trip, 0 to 1: liked ones are taken first. */
  liking?: ArrayLike<number>;
  /** Trips to choose from; a short list of the most promising ones unless said. */
  among?: ArrayLike<number>;
  shouldStop?: (() => boolean) | undefined;
}

const SHORT = 4000;
const PER_STOP = 20;

/** The trips worth most if nothing else were planned, and for every stop its best ones. */
function shortList(visits: CompiledVisits, list: TripList): number[] {
  const alone = new Float64Array(list.count);
  for (let t = 0; t < list.count; t++) alone[t] = worthOf(visits, list, [t]);
  const order = Array.from({ length: list.count }, (_, t) => t);
  if (list.count <= SHORT) return order;
  order.sort((x, y) => alone[y]! - alone[x]! || x - y);
  const seen = new Uint8Array(visits.n);
  return order
    .filter((t, place) => {
      const wanted = stopsOf(list, t).filter((stop) => (seen[stop] = Math.min(255, seen[stop]! + 1)) <= PER_STOP);
      return place < SHORT || wanted.length > 0;
    })
    .sort((x, y) => x - y);
}

/**
 * A good plan, seldom the best: the trip that adds most, again and again; then one and two trips at a time are taken out
 * and put back better, until nothing improves.
 *
 * @example
 * findGoodPlan(visits, list).trips.length // at most visits.days
 */
export function findGoodPlan(visits: CompiledVisits, list: TripList, options: GoodPlanOptions = {}): Plan {
  const among = options.among ?? shortList(visits, list);
  let trips = fill(visits, list, among, options.from ?? [], options.liking);
  let value = worthOf(visits, list, trips);
  const attempt = (kept: number[]): boolean => {
    const next = fill(visits, list, among, kept);
    const worth = worthOf(visits, list, next);
    if (worth <= value) return false;
    [trips, value] = [next, worth];
    return true;
  };
  const improve = (): boolean => {
    for (let x = 0; x < trips.length; x++) if (attempt(trips.filter((_, at) => at !== x))) return true;
    for (let x = 0; x < trips.length; x++)
      for (let y = x + 1; y < trips.length; y++) {
        if (options.shouldStop?.()) return false;
        if (attempt(trips.filter((_, at) => at !== x && at !== y))) return true;
      }
    return false;
  };
  while (improve());
  return { trips, value };
}

/** Adds the best trip until the days are full or none adds anything. */
function fill(
  visits: CompiledVisits,
  list: TripList,
  among: ArrayLike<number>,
  kept: readonly number[],
  liking?: ArrayLike<number>
): number[] {
  const trips = [...kept];
  const taken = new Uint8Array(visits.n);
  const missing = Float64Array.from(visits.stratumWorth);
  const take = (t: number) => {
    for (const stop of stopsOf(list, t)) taken[stop] = 1;
    for (let at = list.from[t]!; at < list.from[t + 1]!; at++) missing[list.strata[at]!] = 0;
  };
  trips.forEach(take);
  while (trips.length < visits.days) {
    let best = -1;
    let most = 0;
    for (let x = 0; x < among.length; x++) {
      const t = among[x]!;
      const [b, c] = [list.b[t]!, list.c[t]!];
      if (taken[list.a[t]!] || (b >= 0 && taken[b]) || (c >= 0 && taken[c])) continue;
      let adds = list.own[t]!;
      for (let at = list.from[t]!; at < list.from[t + 1]!; at++) adds += missing[list.strata[at]!]!;
      if (adds > 0 && liking) adds *= 1 + liking[t]!;
      if (adds > most) [best, most] = [t, adds];
    }
    if (best < 0) break;
    trips.push(best);
    take(best);
  }
  return trips;
}
