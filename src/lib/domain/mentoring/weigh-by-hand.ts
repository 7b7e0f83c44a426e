import type { TotalAssignment } from './assign-total';
import { costOfPlace, municipalityIn, pairKey, placesOf, type MatchProblem, type PairIds } from './match-problem';

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
