import { measureDistance, type Point } from '../mentoring/distance';
import type { TravelLimit, VisitCandidate, VisitProblem } from './visit-problem';

/** A problem in whole numbers: lengths in hectometres (0.1 km), values in thousandths of a point. */
export interface CompiledVisits {
  /** In the order of their ids, so that the order of the input has no influence. */
  candidates: VisitCandidate[];
  n: number;
  days: number;
  visitsPerDay: 1 | 2 | 3;
  fromHome: Int32Array;
  /** Row by row, `between[i * n + j]`. */
  between: Int32Array;
  /** Most hectometres of a day with so many visits; 0: such a day is not possible. */
  limits: [one: number, two: number, three: number];
  /** What a visit itself is worth, pinned ones above everything else. */
  worth: Float64Array;
  /** Off for each hectometre. */
  perHm: number;
  stratumIds: string[];
  stratumWorth: Float64Array;
  /** Strata of each candidate that are worth something. */
  strataOf: number[][];
  isPinned: boolean[];
  /** In `worth` of each pinned one; more than everything else together. */
  pinBonus: number;
}

const THOUSANDTHS = 1000;
const HM_PER_KM = 10;

/**
 * Rounds a checked problem to whole numbers. Lengths are rounded up, which keeps the triangle inequality: a trip never gets
 * shorter by one more stop, and none that is planned is longer than said.
 *
 * @example
 * compileVisits(problem).limits // [4000, 4000, 4000] for 400 km a day
 */
export function compileVisits(problem: VisitProblem): CompiledVisits {
  const out = new Set(problem.excluded);
  const candidates = problem.candidates.filter(({ id }) => !out.has(id)).sort((a, b) => (a.id < b.id ? -1 : 1));
  const n = candidates.length;
  const road = (from: Point, to: Point) => roadHm(from, to, problem.detour);
  const fromHome = Int32Array.from(candidates, (one) => road(problem.home, one));
  const between = new Int32Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = i + 1; j < n; j++) between[i * n + j] = between[j * n + i] = road(candidates[i]!, candidates[j]!);
  const named = new Set(candidates.flatMap(({ covers }) => covers));
  const stratumIds = Object.keys(problem.strata)
    .filter((id) => named.has(id) && problem.strata[id]! > 0)
    .sort();
  const place = new Map(stratumIds.map((id, at) => [id, at]));
  const stratumWorth = Float64Array.from(stratumIds, (id) => problem.strata[id]! * THOUSANDTHS);
  const limits = limitsOf(problem.limit, problem.visitsPerDay);
  const perHm = (problem.pointsPer100Km * THOUSANDTHS) / (100 * HM_PER_KM);
  const pinned = new Set(problem.pinned);
  const isPinned = candidates.map(({ id }) => pinned.has(id));
  const most = candidates.reduce((sum, { response }) => sum + response * THOUSANDTHS, 0);
  const pinBonus =
    1 + most + stratumWorth.reduce((sum, value) => sum + value, 0) + problem.days * Math.max(...limits) * perHm;
  return {
    ...{ candidates, n, days: problem.days, visitsPerDay: problem.visitsPerDay, fromHome, between, limits, perHm },
    worth: Float64Array.from(candidates, ({ response }, i) => response * THOUSANDTHS + (isPinned[i] ? pinBonus : 0)),
    ...{ stratumIds, stratumWorth, isPinned, pinBonus },
    strataOf: candidates.map(({ covers }) =>
      [...new Set(covers)].flatMap((id) => place.get(id) ?? []).sort((a, b) => a - b)
    )
  };
}

/**
 * Length of road between two points in hectometres: the great circle times the detour factor, rounded up.
 *
 * @example
 * roadHm({ lat: 0, lon: 0 }, { lat: 0, lon: 1 }, 1.3) // 1446: 144.6 km
 */
export function roadHm(from: Point, to: Point, detour: number): number {
  // a millionth of a hectometre: what rounding adds to a sum of whole ones must not become a hectometre
  return Math.ceil(measureDistance(from, to) * detour * HM_PER_KM - 1e-6);
}

function limitsOf(limit: TravelLimit, visitsPerDay: number): [number, number, number] {
  const one = (visits: number) => {
    if (visits > visitsPerDay) return 0;
    const km = 'km' in limit ? limit.km : (limit.hours - visits * limit.hoursPerVisit) * limit.kmPerHour;
    return Math.max(0, Math.floor(km * HM_PER_KM + 1e-6));
  };
  return [one(1), one(2), one(3)];
}
