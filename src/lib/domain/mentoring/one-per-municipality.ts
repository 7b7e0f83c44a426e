import { addUpPairs } from './add-up-pairs';
import {
  compareIds,
  municipalityIn,
  pairKey,
  placesOf,
  type Duals,
  type MatchEdge,
  type MatchPair,
  type MatchProblem,
  type PairIds
} from './match-problem';

type Solved = { pairs: MatchPair[]; total: number; bound: number; duals: Duals };

/** A problem in which no mentee can get a municipality twice, whatever the solver chooses, and the way back. */
export interface Untwined {
  problem: MatchProblem;
  /** What the problem's total and bound have more than those asked for, summand by summand. */
  bonuses: readonly number[];
  restore(solved: Solved): Solved;
}

/** Several edges of one mentee to one municipality, of which it may get one. */
interface Twins {
  mentee: string;
  municipality: string;
  edges: MatchEdge[];
}

/**
 * Rewrites a problem in which a mentee could get the same municipality twice, alone and through a group offer, into one
 * that the solver of plain assignments answers rightly; null where nobody could.
 *
 * For every mentee i and municipality M with several edges come a stand-in for i, who needs one mentor and has all edges of i to M,
 * and a turnstile with one place, for which i and the stand-in get the same bonus, greater than any score. The
 * turnstile is always filled: whoever left it empty would gain by filling it. So either the stand-in stands in it and takes
 * nobody of M, or i does, at the price of one of its places, and the stand-in takes one of M. That is splitting the arc i-M
 * of a flow by a node of capacity one (Ahuja, Magnanti & Orlin, Network Flows, 1993, section 2.4), written as an assignment.
 *
 * @example
 * untwine({ ...problem, need: { a: 2 }, municipality: { 'b-group': 'b' } })?.problem.edges; // a-b and a-b-group go through a stand-in
 */
export function untwine(problem: MatchProblem): Untwined | null {
  if (!problem.municipality || !Object.values(problem.need).some((need) => need > 1)) return null;
  const { twins, closed } = findTwins(problem);
  if (twins.length + closed.length === 0) return null;
  const keysOfTwins = new Set(twins.flatMap(({ edges }) => edges.map(keyOf)));
  let largest = 0;
  for (const { score } of problem.edges) largest = Math.max(largest, score);
  const bonus = 2 * largest || 1;
  const taken = new Set(problem.edges.flatMap(({ mentee, mentor }) => [mentee, mentor]));
  const newId = (mentee: string, municipality: string) => {
    let id = `${mentee} ${municipality}`;
    while (taken.has(id) || placesKnown(problem, id)) id += '+';
    taken.add(id);
    return id;
  };
  const added = twins.map((twin) => ({ ...twin, id: newId(twin.mentee, twin.municipality) }));
  const standIns = new Map(added.flatMap(({ id, edges }) => edges.map((edge) => [keyOf(edge), id] as const)));
  const edges = [
    ...problem.edges.filter((edge) => !keysOfTwins.has(keyOf(edge))),
    ...added.flatMap(({ id, mentee, edges: own }) => [
      ...own.map(({ mentor, score }) => ({ mentee: id, mentor, score })),
      { mentee: id, mentor: id, score: bonus },
      { mentee, mentor: id, score: bonus }
    ])
  ];
  return {
    problem: {
      ...problem,
      edges,
      forbid: [...problem.forbid, ...closed],
      previous: problem.previous.map(([mentee, mentor]): PairIds => [
        standIns.get(pairKey(mentee, mentor)) ?? mentee,
        mentor
      ])
    },
    bonuses: added.map(() => bonus),
    restore: (solved) => restore(problem, added, solved)
  };
}

const keyOf = ({ mentee, mentor }: { mentee: string; mentor: string }) => pairKey(mentee, mentor);
const placesKnown = ({ need, capacity }: MatchProblem, id: string) =>
  Object.hasOwn(need, id) || Object.hasOwn(capacity, id);

function findTwins(problem: MatchProblem): { twins: Twins[]; closed: PairIds[] } {
  const forbidden = new Set(problem.forbid.map(([mentee, mentor]) => pairKey(mentee, mentor)));
  const pinned = new Set(problem.pin.map(([mentee, mentor]) => pairKey(mentee, mentor)));
  const held = new Set(problem.pin.map(([mentee, mentor]) => pairKey(mentee, municipalityIn(problem, mentor))));
  const groups = new Map<string, Twins>();
  const closed: PairIds[] = [];
  for (const edge of problem.edges) {
    const { mentee, mentor } = edge;
    if (placesOf(problem.need, mentee) < 2 || pinned.has(keyOf(edge))) continue;
    const municipality = municipalityIn(problem, mentor);
    const key = pairKey(mentee, municipality);
    if (held.has(key)) closed.push([mentee, mentor]);
    else if (edge.score >= 0 && !forbidden.has(keyOf(edge))) {
      const group = groups.get(key) ?? { mentee, municipality, edges: [] };
      groups.set(key, group);
      group.edges.push(edge);
    }
  }
  return { twins: [...groups.values()].filter(({ edges }) => edges.length > 1), closed };
}

function restore(problem: MatchProblem, added: readonly (Twins & { id: string })[], solved: Solved): Solved {
  const standIn = new Map(added.map((twin) => [twin.id, twin]));
  const through = new Set(
    solved.pairs.filter(({ mentee, mentor }) => standIn.has(mentor) && mentee !== mentor).map((pair) => pair.mentor)
  );
  let dropped = false;
  const pairs = solved.pairs.flatMap((pair): MatchPair[] => {
    if (standIn.has(pair.mentor)) return [];
    const twin = standIn.get(pair.mentee);
    if (!twin) return [pair];
    // only a solver that was stopped leaves a turnstile empty
    if (through.has(twin.id)) return [{ ...pair, mentee: twin.mentee }];
    dropped = true;
    return [];
  });
  pairs.sort((a, b) => compareIds(a.mentee, b.mentee) || compareIds(a.mentor, b.mentor));
  const total = dropped ? addUpPairs(problem, pairs) : solved.total;
  return { pairs, total, bound: solved.bound, duals: restoreDuals(problem, added, solved.duals) };
}

/** A stand-in that asks more than its mentee does so because only one of the municipality's offers can be had. */
function restoreDuals(problem: MatchProblem, added: readonly (Twins & { id: string })[], duals: Duals): Duals {
  const mentee = new Map(duals.mentee);
  const mentor = new Map(duals.mentor);
  const once = new Map<string, number>();
  for (const { id, mentee: own, municipality } of added) {
    once.set(pairKey(own, municipality), Math.max(0, mentee.get(id)! - mentee.get(own)!));
    mentee.delete(id);
    mentor.delete(id);
  }
  // a pin holds the one place with its municipality: any price for it is paid and earned by the pin
  const pinned = new Map(problem.pin.map(([one, other]) => [pairKey(one, municipalityIn(problem, other)), other]));
  for (const edge of problem.edges) {
    const key = pairKey(edge.mentee, municipalityIn(problem, edge.mentor));
    const pin = pinned.get(key);
    if (pin === undefined || pin === edge.mentor) continue;
    const beyond = edge.score - (mentee.get(edge.mentee) ?? 0) - (mentor.get(edge.mentor) ?? 0);
    once.set(key, Math.max(once.get(key) ?? 0, beyond));
  }
  return { mentee, mentor, once };
}
