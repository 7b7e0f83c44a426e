import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignStable } from './assign-stable';
import { assignTotal } from './assign-total';
import { findBlockingPairs } from './blocking-pairs';
import { menteeLiking, mentorLiking } from './liking';
import { pairKey, placesOf, type MatchEdge, type MatchProblem } from './match-problem';
import { arbitraryProblem, listAssignments } from './match-problem.arbitrary';
import { findTolerance } from './verify-certificate';

const empty: MatchProblem = { capacity: {}, need: {}, edges: [], forbid: [], pin: [], previous: [] };
const liked = (mentee: string, mentor: string, menteeScore: number, mentorScore: number): MatchEdge => ({
  mentee,
  mentor,
  score: 1,
  menteeScore,
  mentorScore
});
const namesOf = (problem: MatchProblem) => assignStable(problem).pairs.map((pair) => pair.mentee + pair.mentor);

describe('assignStable', () => {
  it('lets mentees propose: of two stable outcomes each mentee gets its better one', () => {
    // a prefers x, b prefers y; x prefers b, y prefers a: both diagonals are stable
    const edges = [liked('a', 'x', 2, 1), liked('a', 'y', 1, 2), liked('b', 'x', 1, 2), liked('b', 'y', 2, 1)];
    expect(namesOf({ ...empty, edges })).toEqual(['ax', 'by']);
  });

  it('hands a mentor on to the mentee it likes better, and the refused one asks further', () => {
    const edges = [liked('a', 'x', 2, 1), liked('a', 'y', 1, 1), liked('b', 'x', 1, 2)];
    expect(namesOf({ ...empty, edges })).toEqual(['ay', 'bx']);
  });

  it('fills needs and capacities above one', () => {
    const edges = [liked('a', 'x', 2, 1), liked('a', 'y', 1, 1), liked('b', 'x', 1, 2), liked('c', 'x', 1, 3)];
    expect(namesOf({ ...empty, edges, need: { a: 2 }, capacity: { x: 2 } })).toEqual(['ay', 'bx', 'cx']);
  });

  it('gives nobody the same municipality twice, and asks its other offer when the first lets go', () => {
    // a likes x and its group best; x prefers b
    const edges = [liked('a', 'x', 3, 1), liked('a', 'xg', 2, 1), liked('a', 'y', 1, 1)];
    const problem = { ...empty, edges, need: { a: 2 }, municipality: { xg: 'x' } };
    expect(namesOf(problem)).toEqual(['ax', 'ay']);
    expect(namesOf({ ...problem, edges: [...edges, liked('b', 'x', 1, 5)] })).toEqual(['axg', 'ay', 'bx']);
    expect(namesOf({ ...problem, pin: [['a', 'xg']] })).toEqual(['axg', 'ay']);
  });

  it('has the total of the same measure as the best: less the load of its mentors', () => {
    const edges = [liked('a', 'x', 1, 1), liked('b', 'x', 1, 1), liked('c', 'x', 1, 1)].map((edge) => ({
      ...edge,
      score: 0.1
    }));
    const problem = { ...empty, edges, capacity: { x: 3 }, load: 0.02, running: { x: 1 } };
    // three times 0.1, less 0.02, 0.04 and 0.06
    expect(assignStable(problem).total).toBe(0.18);
    expect(assignStable(problem).total).toBe(assignTotal(problem).total);
  });

  it('is never above the best total, whose measure it shares', () => {
    fc.assert(
      fc.property(arbitraryProblem({ load: true, groups: true }), (problem) => {
        // a score that does not pay its load is left alone by the best, not by the stable one
        const stable = assignStable(problem);
        expect(stable.total).toBeLessThanOrEqual(assignTotal(problem).bound + findTolerance(problem.edges));
      }),
      { numRuns: 500 }
    );
  });

  it('tells how far it is, and stopped, keeps all rules and says that it did not finish', () => {
    const edges = Array.from({ length: 40_000 }, (_, at) =>
      liked(`e${at % 400}`, `o${Math.floor(at / 400)}`, at % 7, at % 11)
    );
    const problem = { ...empty, edges };
    const told: number[] = [];
    const whole = assignStable(problem, { onProgress: (asked, of) => told.push(asked / of) });
    expect(whole).toMatchObject({ finished: true, pairs: { length: 100 } });
    expect(told.length).toBeGreaterThan(2);
    let looks = 0;
    const stopped = assignStable(problem, { shouldStop: () => looks++ === 1 });
    expect(stopped.finished).toBe(false);
    expect(new Set(stopped.pairs.map(({ mentor }) => mentor)).size).toBe(stopped.pairs.length);
    expect(assignStable(problem, { shouldStop: () => true })).toEqual({ pairs: [], total: 0, finished: false });
  });

  it('keeps pins, even disliked ones, and never pairs against a negative liking', () => {
    const edges = [liked('a', 'x', -1, -1), liked('b', 'x', 1, 5), liked('c', 'y', 1, -1), liked('d', 'y', -1, 1)];
    expect(namesOf({ ...empty, edges, pin: [['a', 'x']] })).toEqual(['ax']);
  });

  it('decides equal likings by previous pair, then by id', () => {
    const edges = [liked('a', 'x', 1, 1), liked('b', 'x', 1, 1)];
    expect(namesOf({ ...empty, edges })).toEqual(['ax']);
    expect(namesOf({ ...empty, edges, previous: [['b', 'x']] })).toEqual(['bx']);
  });

  it('leaves no blocking pair by the definition itself, and keeps all rules', () => {
    fc.assert(
      fc.property(arbitraryProblem({ likings: true, groups: true }), (problem) => {
        const { pairs } = assignStable(problem);
        expect(listBlockingByDefinition(problem, pairs)).toEqual([]);
        expect(findBlockingPairs(problem, pairs)).toEqual([]);
        const keys = pairs.map((pair) => pairKey(pair.mentee, pair.mentor));
        expect(new Set(keys).size).toBe(keys.length);
        for (const [mentee, mentor] of problem.pin) expect(keys).toContain(pairKey(mentee, mentor));
        for (const [mentee, mentor] of problem.forbid) expect(keys).not.toContain(pairKey(mentee, mentor));
        const towns = pairs.map((pair) => `${pair.mentee} ${problem.municipality![pair.mentor] ?? pair.mentor}`);
        expect(new Set(towns).size).toBe(towns.length);
        for (const { mentee, mentor } of pairs) {
          expect(pairs.filter((pair) => pair.mentee === mentee).length).toBeLessThanOrEqual(
            placesOf(problem.need, mentee)
          );
          expect(pairs.filter((pair) => pair.mentor === mentor).length).toBeLessThanOrEqual(
            placesOf(problem.capacity, mentor)
          );
        }
      }),
      { numRuns: 1000 }
    );
  });

  it('gives the same answer for every order of the edges', () => {
    const drawn = arbitraryProblem({ likings: true, groups: true }).chain((problem) =>
      fc.tuple(fc.constant(problem), fc.shuffledSubarray([...problem.edges], { minLength: problem.edges.length }))
    );
    fc.assert(
      fc.property(drawn, ([problem, edges]) => {
        expect(assignStable({ ...problem, edges })).toEqual(assignStable(problem));
      })
    );
  });

  it('gives every mentee its best mentor of all stable assignments when likings are strict', () => {
    const order = fc.shuffledSubarray([1, 2, 3, 4, 5, 6, 7, 8, 9], { minLength: 9 });
    fc.assert(
      fc.property(order, order, (forMentees, forMentors) => {
        const edges = forMentees.map((liking, at) =>
          liked('abc'[at % 3]!, 'xyz'[Math.floor(at / 3)]!, liking, forMentors[at]!)
        );
        const problem = { ...empty, edges };
        const likingOf = (pairs: { mentee: string; mentor: string }[], mentee: string) => {
          const mentor = pairs.find((pair) => pair.mentee === mentee)?.mentor;
          return edges.find((edge) => edge.mentee === mentee && edge.mentor === mentor)?.menteeScore ?? 0;
        };
        const stable = listAssignments(problem).filter(
          (pairs) => listBlockingByDefinition(problem, pairs).length === 0
        );
        const { pairs } = assignStable(problem);
        for (const mentee of 'abc') {
          expect(likingOf(pairs, mentee)).toBe(Math.max(...stable.map((other) => likingOf(other, mentee))));
        }
      })
    );
  });
});

/** Written from the definition alone, pair by pair. */
function listBlockingByDefinition(
  problem: MatchProblem,
  pairs: readonly { mentee: string; mentor: string }[]
): string[] {
  const has = (list: readonly (readonly [string, string])[], edge: MatchEdge) =>
    list.some(([mentee, mentor]) => mentee === edge.mentee && mentor === edge.mentor);
  const chosen = problem.edges.filter((edge) =>
    has(
      pairs.map((pair) => [pair.mentee, pair.mentor] as const),
      edge
    )
  );
  const open = problem.edges.filter(
    (edge) =>
      !chosen.includes(edge) &&
      !has(problem.forbid, edge) &&
      Math.min(edge.score, menteeLiking(edge), mentorLiking(edge)) >= 0
  );
  return open
    .filter((edge) => {
      const ofMentee = chosen.filter((other) => other.mentee === edge.mentee);
      const ofMentor = chosen.filter((other) => other.mentor === edge.mentor);
      const townOf = ({ mentor }: MatchEdge) => problem.municipality?.[mentor] ?? mentor;
      const sameTown = ofMentee.filter((other) => townOf(other) === townOf(edge));
      const isWorse = (other: MatchEdge) => !has(problem.pin, other) && menteeLiking(other) < menteeLiking(edge);
      const menteeWould =
        sameTown.length > 0
          ? sameTown.every(isWorse)
          : ofMentee.length < placesOf(problem.need, edge.mentee) || ofMentee.some(isWorse);
      const mentorWould =
        ofMentor.length < placesOf(problem.capacity, edge.mentor) ||
        ofMentor.some((other) => !has(problem.pin, other) && mentorLiking(other) < mentorLiking(edge));
      return menteeWould && mentorWould;
    })
    .map((edge) => edge.mentee + edge.mentor);
}
