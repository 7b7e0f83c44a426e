import { refuseAll, ok, type Result } from '../shared/result';
import { assignTotal, type TotalAssignment } from './assign-total';
import { checkProblem } from './check-problem';
import {
  costOfPlace,
  municipalityIn,
  pairKey,
  placesOf,
  type MatchPair,
  type MatchProblem,
  type PairIds
} from './match-problem';

/** What a coordinator tries on a draft: pairs to hold and pairs to rule out, beyond those of the problem. */
export interface Change {
  pin?: readonly PairIds[];
  forbid?: readonly PairIds[];
}

export interface ChangeEffect {
  pairs: MatchPair[];
  total: number;
  bound: number;
  /** What the change takes off the best total; 0 when it would do as well. */
  cost: number;
  dropped: PairIds[];
  added: PairIds[];
}

/**
 * The best assignment after a change, as near to the one before as its total allows. Refused with the codes of
 * `checkProblem`, when pins contradict each other or the rules.
 *
 * @example
 * tryChange(problem, assignTotal(problem), { forbid: [['a', 'x']] });
 * // value: { total: 4, cost: 1, dropped: [['a', 'x']], added: [['a', 'y']], ... }
 */
export function tryChange(problem: MatchProblem, best: TotalAssignment, change: Change): Result<ChangeEffect> {
  const previous = best.pairs.map(({ mentee, mentor }): PairIds => [mentee, mentor]);
  const changed = {
    ...problem,
    pin: [...problem.pin, ...(change.pin ?? [])],
    forbid: [...problem.forbid, ...(change.forbid ?? [])],
    previous
  };
  const problems = checkProblem(changed);
  if (problems.length > 0) return refuseAll(problems);
  const after = assignTotal(changed, { near: best });
  return ok({
    pairs: after.pairs,
    total: after.total,
    bound: after.bound,
    // 12 digits: the difference of two totals ends in the noise of binary fractions
    cost: Math.max(0, Number((best.total - after.total).toPrecision(12))),
    dropped: listOthers(best.pairs, after.pairs),
    added: listOthers(after.pairs, best.pairs)
  });
}

/** What pairs laid by hand are worth, and every rule of capacity they break. */
export interface HandMade {
  total: number;
  /** How far below the best total they stay. */
  short: number;
  broken: {
    rule: 'not-an-edge' | 'forbidden' | 'over-need' | 'over-capacity' | 'municipality-twice';
    ids: readonly string[];
  }[];
}

/**
 * Adds up pairs that a coordinator laid by hand, for a board that shows the total at once.
 *
 * @example
 * weighByHand(problem, assignTotal(problem), [['a', 'y']]); // { total: 4, short: 3, broken: [] }
 */
export function weighByHand(
  problem: MatchProblem,
  best: Pick<TotalAssignment, 'total'>,
  pairs: readonly PairIds[]
): HandMade {
  const scores = new Map(problem.edges.map((edge) => [pairKey(edge.mentee, edge.mentor), edge.score]));
  const forbidden = new Set(problem.forbid.map(([mentee, mentor]) => pairKey(mentee, mentor)));
  const mentees = new Map<string, number>();
  const mentors = new Map<string, number>();
  const broken: HandMade['broken'] = [];
  let total = 0;
  for (const [mentee, mentor] of pairs) {
    const score = scores.get(pairKey(mentee, mentor));
    if (score === undefined) broken.push({ rule: 'not-an-edge', ids: [mentee, mentor] });
    if (forbidden.has(pairKey(mentee, mentor))) broken.push({ rule: 'forbidden', ids: [mentee, mentor] });
    total += (score ?? 0) - costOfPlace(problem, mentor, mentors.get(mentor) ?? 0);
    mentees.set(mentee, (mentees.get(mentee) ?? 0) + 1);
    mentors.set(mentor, (mentors.get(mentor) ?? 0) + 1);
  }
  const municipalities = pairs.map(([mentee, mentor]) => [mentee, municipalityIn(problem, mentor)] as const);
  const seen = new Set<string>();
  for (const ids of municipalities) {
    if (seen.has(pairKey(...ids))) broken.push({ rule: 'municipality-twice', ids });
    seen.add(pairKey(...ids));
  }
  for (const [id, count] of mentees)
    if (count > placesOf(problem.need, id)) broken.push({ rule: 'over-need', ids: [id] });
  for (const [id, count] of mentors)
    if (count > placesOf(problem.capacity, id)) broken.push({ rule: 'over-capacity', ids: [id] });
  total = Number(total.toPrecision(12));
  return { total, short: Number((best.total - total).toPrecision(12)), broken };
}

/** Pairs of the first list that the second one lacks. */
function listOthers(pairs: readonly MatchPair[], others: readonly MatchPair[]): PairIds[] {
  const keys = new Set(others.map((pair) => pairKey(pair.mentee, pair.mentor)));
  return pairs
    .filter((pair) => !keys.has(pairKey(pair.mentee, pair.mentor)))
    .map((pair): PairIds => [pair.mentee, pair.mentor]);
}
