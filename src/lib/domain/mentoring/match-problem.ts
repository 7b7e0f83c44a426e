/** One possible pairing. `menteeScore` and `mentorScore` are each side's own liking and default to `score`. */
export interface MatchEdge {
  mentee: string;
  mentor: string;
  /** Any finite number; a negative one is never chosen unless pinned. */
  score: number;
  menteeScore?: number;
  mentorScore?: number;
}

/** `[mentee id, mentor id]`; the two sides have ids of their own, a municipality may stand on both. */
export type PairIds = readonly [mentee: string, mentor: string];

/** A valid matching problem, as `readEdges` returns it. A missing capacity or need is 1. */
export interface MatchProblem {
  capacity: Readonly<Record<string, number>>;
  need: Readonly<Record<string, number>>;
  edges: readonly MatchEdge[];
  forbid: readonly PairIds[];
  /** Pairs that must be in the result; each is an edge and takes a place on both sides. */
  pin: readonly PairIds[];
  /** An earlier result to stay close to; empty when there is none. */
  previous: readonly PairIds[];
  /** What each further mentee at once takes off the total: the second of a mentor once, the third twice and so on. */
  load?: number | undefined;
  /** Mentees a mentor has besides those of this problem; they make the next dearer. None unless said. */
  running?: Readonly<Record<string, number>> | undefined;
  /** The municipality behind a mentor that is a group offer; a mentee gets each municipality at most once. */
  municipality?: Readonly<Record<string, string>> | undefined;
}

export interface MatchPair {
  mentee: string;
  mentor: string;
  score: number;
}

/** What one more place would be worth to each municipality on either side: the prices that prove a total optimal. */
export interface Duals {
  mentee: ReadonlyMap<string, number>;
  mentor: ReadonlyMap<string, number>;
  /**
   * By `pairKey` of mentee and municipality, where a mentee could get a municipality twice: what it would be worth to have
   * it twice.
   */
  once?: ReadonlyMap<string, number>;
}

/**
 * A text that no other pair of ids has, whatever characters the ids contain.
 *
 * @example
 * pairKey('a', 'b'); // '1:ab'
 */
export function pairKey(mentee: string, mentor: string): string {
  return `${mentee.length}:${mentee}${mentor}`;
}

/**
 * The municipality behind a mentor: itself unless it is a group offer.
 *
 * @example
 * municipalityIn({ municipality: { 'b-group': 'b' } }, 'b-group'); // 'b'
 */
export function municipalityIn({ municipality }: Pick<MatchProblem, 'municipality'>, mentor: string): string {
  return municipality && Object.hasOwn(municipality, mentor) ? municipality[mentor]! : mentor;
}

/** The order of ids used for every tie and every list: by code unit, the same on every machine and in every language. */
export function compareIds(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * Places of one id in `capacity` or `need`.
 *
 * @example
 * placesOf({ b: 2 }, 'b'); // 2
 * placesOf({ b: 2 }, 'c'); // 1
 */
export function placesOf(places: Readonly<Record<string, number>>, id: string): number {
  // hasOwn: an id such as "constructor" must not find what every object inherits
  return Object.hasOwn(places, id) ? (places[id] ?? 1) : 1;
}

/**
 * What the k-th place (from 0) of a mentor takes off the total when it is filled; it never falls with k.
 *
 * @example
 * costOfPlace({ load: 0.02, running: { b: 1 } }, 'b', 1); // 0.04
 */
export function costOfPlace(
  { load, running }: Pick<MatchProblem, 'load' | 'running'>,
  mentor: string,
  k: number
): number {
  return load ? load * (k + (running && Object.hasOwn(running, mentor) ? running[mentor]! : 0)) : 0;
}

/**
 * Every municipality in a problem, sorted by id: those named in an edge, in `need` (mentees) or in `capacity` (mentors).
 *
 * @example
 * listSides({ need: { c: 1 }, capacity: {}, edges: [{ mentee: 'a', mentor: 'b', score: 1 }], ... });
 * // { mentees: ['a', 'c'], mentors: ['b'] }
 */
export function listSides(problem: Pick<MatchProblem, 'capacity' | 'need' | 'edges'>): {
  mentees: string[];
  mentors: string[];
} {
  const mentees = new Set(Object.keys(problem.need));
  const mentors = new Set(Object.keys(problem.capacity));
  for (const edge of problem.edges) {
    mentees.add(edge.mentee);
    mentors.add(edge.mentor);
  }
  return { mentees: [...mentees].sort(compareIds), mentors: [...mentors].sort(compareIds) };
}
