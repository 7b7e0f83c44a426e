import { pairKey, type MatchEdge, type MatchProblem } from './match-problem';

/** What the mentee thinks of the edge. */
export function menteeLiking(edge: MatchEdge): number {
  return edge.menteeScore ?? edge.score;
}

/** What the mentor thinks of the edge. */
export function mentorLiking(edge: MatchEdge): number {
  return edge.mentorScore ?? edge.score;
}

/**
 * Whether both sides, and the round, would rather have the pair than a free place: no score on it is negative.
 *
 * @example
 * isWelcome({ mentee: 'a', mentor: 'b', score: 1, mentorScore: -0.1 }); // false
 */
export function isWelcome(edge: MatchEdge): boolean {
  return edge.score >= 0 && menteeLiking(edge) >= 0 && mentorLiking(edge) >= 0;
}

/** Edges of a problem that may be chosen freely: neither forbidden nor pinned. */
export function listFreeEdges(problem: Pick<MatchProblem, 'edges' | 'forbid' | 'pin'>): MatchEdge[] {
  const decided = new Set([...problem.forbid, ...problem.pin].map(([mentee, mentor]) => pairKey(mentee, mentor)));
  return problem.edges.filter((edge) => !decided.has(pairKey(edge.mentee, edge.mentor)));
}
