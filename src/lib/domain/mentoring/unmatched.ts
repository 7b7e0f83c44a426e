import { isWelcome, listFreeEdges } from './liking';
import {
  listSides,
  municipalityIn,
  pairKey,
  placesOf,
  type MatchEdge,
  type MatchPair,
  type MatchProblem
} from './match-problem';

export type Objective = 'total' | 'stable';

/**
 * - `no-edge`: nobody (further) it could be paired with at all, another offer of a municipality it got not counted;
 * - `negative`: pairs would be possible, but each of them has a negative score or would gain nothing;
 * - `capacity`: somebody would fit, but all their places went to others.
 */
export type UnmatchedReason = 'no-edge' | 'negative' | 'capacity';

export interface Unmatched {
  mentee: string;
  /** Places still wanted. */
  missing: number;
  reason: UnmatchedReason;
}

/**
 * Mentees with fewer mentors than they need, each with the reason. Sorted by mentee.
 *
 * @example
 * // one place at b, wanted by a and c
 * listUnmatched(problem, [{ mentee: 'a', mentor: 'b', score: 2 }], 'total'); // [{ mentee: 'c', missing: 1, reason: 'capacity' }]
 */
export function listUnmatched(problem: MatchProblem, pairs: readonly MatchPair[], objective: Objective): Unmatched[] {
  const paired = new Set(pairs.map((pair) => pairKey(pair.mentee, municipalityIn(problem, pair.mentor))));
  const got = new Map<string, number>();
  const taken = new Map<string, number>();
  for (const pair of pairs) {
    got.set(pair.mentee, (got.get(pair.mentee) ?? 0) + 1);
    taken.set(pair.mentor, (taken.get(pair.mentor) ?? 0) + 1);
  }
  const left = new Map<string, MatchEdge[]>();
  for (const edge of listFreeEdges(problem)) {
    if (paired.has(pairKey(edge.mentee, municipalityIn(problem, edge.mentor)))) continue;
    const edges = left.get(edge.mentee);
    if (edges) edges.push(edge);
    else left.set(edge.mentee, [edge]);
  }
  // likings decide what `stable` may choose, the score alone what `total` may
  const couldBeChosen = (edge: MatchEdge) => (objective === 'stable' ? isWelcome(edge) : edge.score >= 0);
  const isFull = (mentor: string) => (taken.get(mentor) ?? 0) >= placesOf(problem.capacity, mentor);
  return listSides(problem).mentees.flatMap((mentee) => {
    const missing = placesOf(problem.need, mentee) - (got.get(mentee) ?? 0);
    if (missing <= 0) return [];
    const edges = left.get(mentee) ?? [];
    const fits = edges.some((edge) => couldBeChosen(edge) && isFull(edge.mentor));
    return [{ mentee, missing, reason: edges.length === 0 ? 'no-edge' : fits ? 'capacity' : 'negative' }];
  });
}
