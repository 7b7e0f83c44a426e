import type { Point } from '../mentoring/distance';

/** A municipality that could be visited. */
export interface VisitCandidate extends Point {
  id: string;
  /** How likely a visit comes about, in whole per cent, 0 to 100. */
  response: number;
  /** Ids of the strata it lies in. */
  covers: readonly string[];
}

/** How far one day may go: by road, or by the clock. */
export type TravelLimit =
  | { km: number }
  /** `hours`: from leaving home to being back; each visit takes `hoursPerVisit` of them. */
  | { hours: number; kmPerHour: number; hoursPerVisit: number };

/** What is asked: which trips, each a day from home and back, with at most so many visits. */
export interface VisitProblem {
  candidates: readonly VisitCandidate[];
  /**
   * Points for the first visit in each stratum that nobody has covered yet, whole numbers. Strata that are covered, or
   * that do not matter, are left out.
   */
  strata: Readonly<Record<string, number>>;
  home: Point;
  days: number;
  visitsPerDay: 1 | 2 | 3;
  limit: TravelLimit;
  /** Road is so many times the distance as the crow flies. */
  detour: number;
  /** What 100 km of road take off the points; 0: nothing. */
  pointsPer100Km: number;
  /** Must be visited. */
  pinned: readonly string[];
  /** Must not be. */
  excluded: readonly string[];
}

/** Where a computation stands; values in thousandths of a point. */
export interface VisitProgress {
  stage: 'listing' | 'bounding' | 'searching';
  /** Possible trips looked at so far. */
  trips: number;
  /** Parts of the search still open. */
  open: number;
  value: number;
  /** No plan can have more; null: not known yet. */
  bound: number | null;
}

export interface VisitOptions {
  onProgress?: ((progress: VisitProgress) => void) | undefined;
  /** Asked often; true ends the computation with the best plan so far and its gap. */
  shouldStop?: (() => boolean) | undefined;
}
