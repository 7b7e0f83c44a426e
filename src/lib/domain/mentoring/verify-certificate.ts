import {
  costOfPlace,
  pairKey,
  placesOf,
  type Duals,
  type MatchEdge,
  type MatchPair,
  type MatchProblem
} from './match-problem';

export type Certificate =
  | { verified: true; gap: number; tolerance: number }
  /** `because` names every flaw: `pair-forbidden a b`, `over-capacity b`, `gap`, ... */
  | { verified: false; because: string[] };

/**
 * How far bound and total may lie apart to count as optimal: 1e-9 × max(1, sum of absolute scores).
 *
 * @example
 * findTolerance([{ mentee: 'a', mentor: 'b', score: -3 }]); // 3e-9
 */
export function findTolerance(edges: readonly MatchEdge[]): number {
  let sum = 0;
  for (const edge of edges) sum += Math.abs(edge.score);
  return 1e-9 * Math.max(1, sum);
}

/**
 * Checks an assignment and its proof of optimality without trusting, or sharing code with, the solver.
 *
 * Feasible: every pair is an edge with its score, chosen once, not forbidden, negative only when pinned; every pin is
 * there; no capacity or need is exceeded; no mentee has a municipality twice. Optimal: for any prices u, p >= 0, and w >= 0 for
 * a mentee to have a municipality, no assignment has a total above sum(need × u) + sum over the mentors' places of
 * max(0, p - cost of the place) + sum(w) + sum over free edges of max(0, score - u - p - w) + sum over pins of
 * (score - u - p - w).
 * This is weak duality of the assignment problem (Schrijver, Combinatorial Optimization, 2003, chapter 21), so a bound
 * within the tolerance of the total proves it.
 *
 * @example
 * verifyCertificate(problem, assignTotal(problem)); // { verified: true, gap: 0, tolerance: 1e-9 }
 */
export function verifyCertificate(
  problem: MatchProblem,
  claim: { pairs: readonly MatchPair[]; total: number; bound: number; duals: Duals }
): Certificate {
  const tolerance = findTolerance(problem.edges);
  const because = [...findInfeasible(problem, claim.pairs), ...findBadPrices(claim.duals)];
  const total = claim.pairs.reduce((sum, pair) => sum + pair.score, 0) - addUpLoad(problem, claim.pairs);
  // written so that a NaN fails
  if (!(Math.abs(total - claim.total) <= tolerance)) because.push(`total ${claim.total} is not the pairs' ${total}`);
  const bound = addUpBound(problem, claim.duals);
  if (!(Math.abs(bound - claim.bound) <= tolerance)) because.push(`bound ${claim.bound} is not the prices' ${bound}`);
  const gap = bound - total;
  if (!(gap <= tolerance)) because.push(`gap ${gap} is above the tolerance ${tolerance}`);
  return because.length > 0 ? { verified: false, because } : { verified: true, gap, tolerance };
}

function findInfeasible(problem: MatchProblem, pairs: readonly MatchPair[]): string[] {
  const flaws: string[] = [];
  const scores = new Map(problem.edges.map((edge) => [pairKey(edge.mentee, edge.mentor), edge.score]));
  const forbidden = keysOf(problem.forbid);
  const pinned = keysOf(problem.pin);
  const chosen = new Set<string>();
  const municipalities = new Set<string>();
  const mentees = new Map<string, number>();
  const mentors = new Map<string, number>();
  for (const { mentee, mentor, score } of pairs) {
    const key = pairKey(mentee, mentor);
    if (scores.get(key) !== score) flaws.push(`pair-not-an-edge ${mentee} ${mentor}`);
    if (chosen.has(key)) flaws.push(`pair-twice ${mentee} ${mentor}`);
    if (forbidden.has(key)) flaws.push(`pair-forbidden ${mentee} ${mentor}`);
    if (score < 0 && !pinned.has(key)) flaws.push(`pair-negative ${mentee} ${mentor}`);
    chosen.add(key);
    const had = pairKey(mentee, behind(problem, mentor));
    if (municipalities.has(had)) flaws.push(`municipality-twice ${mentee} ${behind(problem, mentor)}`);
    municipalities.add(had);
    mentees.set(mentee, (mentees.get(mentee) ?? 0) + 1);
    mentors.set(mentor, (mentors.get(mentor) ?? 0) + 1);
  }
  for (const [mentee, mentor] of problem.pin) {
    if (!chosen.has(pairKey(mentee, mentor))) flaws.push(`pin-missing ${mentee} ${mentor}`);
  }
  for (const [mentee, count] of mentees) if (count > placesOf(problem.need, mentee)) flaws.push(`over-need ${mentee}`);
  for (const [mentor, count] of mentors) {
    if (count > placesOf(problem.capacity, mentor)) flaws.push(`over-capacity ${mentor}`);
  }
  return flaws;
}

function findBadPrices(duals: Duals): string[] {
  const flaws: string[] = [];
  for (const [side, prices] of Object.entries(duals)) {
    for (const [id, price] of prices as Duals['mentee']) {
      if (!(price >= 0 && price < Infinity)) flaws.push(`price-not-allowed ${side} ${id}: ${price}`);
    }
  }
  return flaws;
}

function addUpBound(problem: MatchProblem, duals: Duals): number {
  const forbidden = keysOf(problem.forbid);
  const pinned = keysOf(problem.pin);
  let bound = 0;
  for (const [mentee, price] of duals.mentee) bound += placesOf(problem.need, mentee) * price;
  for (const [mentor, price] of duals.mentor) {
    const places = placesOf(problem.capacity, mentor);
    if (!problem.load) bound += places * price;
    else
      for (let k = 0; k < places && price > costOfPlace(problem, mentor, k); k++)
        bound += price - costOfPlace(problem, mentor, k);
  }
  for (const price of duals.once?.values() ?? []) bound += price;
  for (const { mentee, mentor, score } of problem.edges) {
    const once = duals.once?.get(pairKey(mentee, behind(problem, mentor))) ?? 0;
    const beyond = score - (duals.mentee.get(mentee) ?? 0) - (duals.mentor.get(mentor) ?? 0) - once;
    const key = pairKey(mentee, mentor);
    if (pinned.has(key)) bound += beyond;
    else if (beyond > 0 && !forbidden.has(key)) bound += beyond;
  }
  return bound;
}

/** Who stands behind a mentor, read from the problem alone. */
function behind(problem: MatchProblem, mentor: string): string {
  return new Map(Object.entries(problem.municipality ?? {})).get(mentor) ?? mentor;
}

function addUpLoad(problem: MatchProblem, pairs: readonly MatchPair[]): number {
  const taken = new Map<string, number>();
  let sum = 0;
  for (const { mentor } of pairs) {
    const k = taken.get(mentor) ?? 0;
    sum += costOfPlace(problem, mentor, k);
    taken.set(mentor, k + 1);
  }
  return sum;
}

function keysOf(pairs: MatchProblem['pin']): Set<string> {
  return new Set(pairs.map(([mentee, mentor]) => pairKey(mentee, mentor)));
}
