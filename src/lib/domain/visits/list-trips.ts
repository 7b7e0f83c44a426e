import type { CompiledVisits } from './compile-visits';

/** Trips of one to three stops, each in the order of its shortest tour; -1 where there is no further stop. */
export interface TripList {
  count: number;
  a: Int16Array;
  b: Int16Array;
  c: Int16Array;
  /** Length of the tour from home and back. */
  hm: Int32Array;
  /** Worth of the stops less what the way costs; strata not included. */
  own: Float64Array;
  /** Strata touched, once each: `strata[from[t]]` to `strata[from[t + 1] - 1]`. */
  from: Int32Array;
  strata: Int16Array;
}

/**
 * Every trip that the limits allow, with its shortest tour by trying all orders. Candidates too far for a day of their own
 * are in none: by the triangle inequality they are in no longer trip either.
 *
 * @param most where there are more trips than this, null
 * @example
 * listTrips(compileVisits(problem)).count // at most n + n(n-1)/2 + n(n-1)(n-2)/6: 36,050 for 60 candidates
 */
export function listTrips(visits: CompiledVisits): TripList;
export function listTrips(visits: CompiledVisits, most: number): TripList | null;
export function listTrips(visits: CompiledVisits, most = Infinity): TripList | null {
  const { n, fromHome, between, limits } = visits;
  const found: number[] = [];
  const near: number[] = [];
  for (let i = 0; i < n; i++) if (2 * fromHome[i]! <= limits[0]) near.push(i);
  for (const i of near) found.push(i, -1, -1, 2 * fromHome[i]!);
  for (let x = 0; x < near.length && limits[1] > 0; x++)
    for (let y = x + 1; y < near.length; y++) {
      const [i, j] = [near[x]!, near[y]!];
      const hm = fromHome[i]! + between[i * n + j]! + fromHome[j]!;
      if (hm > Math.max(limits[1], limits[2])) continue;
      if (hm <= limits[1]) found.push(i, j, -1, hm);
      for (let z = y + 1; z < near.length && limits[2] > 0; z++) pushThree(found, visits, i, j, near[z]!);
      if (found.length > 4 * most) return null;
    }
  return packTrips(visits, found);
}

function pushThree(found: number[], visits: CompiledVisits, i: number, j: number, k: number): void {
  const hm = tourOfThree(visits, i, j, k);
  if (hm > visits.limits[2]) return;
  const middle = middleOfThree(visits, i, j, k, hm);
  const [first, last] = middle === i ? [j, k] : middle === j ? [i, k] : [i, j];
  found.push(first, middle, last, hm);
}

/**
 * Length of the shortest tour through three stops: the one in the middle is one of three.
 *
 * @example
 * tourOfThree(visits, 0, 1, 2) // the least of 0-1-2, 1-0-2 and 0-2-1, from home and back
 */
export function tourOfThree({ n, fromHome, between }: CompiledVisits, i: number, j: number, k: number): number {
  const [ij, ik, jk] = [between[i * n + j]!, between[i * n + k]!, between[j * n + k]!];
  const [hi, hj, hk] = [fromHome[i]!, fromHome[j]!, fromHome[k]!];
  return Math.min(hi + ij + jk + hk, hj + ij + ik + hk, hi + ik + jk + hj);
}

function middleOfThree({ n, fromHome, between }: CompiledVisits, i: number, j: number, k: number, hm: number): number {
  const [ij, ik, jk] = [between[i * n + j]!, between[i * n + k]!, between[j * n + k]!];
  if (fromHome[i]! + ij + jk + fromHome[k]! === hm) return j;
  return fromHome[j]! + ij + ik + fromHome[k]! === hm ? i : k;
}

/**
 * Makes a list of trips out of `a, b, c, hm` one after another.
 *
 * @example
 * packTrips(visits, [0, -1, -1, 200]).count // 1: there and back to the first candidate, 20 km
 */
export function packTrips(visits: CompiledVisits, found: readonly number[]): TripList {
  const count = found.length / 4;
  const list: TripList = {
    count,
    a: new Int16Array(count),
    b: new Int16Array(count),
    c: new Int16Array(count),
    hm: new Int32Array(count),
    own: new Float64Array(count),
    from: new Int32Array(count + 1),
    strata: new Int16Array(0)
  };
  const strata: number[] = [];
  for (let t = 0; t < count; t++) {
    const stops = [found[4 * t]!, found[4 * t + 1]!, found[4 * t + 2]!];
    list.a[t] = stops[0]!;
    list.b[t] = stops[1]!;
    list.c[t] = stops[2]!;
    list.hm[t] = found[4 * t + 3]!;
    let own = -list.hm[t]! * visits.perHm;
    list.from[t] = strata.length;
    for (const stop of stops) {
      if (stop < 0) continue;
      own += visits.worth[stop]!;
      for (const s of visits.strataOf[stop]!) if (!strata.includes(s, list.from[t])) strata.push(s);
    }
    list.own[t] = own;
  }
  list.from[count] = strata.length;
  list.strata = Int16Array.from(strata);
  return list;
}

/**
 * The stops of a trip in their order.
 *
 * @example
 * stopsOf(list, 0) // [0]
 */
export function stopsOf({ a, b, c }: TripList, trip: number): number[] {
  return [a[trip]!, b[trip]!, c[trip]!].filter((stop) => stop >= 0);
}
