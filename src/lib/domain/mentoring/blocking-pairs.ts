import { isWelcome, listFreeEdges, menteeLiking, mentorLiking } from './liking';
import {
  compareIds,
  municipalityIn,
  pairKey,
  placesOf,
  type MatchEdge,
  type MatchPair,
  type MatchProblem,
  type PairIds
} from './match-problem';

/**
 * Pairs that are not in the result although both would rather be: each side has a place left or likes the other strictly
 * better than someone it got. Of a mentee that has the municipality already, through another of its offers, only that one
 * can be exchanged. Pinned partners can not, and a pair with a negative score on it blocks nothing.
 * Sorted by mentee, then mentor. For the coordinator alone.
 *
 * Source: Gale & Shapley (1962), with places on both sides (pairwise stability, Roth 1984).
 *
 * @example
 * // a got b, but a and d like each other better and d is free
 * findBlockingPairs(problem, [{ mentee: 'a', mentor: 'b', score: 1 }]); // [['a', 'd']]
 */
export function findBlockingPairs(problem: MatchProblem, pairs: readonly MatchPair[]): PairIds[] {
  const paired = new Set(pairs.map((pair) => pairKey(pair.mentee, pair.mentor)));
  const pinned = new Set(problem.pin.map(([mentee, mentor]) => pairKey(mentee, mentor)));
  const keyOfMunicipality = ({ mentee, mentor }: MatchEdge) => pairKey(mentee, municipalityIn(problem, mentor));
  const menteeTaken = new Map<string, number>();
  const mentorTaken = new Map<string, number>();
  /** By mentee and municipality: how it likes what it has there; infinitely where that is pinned. */
  const fromMunicipality = new Map<string, number>();
  const worstMentor = new Map<string, number>();
  const worstMentee = new Map<string, number>();
  for (const edge of problem.edges) {
    const key = pairKey(edge.mentee, edge.mentor);
    if (!paired.has(key)) continue;
    menteeTaken.set(edge.mentee, (menteeTaken.get(edge.mentee) ?? 0) + 1);
    mentorTaken.set(edge.mentor, (mentorTaken.get(edge.mentor) ?? 0) + 1);
    const isPinned = pinned.has(key);
    fromMunicipality.set(keyOfMunicipality(edge), isPinned ? Infinity : menteeLiking(edge));
    if (isPinned) continue;
    worstMentor.set(edge.mentee, Math.min(worstMentor.get(edge.mentee) ?? Infinity, menteeLiking(edge)));
    worstMentee.set(edge.mentor, Math.min(worstMentee.get(edge.mentor) ?? Infinity, mentorLiking(edge)));
  }
  const menteeWould = (edge: MatchEdge, liking: number) => {
    const had = fromMunicipality.get(keyOfMunicipality(edge));
    return had === undefined ? wouldTakeOneMore(edge, liking) : liking > had;
  };
  const wouldTakeOneMore = ({ mentee }: MatchEdge, liking: number) =>
    (menteeTaken.get(mentee) ?? 0) < placesOf(problem.need, mentee) || liking > (worstMentor.get(mentee) ?? Infinity);
  const mentorWould = ({ mentor }: MatchEdge, liking: number) =>
    (mentorTaken.get(mentor) ?? 0) < placesOf(problem.capacity, mentor) ||
    liking > (worstMentee.get(mentor) ?? Infinity);
  return listFreeEdges(problem)
    .filter((edge) => !paired.has(pairKey(edge.mentee, edge.mentor)) && isWelcome(edge))
    .filter((edge) => menteeWould(edge, menteeLiking(edge)) && mentorWould(edge, mentorLiking(edge)))
    .map((edge): PairIds => [edge.mentee, edge.mentor])
    .sort((a, b) => compareIds(a[0], b[0]) || compareIds(a[1], b[1]));
}
