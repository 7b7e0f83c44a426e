import { addUpPairs } from './add-up-pairs';
import { isWelcome, listFreeEdges, menteeLiking, mentorLiking } from './liking';
import {
  compareIds,
  listSides,
  municipalityIn,
  pairKey,
  placesOf,
  type MatchEdge,
  type MatchPair,
  type MatchProblem
} from './match-problem';

export interface StableAssignment {
  /** Sorted by mentee, then mentor. */
  pairs: MatchPair[];
  /** Sum of the scores, less what the load of mentors takes off: the same measure as `assignTotal` has. */
  total: number;
  /** False when it was stopped: then pairs keep all rules, and some may block. */
  finished: boolean;
}

export interface StableOptions {
  /** Told now and then how many mentees have asked all they had to, of how many. */
  onProgress?: ((asked: number, of: number) => void) | undefined;
  shouldStop?: (() => boolean) | undefined;
}

// a look at the clock or at shared memory costs more than a proposal
const PROPOSALS_BETWEEN_LOOKS = 4096;

/**
 * The stable assignment in which mentees propose: nobody not paired would both rather be, and among stable assignments
 * every mentee has the best mentors it can have. Each mentee asks down its own list (`menteeScore`) until its need is
 * met; a mentor keeps the best asked so far (`mentorScore`) within its capacity. Pins hold their places and are not part
 * of it; edges with a negative score on either side are left alone. Equal likings: a previous pair first, then by id. A
 * mentee asks no second offer of a municipality that holds it already; when that one lets it go, it asks the other.
 *
 * Takes a problem that `readEdges` accepted.
 *
 * Source: Gale & Shapley, "College admissions and the stability of marriage", American Mathematical Monthly 69 (1962);
 * needs above 1: Roth, Econometrica 52 (1984); at most one of each municipality makes the mentees' choices those of a matroid,
 * which keeps the outcome stable: Fleiner, Mathematics of Operations Research 28 (2003). Time O(edges × log edges).
 *
 * @example
 * // both want b, who prefers c
 * assignStable({ ...empty, edges: [{ mentee: 'a', mentor: 'b', score: 1 }, { mentee: 'c', mentor: 'b', score: 2 }] });
 * // { pairs: [{ mentee: 'c', mentor: 'b', score: 2 }], total: 2, finished: true }
 */
export function assignStable(problem: MatchProblem, options: StableOptions = {}): StableAssignment {
  const pins = new Set(problem.pin.map(([mentee, mentor]) => pairKey(mentee, mentor)));
  const pinned = problem.edges.filter((edge) => pins.has(pairKey(edge.mentee, edge.mentor)));
  const { mentees, mentors } = listSides(problem);
  const need = new Map(mentees.map((id) => [id, placesOf(problem.need, id)]));
  const capacity = new Map(mentors.map((id) => [id, placesOf(problem.capacity, id)]));
  const had = new Set(pinned.map(({ mentee, mentor }) => pairKey(mentee, municipalityIn(problem, mentor))));
  for (const { mentee, mentor } of pinned) {
    need.set(mentee, need.get(mentee)! - 1);
    capacity.set(mentor, capacity.get(mentor)! - 1);
  }

  const { held, finished } = proposeInTurn(problem, { mentees, need, capacity, had }, options);
  const pairs = [...pinned, ...held]
    .map(({ mentee, mentor, score }) => ({ mentee, mentor, score }))
    .sort((a, b) => compareIds(a.mentee, b.mentee) || compareIds(a.mentor, b.mentor));
  return { pairs, total: addUpPairs(problem, pairs), finished };
}

interface Places {
  mentees: string[];
  need: Map<string, number>;
  capacity: Map<string, number>;
  /** Keys of mentee and municipality that have each other. */
  had: Set<string>;
}

function proposeInTurn(
  problem: MatchProblem,
  { mentees, need, capacity, had }: Places,
  { onProgress, shouldStop }: StableOptions
): { held: MatchEdge[]; finished: boolean } {
  const previous = new Set(problem.previous.map(([mentee, mentor]) => pairKey(mentee, mentor)));
  const keptFirst = (a: MatchEdge, b: MatchEdge) =>
    Number(previous.has(pairKey(b.mentee, b.mentor))) - Number(previous.has(pairKey(a.mentee, a.mentor)));
  /** The dearest last. */
  const lists = new Map<string, MatchEdge[]>(mentees.map((id) => [id, []]));
  for (const edge of listFreeEdges(problem)) if (isWelcome(edge)) lists.get(edge.mentee)!.push(edge);
  for (const list of lists.values()) {
    list.sort((a, b) => menteeLiking(a) - menteeLiking(b) || -keptFirst(a, b) || compareIds(b.mentor, a.mentor));
  }
  const isBetterForMentor = (a: MatchEdge, b: MatchEdge) =>
    mentorLiking(b) - mentorLiking(a) || keptFirst(a, b) || compareIds(a.mentee, b.mentee);
  const keyOfMunicipality = ({ mentee, mentor }: MatchEdge) => pairKey(mentee, municipalityIn(problem, mentor));
  const takeNext = (list: MatchEdge[]): MatchEdge | undefined => {
    const at = list.findLastIndex((edge) => !had.has(keyOfMunicipality(edge)));
    return at < 0 ? undefined : list.splice(at, 1)[0];
  };

  /** Best first. */
  const held = new Map<string, MatchEdge[]>([...capacity.keys()].map((id) => [id, []]));
  const asking = [...mentees];
  let proposals = 0;
  for (let mentee = asking.pop(); mentee !== undefined; mentee = asking.pop()) {
    const list = lists.get(mentee)!;
    while (need.get(mentee)! > 0) {
      if (proposals++ % PROPOSALS_BETWEEN_LOOKS === 0) {
        if (shouldStop?.()) return { held: [...held.values()].flat(), finished: false };
        onProgress?.(mentees.length - asking.length - 1, mentees.length);
      }
      const asked = takeNext(list);
      if (!asked) break;
      need.set(mentee, need.get(mentee)! - 1);
      had.add(keyOfMunicipality(asked));
      const kept = held.get(asked.mentor)!;
      const worse = kept.findIndex((other) => isBetterForMentor(asked, other) < 0);
      kept.splice(worse < 0 ? kept.length : worse, 0, asked);
      const refused = kept.length > capacity.get(asked.mentor)! ? kept.pop() : undefined;
      if (!refused) continue;
      need.set(refused.mentee, need.get(refused.mentee)! + 1);
      had.delete(keyOfMunicipality(refused));
      if (refused.mentee !== mentee) asking.push(refused.mentee);
    }
  }
  return { held: [...held.values()].flat(), finished: true };
}
