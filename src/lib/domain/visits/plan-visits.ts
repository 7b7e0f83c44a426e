import type { SolveProgram } from '../disclosure/solver';
import { ok, refuse, type Result } from '../shared/result';
import { compileVisits, type CompiledVisits } from './compile-visits';
import { stopsOf, type TripList } from './list-trips';
import { pinsIn, rankTrips, worthWithoutPins } from './rank-trips';
import { solveVisits } from './solve-visits';
import type { VisitOptions, VisitProblem } from './visit-problem';

export interface PlannedTrip {
  /** In the order of the shortest tour. */
  stops: { id: string; response: number; pinned: boolean; kmFromBefore: number }[];
  /** From home and back, by the estimate of road. */
  km: number;
  /** With the visits; null where the limit is in kilometres. */
  hours: number | null;
  /** Strata that nobody has covered, nor any trip before this one. */
  newStrata: string[];
  /** What it adds to the trips before it. */
  points: number;
  /** The best other trip in its place, all others kept, and how many points fewer the plan then has. */
  instead: { stops: string[]; km: number; fewer: number } | null;
}

export interface VisitPlan {
  /** The one that adds most first. */
  trips: PlannedTrip[];
  points: number;
  /** No plan has more. */
  bound: number;
  /** `bound - points`. */
  gap: number;
  /** Proven: no plan is worth a thousandth of a point more. */
  optimal: boolean;
  /** It was ended before it was proven. */
  stopped: boolean;
  km: number;
  visits: number;
  /** Of those not excluded. */
  candidates: number;
  /** Farther than a day allows even alone. */
  outOfReach: string[];
  /** Strata worth points that the plan leaves uncovered. */
  uncovered: string[];
}

const POINT = 1000;
const HM_PER_KM = 10;
/** Distances are kept between any two: 5,000 take 100 MB. */
const MOST_CANDIDATES = 5000;

/**
 * Day trips from home that are worth most together, ranked and explained.
 *
 * The worth of a plan: for each stratum that at least one of its visits lies in, the stratum's points; plus, for each visit,
 * its response in per cent as points; less `pointsPer100Km` for each 100 km of road. Reckoned in thousandths of a point and
 * whole hectometres, so that "best" is exact. At most `days` trips of at most `visitsPerDay` visits, none longer than the
 * limit, no municipality twice, all pinned ones visited. Equal plans: the same one every time, whatever the order of the input.
 *
 * Errors: `too-many-candidates`; `pin-out-of-reach`, `pins-too-many`, `pins-do-not-fit` at `pin`.
 *
 * @example
 * const plan = await planVisits(problem, solve);
 * if (plan.ok) plan.value.trips[0]; // { stops: [{ id: '2039', ... }], km: 212.4, newStrata: ['county:20'], points: 171.2, ... }
 */
export async function planVisits(
  problem: VisitProblem,
  solve: SolveProgram,
  options: VisitOptions = {}
): Promise<Result<VisitPlan>> {
  const count = problem.candidates.length;
  if (count > MOST_CANDIDATES)
    return refuse(
      'too-many-candidates',
      'candidates',
      `Plan for at most ${MOST_CANDIDATES} candidates at once - got ${count}; leave out those that are too far anyway.`
    );
  const visits = compileVisits(problem);
  const refused = checkPins(problem, visits);
  if (refused) return refused;
  const solved = await solveVisits(visits, solve, { ...options, onProgress: withoutPins(visits, options.onProgress) });
  const { list, trips, visits: listed } = solved;
  const pins = visits.isPinned.filter(Boolean).length;
  const visited = pinsIn(listed, list, trips);
  if (visited < pins) {
    const best = solved.bound < pins * visits.pinBonus ? 'at most' : 'so far';
    return refuse(
      'pins-do-not-fit',
      'pin',
      `The pinned municipalities do not all fit into ${problem.days} days - got ${pins}, of which ${best} ${visited} fit. Take pins out, or give more days or a longer way.`
    );
  }
  const value = worthWithoutPins(listed, list, trips);
  const bound = Math.max(value, Math.floor(solved.bound - pins * visits.pinBonus));
  const covered = new Set(trips.flatMap((t) => stopsOf(list, t)).flatMap((stop) => listed.strataOf[stop]!));
  const hm = trips.reduce((sum, t) => sum + list.hm[t]!, 0);
  return ok({
    trips: rankTrips(listed, list, trips).map((ranked) => describeTrip(problem, listed, list, ranked)),
    ...{ points: value / POINT, bound: bound / POINT, gap: (bound - value) / POINT },
    ...{ optimal: bound === value, stopped: bound !== value },
    ...{ km: hm / HM_PER_KM, visits: trips.reduce((sum, t) => sum + stopsOf(list, t).length, 0) },
    candidates: visits.n,
    outOfReach: visits.candidates.filter((_, i) => isOutOfReach(visits, i)).map(({ id }) => id),
    uncovered: visits.stratumIds.filter((_, s) => !covered.has(s))
  });
}

/** The search pays for pins so that they are kept; whoever follows it sees the worth of the visits alone. */
function withoutPins(visits: CompiledVisits, onProgress: VisitOptions['onProgress']): VisitOptions['onProgress'] {
  const paid = visits.isPinned.filter(Boolean).length * visits.pinBonus;
  if (!onProgress || paid === 0) return onProgress;
  return (progress) => {
    const [value, bound] = [Math.max(0, progress.value - paid), progress.bound];
    onProgress({ ...progress, value, bound: bound === null ? null : Math.max(value, bound - paid) });
  };
}

const isOutOfReach = ({ fromHome, limits }: CompiledVisits, i: number) => 2 * fromHome[i]! > limits[0];

function checkPins(problem: VisitProblem, visits: CompiledVisits): Result<never> | null {
  const pins = visits.candidates.flatMap(({ id }, i) => (visits.isPinned[i] ? [{ id, i }] : []));
  const far = pins.filter(({ i }) => isOutOfReach(visits, i));
  if (far.length) {
    const [{ id, i }] = far as [(typeof far)[number]];
    const km = (2 * visits.fromHome[i]!) / HM_PER_KM;
    const allowed = visits.limits[0] / HM_PER_KM;
    return refuse(
      'pin-out-of-reach',
      'pin',
      `"${id}" is ${km} km there and back, and a day allows ${allowed} - take the pin out, allow more, or start nearer.`
    );
  }
  const places = problem.days * problem.visitsPerDay;
  if (pins.length <= places) return null;
  return refuse(
    'pins-too-many',
    'pin',
    `Pin at most ${places} municipalities for ${problem.days} days - got ${pins.length}.`
  );
}

function describeTrip(
  problem: VisitProblem,
  visits: CompiledVisits,
  list: TripList,
  { trip, fresh, adds, instead }: ReturnType<typeof rankTrips>[number]
): PlannedTrip {
  const stops = stopsOf(list, trip);
  const km = list.hm[trip]! / HM_PER_KM;
  const idOf = (stop: number) => visits.candidates[stop]!.id;
  return {
    stops: stops.map((stop, at) => ({
      ...{ id: idOf(stop), response: visits.candidates[stop]!.response, pinned: visits.isPinned[stop]! },
      kmFromBefore: (at === 0 ? visits.fromHome[stop]! : visits.between[stops[at - 1]! * visits.n + stop]!) / HM_PER_KM
    })),
    ...{ km, hours: hoursOf(problem, km, stops.length) },
    newStrata: fresh.map((s) => visits.stratumIds[s]!),
    points: adds / POINT,
    instead: instead && {
      stops: stopsOf(list, instead.trip).map(idOf),
      ...{ km: list.hm[instead.trip]! / HM_PER_KM, fewer: instead.fewer / POINT }
    }
  };
}

/** To the minute, rounded up. */
function hoursOf({ limit }: VisitProblem, km: number, visits: number): number | null {
  if ('km' in limit) return null;
  return Math.ceil((km / limit.kmPerHour + visits * limit.hoursPerVisit) * 60 - 1e-6) / 60;
}
