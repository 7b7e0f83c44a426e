import type { SolveProgram } from '../disclosure/solver';
import { boundRoughly } from './bound-roughly';
import type { CompiledVisits } from './compile-visits';
import { listTrips, type TripList } from './list-trips';
import { searchTrips, type SearchResult } from './search-trips';
import type { VisitOptions, VisitProgress } from './visit-problem';

export interface VisitSolution extends SearchResult {
  /** What the list is of: all candidates, or the most promising ones. */
  visits: CompiledVisits;
  list: TripList;
  /** Every trip that the limits allow was looked at. */
  whole: boolean;
}

/** More trips are not listed: with 290 municipalities a day's reach of 700 km gives about 650,000. */
export const MOST_TRIPS = 800_000;
/** As many can be listed whatever the limit: 125 candidates make 325,500 trips. */
const POOL = 125;

/**
 * The best plan, or a good one with a bound no plan exceeds. Every trip is listed where there are at most 800,000, and
 * searched until the plan is proven or the computation is stopped. Beyond, the most promising 125 candidates alone are
 * listed, and the bound is the rough one over all of them.
 *
 * @example
 * const { value, bound, trips } = await solveVisits(compileVisits(problem), solve);
 */
export async function solveVisits(
  visits: CompiledVisits,
  solve: SolveProgram,
  options: VisitOptions = {}
): Promise<VisitSolution> {
  options.onProgress?.({ stage: 'listing', trips: 0, open: 0, value: 0, bound: null });
  const list = listTrips(visits, MOST_TRIPS);
  if (list) return { ...(await searchTrips(visits, list, solve, options)), visits, list, whole: true };
  const pool = narrowTo(visits, promising(visits));
  const listed = listTrips(pool);
  const rough = boundRoughly(visits);
  // what is searched is a part: its own bound says nothing of plans with others
  const onProgress =
    options.onProgress &&
    ((progress: VisitProgress) => options.onProgress?.({ ...progress, bound: Math.max(progress.value, rough) }));
  const found = await searchTrips(pool, listed, solve, { ...options, onProgress });
  return { ...found, bound: Math.max(found.value, rough), visits: pool, list: listed, whole: false };
}

/** The candidates worth most on their own, and of every stratum its best ones; in their order. */
function promising({ n, worth, fromHome, limits, perHm, strataOf, stratumWorth, isPinned }: CompiledVisits): number[] {
  const alone = Array.from(
    { length: n },
    (_, i) => worth[i]! - 2 * fromHome[i]! * perHm + strataOf[i]!.reduce((sum, s) => sum + stratumWorth[s]!, 0)
  );
  const order = Array.from({ length: n }, (_, i) => i)
    .filter((i) => 2 * fromHome[i]! <= limits[0])
    .sort((i, j) => alone[j]! - alone[i]! || i - j);
  const touched = new Map<number, number>();
  const first = order.filter((i) => {
    const wanted = strataOf[i]!.filter((s) => (touched.get(s) ?? 0) < 2);
    for (const s of wanted) touched.set(s, (touched.get(s) ?? 0) + 1);
    return wanted.length > 0;
  });
  const pinned = order.filter((i) => isPinned[i]);
  return [...new Set([...pinned, ...first, ...order])].slice(0, POOL).sort((i, j) => i - j);
}

/** The same problem with some of its candidates. */
function narrowTo(visits: CompiledVisits, kept: readonly number[]): CompiledVisits {
  const pick = <T>(list: ArrayLike<T>) => kept.map((i) => list[i]!);
  return {
    ...visits,
    ...{ n: kept.length, candidates: pick(visits.candidates), strataOf: pick(visits.strataOf) },
    ...{ isPinned: pick(visits.isPinned), worth: Float64Array.from(pick(visits.worth)) },
    fromHome: Int32Array.from(pick(visits.fromHome)),
    between: Int32Array.from(kept.flatMap((i) => kept.map((j) => visits.between[i * visits.n + j]!)))
  };
}
