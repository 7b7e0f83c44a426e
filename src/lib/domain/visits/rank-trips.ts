import type { CompiledVisits } from './compile-visits';
import { worthOf } from './find-good-plan';
import { stopsOf, type TripList } from './list-trips';

/** A trip of a plan, in its place in the order. */
export interface RankedTrip {
  /** Number in the list. */
  trip: number;
  /** Strata that it covers and no trip before it. */
  fresh: number[];
  /** What it adds to those before it. */
  adds: number;
  /** The best other trip in its place, all others kept; null: there is none. */
  instead: { trip: number; fewer: number } | null;
}

/**
 * A plan's trips in the order in which they are best made: first the one that is worth most alone, then again and again the
 * one that adds most to those before it, so that whoever stops early has most. Ties by the shorter way, then by the stops.
 *
 * @example
 * rankTrips(visits, list, plan.trips)[0].adds // never less than that of the second
 */
export function rankTrips(visits: CompiledVisits, list: TripList, trips: readonly number[]): RankedTrip[] {
  const left = [...trips].sort((x, y) => list.hm[x]! - list.hm[y]! || x - y);
  const ranked: RankedTrip[] = [];
  const covered = new Set<number>();
  const freshOf = (t: number) => strataOfTrip(list, t).filter((s) => !covered.has(s));
  // a pin is a decision, not a merit: it does not lift a trip in the order
  const plainOf = (t: number) => list.own[t]! - pinsIn(visits, list, [t]) * visits.pinBonus;
  const addsOf = (t: number) => plainOf(t) + freshOf(t).reduce((sum, s) => sum + visits.stratumWorth[s]!, 0);
  while (left.length > 0) {
    const at = left.reduce((best, t, x) => (addsOf(t) > addsOf(left[best]!) ? x : best), 0);
    const [trip] = left.splice(at, 1) as [number];
    const others = trips.filter((other) => other !== trip);
    ranked.push({ trip, fresh: freshOf(trip), adds: addsOf(trip), instead: findInstead(visits, list, trip, others) });
    for (const s of strataOfTrip(list, trip)) covered.add(s);
  }
  return ranked;
}

function strataOfTrip(list: TripList, t: number): number[] {
  return [...list.strata.subarray(list.from[t]!, list.from[t + 1]!)];
}

/** What would be planned if this very trip could not be made: it may share stops with it, but not all of them. */
function findInstead(
  visits: CompiledVisits,
  list: TripList,
  trip: number,
  others: readonly number[]
): RankedTrip['instead'] {
  const taken = new Uint8Array(visits.n);
  for (const other of others) for (const stop of stopsOf(list, other)) taken[stop] = 1;
  const missing = Float64Array.from(visits.stratumWorth);
  for (const other of others) for (const s of strataOfTrip(list, other)) missing[s] = 0;
  const adds = (t: number) => {
    let sum = list.own[t]!;
    for (let at = list.from[t]!; at < list.from[t + 1]!; at++) sum += missing[list.strata[at]!]!;
    return sum;
  };
  let best = -1;
  let most = -Infinity;
  for (let t = 0; t < list.count; t++) {
    const [a, b, c] = [list.a[t]!, list.b[t]!, list.c[t]!];
    if (t === trip || taken[a] || (b >= 0 && taken[b]) || (c >= 0 && taken[c])) continue;
    const sum = adds(t);
    if (sum > most) [best, most] = [t, sum];
  }
  const fewer = adds(trip) - most;
  // without a pinned stop there is no plan at all
  return best < 0 || fewer >= visits.pinBonus / 2 ? null : { trip: best, fewer };
}

/**
 * What a plan is worth without what pinned visits are lifted by.
 *
 * @example
 * worthWithoutPins(visits, list, plan.trips) // 1_000 for one visit with a response of 1 per cent, at home
 */
export function worthWithoutPins(visits: CompiledVisits, list: TripList, trips: readonly number[]): number {
  return worthOf(visits, list, trips) - pinsIn(visits, list, trips) * visits.pinBonus;
}

/** How many pinned stops trips have. */
export function pinsIn(visits: CompiledVisits, list: TripList, trips: readonly number[]): number {
  return trips.flatMap((t) => stopsOf(list, t)).filter((stop) => visits.isPinned[stop]).length;
}
