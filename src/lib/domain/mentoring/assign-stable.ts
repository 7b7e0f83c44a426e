import { isWelcome, listFreeEdges, menteeLiking, mentorLiking } from './liking';
import {
  compareIds,
  listSides,
  pairKey,
  placesOf,
  type MatchEdge,
  type MatchPair,
  type MatchProblem
} from './match-problem';

export interface StableAssignment {
  /** Sorted by mentee, then mentor. */
  pairs: MatchPair[];
  total: number;
}

/**
 * The stable assignment in which mentees propose: nobody not paired would both rather be, and among stable assignments
 * every mentee has the best mentors it can have. Each mentee asks down its own list (`menteeScore`) until its need is
 * met; a mentor keeps the best asked so far (`mentorScore`) within its capacity. Pins hold their places and are not part
 * of it; edges with a negative score on either side are left alone. Equal likings: a previous pair first, then by id.
 *
 * Takes a problem that `readEdges` accepted.
 *
 * Source: Gale & Shapley, "College admissions and the stability of marriage", American Mathematical Monthly 69 (1962);
 * needs above 1: Roth, Econometrica 52 (1984). Time O(edges × log edges).
 *
 * @example
 * // both want b, who prefers c
 * assignStable({ ...empty, edges: [{ mentee: 'a', mentor: 'b', score: 1 }, { mentee: 'c', mentor: 'b', score: 2 }] });
 * // { pairs: [{ mentee: 'c', mentor: 'b', score: 2 }], total: 2 }
 */
export function assignStable(problem: MatchProblem): StableAssignment {
  const pins = new Set(problem.pin.map(([mentee, mentor]) => pairKey(mentee, mentor)));
  const pinned = problem.edges.filter((edge) => pins.has(pairKey(edge.mentee, edge.mentor)));
  const { mentees, mentors } = listSides(problem);
  const need = new Map(mentees.map((id) => [id, placesOf(problem.need, id)]));
  const capacity = new Map(mentors.map((id) => [id, placesOf(problem.capacity, id)]));
  for (const { mentee, mentor } of pinned) {
    need.set(mentee, need.get(mentee)! - 1);
    capacity.set(mentor, capacity.get(mentor)! - 1);
  }

  const pairs = [...pinned, ...proposeInTurn(problem, mentees, need, capacity)]
    .map(({ mentee, mentor, score }) => ({ mentee, mentor, score }))
    .sort((a, b) => compareIds(a.mentee, b.mentee) || compareIds(a.mentor, b.mentor));
  return { pairs, total: pairs.reduce((sum, pair) => sum + pair.score, 0) };
}

function proposeInTurn(
  problem: MatchProblem,
  mentees: string[],
  need: Map<string, number>,
  capacity: Map<string, number>
): MatchEdge[] {
  const previous = new Set(problem.previous.map(([mentee, mentor]) => pairKey(mentee, mentor)));
  const keptFirst = (a: MatchEdge, b: MatchEdge) =>
    Number(previous.has(pairKey(b.mentee, b.mentor))) - Number(previous.has(pairKey(a.mentee, a.mentor)));
  const lists = new Map<string, MatchEdge[]>(mentees.map((id) => [id, []]));
  for (const edge of listFreeEdges(problem)) if (isWelcome(edge)) lists.get(edge.mentee)!.push(edge);
  for (const list of lists.values()) {
    list.sort((a, b) => menteeLiking(a) - menteeLiking(b) || -keptFirst(a, b) || compareIds(b.mentor, a.mentor));
  }
  const isBetterForMentor = (a: MatchEdge, b: MatchEdge) =>
    mentorLiking(b) - mentorLiking(a) || keptFirst(a, b) || compareIds(a.mentee, b.mentee);

  /** Best first. */
  const held = new Map<string, MatchEdge[]>([...capacity.keys()].map((id) => [id, []]));
  const asking = [...mentees];
  for (let mentee = asking.pop(); mentee !== undefined; mentee = asking.pop()) {
    const list = lists.get(mentee)!;
    while (need.get(mentee)! > 0 && list.length > 0) {
      const asked = list.pop()!;
      need.set(mentee, need.get(mentee)! - 1);
      const kept = held.get(asked.mentor)!;
      const worse = kept.findIndex((other) => isBetterForMentor(asked, other) < 0);
      kept.splice(worse < 0 ? kept.length : worse, 0, asked);
      const refused = kept.length > capacity.get(asked.mentor)! ? kept.pop() : undefined;
      if (!refused) continue;
      need.set(refused.mentee, need.get(refused.mentee)! + 1);
      if (refused.mentee !== mentee) asking.push(refused.mentee);
    }
  }
  return [...held.values()].flat();
}
