import fc from 'fast-check';
import loadHighs from 'highs';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../shared/random';
import { assignTotal } from './assign-total';
import { addUpPlainly, findFlaws, writeLinearProgram } from '../../../../tests/oracles/matching';
import { checkProblem } from './check-problem';
import { pairKey, type MatchEdge, type MatchProblem, type PairIds } from './match-problem';
import { anyScore, arbitraryProblem, listAssignments, tiedScore } from './match-problem.arbitrary';
import { findTolerance, verifyCertificate } from './verify-certificate';

const empty: MatchProblem = { capacity: {}, need: {}, edges: [], forbid: [], pin: [], previous: [] };
const edge = (mentee: string, mentor: string, score: number): MatchEdge => ({ mentee, mentor, score });
const idsOf = (pairs: readonly { mentee: string; mentor: string }[]) => pairs.map((pair) => pair.mentee + pair.mentor);

describe('assignTotal', () => {
  it('gives a contested mentor to the one who gains most from it', () => {
    const result = assignTotal({ ...empty, edges: [edge('a', 'x', 5), edge('a', 'y', 4), edge('c', 'x', 3)] });
    expect(idsOf(result.pairs)).toEqual(['ay', 'cx']);
    expect(result).toMatchObject({ total: 7, bound: 7 });
  });

  it('adds decimals up without the noise of binary fractions', () => {
    const result = assignTotal({ ...empty, edges: [edge('a', 'x', 0.1), edge('b', 'y', 0.2)] });
    expect([result.total, result.bound]).toEqual([0.3, 0.3]);
  });

  it('leaves a negative edge alone unless it is pinned', () => {
    const problem = { ...empty, edges: [edge('a', 'x', -1), edge('b', 'x', 3)] };
    expect(idsOf(assignTotal(problem).pairs)).toEqual(['bx']);
    expect(assignTotal({ ...problem, pin: [['a', 'x']] })).toMatchObject({ total: -1, bound: -1 });
  });

  it('chooses a pair with score 0 rather than leaving both without', () => {
    expect(idsOf(assignTotal({ ...empty, edges: [edge('a', 'x', 0)] }).pairs)).toEqual(['ax']);
  });

  it('prefers more pairs when the totals are equal', () => {
    const edges = [edge('a', 'x', 0.3), edge('a', 'y', 0.1), edge('b', 'x', 0.2)];
    expect(idsOf(assignTotal({ ...empty, edges }).pairs)).toEqual(['ay', 'bx']);
  });

  it('breaks ties by id, whatever the order of the edges', () => {
    const edges = [edge('b', 'x', 1), edge('a', 'x', 1)];
    expect(idsOf(assignTotal({ ...empty, edges }).pairs)).toEqual(
      idsOf(assignTotal({ ...empty, edges: edges.reverse() }).pairs)
    );
  });

  it('takes ids that every object inherits for ordinary ids', () => {
    const result = assignTotal({ ...empty, edges: [edge('constructor', 'toString', 1), edge('b', 'toString', 2)] });
    expect(result.total).toBe(2);
  });

  it('asks no price for places that nobody could fill', () => {
    const problem = { ...empty, need: { a: 3 }, capacity: { x: 4 }, edges: [edge('a', 'x', 5)] };
    expect(verifyCertificate(problem, assignTotal(problem))).toMatchObject({ verified: true, gap: 0 });
  });

  it('keeps scores of very different size, and tiny ones, exact enough', () => {
    const edges = [edge('a', 'x', 1e15), edge('b', 'y', 1e-7), edge('b', 'z', 2e-7), edge('c', 'q', 5e-324)];
    const result = assignTotal({ ...empty, edges });
    expect(verifyCertificate({ ...empty, edges }, result)).toMatchObject({ verified: true });
  });

  it('has the same total as an independent solver of linear programs, with a proof', async () => {
    const highs = await loadHighs();
    fc.assert(
      fc.property(arbitraryProblem({ mentees: 8, mentors: 6, load: true, groups: true }), (problem) => {
        const result = assignTotal(problem);
        expect(verifyCertificate(problem, result)).toMatchObject({ verified: true });
        expect(findFlaws(problem, result)).toEqual([]);
        if (problem.edges.length === 0) return;
        const oracle = highs.solve(writeLinearProgram(problem), { output_flag: false });
        expect(oracle.Status).toBe('Optimal');
        const close = Math.max(1e-6, 10 * findTolerance(problem.edges));
        expect(Math.abs(oracle.ObjectiveValue - result.total)).toBeLessThanOrEqual(close);
      }),
      { numRuns: 3000 }
    );
  }, 60_000);

  it('has a bound that is its total: to the last bit for decimals, within 1e-9 of the scores for any number', () => {
    const decimal = fc.integer({ min: -300, max: 1000 }).map((hundredths) => hundredths / 100);
    const all = { load: true, groups: true };
    fc.assert(
      fc.property(fc.oneof(arbitraryProblem(all), arbitraryProblem({ ...all, score: decimal })), (problem) => {
        const { total, bound } = assignTotal(problem);
        const sum = problem.edges.reduce((all, { score }) => all + Math.abs(score), 0);
        expect(Math.abs(bound - total)).toBeLessThanOrEqual(1e-9 * Math.max(1, sum));
        const isDecimal = [...problem.edges.map(({ score }) => score), problem.load ?? 0].every(
          (value) => value === Math.round(100 * value) / 100
        );
        if (isDecimal) expect(bound).toBe(total);
      }),
      { numRuns: 3000 }
    );
  });

  it('gives the same answer for every order of the input', () => {
    const drawn = fc.oneof(arbitraryProblem({ load: true }), arbitraryProblem({ score: tiedScore, groups: true }));
    const shuffled = drawn.chain((problem) =>
      fc.record({
        problem: fc.constant(problem),
        edges: shuffle(problem.edges),
        forbid: shuffle(problem.forbid),
        pin: shuffle(problem.pin),
        previous: shuffle(problem.previous),
        capacity: shuffle(Object.entries(problem.capacity)).map((entries) => Object.fromEntries(entries)),
        need: shuffle(Object.entries(problem.need)).map((entries) => Object.fromEntries(entries)),
        municipality: shuffle(Object.entries(problem.municipality ?? {})).map((entries) => Object.fromEntries(entries)),
        load: fc.constant(problem.load),
        running: fc.constant(problem.running)
      })
    );
    fc.assert(
      fc.property(shuffled, ({ problem, ...other }) => {
        expect(assignTotal(other)).toEqual(assignTotal(problem));
      }),
      { numRuns: 300 }
    );
  });

  it('never has a lower total after an edge was added', () => {
    const grown = fc.tuple(arbitraryProblem({ load: true, groups: true }), fc.nat(5), fc.nat(4), anyScore);
    fc.assert(
      fc.property(grown, ([problem, mentee, mentor, score]) => {
        const extra = edge(`e${mentee}`, `o${mentor}`, score);
        fc.pre(!problem.edges.some((known) => known.mentee === extra.mentee && known.mentor === extra.mentor));
        const edges = [...problem.edges, extra];
        const after = assignTotal({ ...problem, edges }).total;
        expect(after).toBeGreaterThanOrEqual(assignTotal(problem).total - findTolerance(edges));
      }),
      { numRuns: 300 }
    );
  });

  it('changes as few previous pairs as any of the best assignments', () => {
    const countChanges = (problem: MatchProblem, pairs: readonly { mentee: string; mentor: string }[]) => {
      const before = new Set(problem.previous.map(([mentee, mentor]) => pairKey(mentee, mentor)));
      const kept = pairs.filter((pair) => before.has(pairKey(pair.mentee, pair.mentor))).length;
      return before.size + pairs.length - 2 * kept;
    };
    const score = fc.constantFrom(0.1, 0.2, 0.3, 0.6, 1, 0, -1);
    const tiny = arbitraryProblem({ mentees: 4, mentors: 3, score, groups: true, load: true });
    fc.assert(
      fc.property(tiny, fc.infiniteStream(fc.boolean()), (drawn, coin) => {
        // more previous pairs than the generator marks
        const previous = drawn.edges
          .filter(() => coin.next().value)
          .map(({ mentee, mentor }) => [mentee, mentor] as const);
        fc.pre(previous.length > 0);
        // totals are equal by what is written in decimals; three thirds are not one
        const problem = { ...drawn, previous, load: drawn.load && Math.round(10 * drawn.load) / 10 };
        // plus 0: no -0
        const read = (total: number) => Math.round(1e6 * total) + 0;
        const all = listAssignments(problem).map((pairs) => ({
          total: read(addUpPlainly(problem, pairs)),
          changes: countChanges(problem, pairs)
        }));
        const total = Math.max(...all.map((one) => one.total));
        const changes = Math.min(...all.filter((one) => one.total === total).map((one) => one.changes));
        const result = assignTotal(problem);
        expect({ total: read(result.total), changes: countChanges(problem, result.pairs) }).toEqual({
          total,
          changes
        });
      }),
      { numRuns: 500 }
    );
  });

  it('spreads mentees over mentors when each further one costs something', () => {
    const edges = [edge('a', 'x', 1), edge('b', 'x', 1), edge('b', 'y', 0.9), edge('c', 'x', 0.05)];
    const problem = { ...empty, edges, capacity: { x: 3 } };
    expect(assignTotal(problem)).toMatchObject({ total: 2.05 });
    const loaded = assignTotal({ ...problem, load: 0.2 });
    expect(idsOf(loaded.pairs)).toEqual(['ax', 'by']);
    expect(loaded).toMatchObject({ total: 1.9, bound: 1.9 });
    // two mentees from before make the first of the round cost 0.4
    expect(assignTotal({ ...problem, load: 0.2, running: { x: 2 } })).toMatchObject({ total: 1.5, bound: 1.5 });
  });

  it('holds pins whatever their places cost', () => {
    const problem = { ...empty, edges: [edge('a', 'x', 0.1), edge('b', 'x', 1)], capacity: { x: 2 }, load: 0.5 };
    const result = assignTotal({ ...problem, pin: [['a', 'x']], running: { x: 1 } });
    expect(result).toMatchObject({ total: -0.4, bound: -0.4 });
    expect(verifyCertificate({ ...problem, pin: [['a', 'x']], running: { x: 1 } }, result)).toMatchObject({
      verified: true
    });
  });

  it('stopped at once, gives pairs that keep all capacities and a bound above them', () => {
    const edges = Array.from({ length: 30_000 }, (_, at) => edge(`e${at % 300}`, `o${Math.floor(at / 300)}`, at % 7));
    const problem = { ...empty, edges };
    const stopped = assignTotal(problem, { shouldStop: () => true });
    const best = assignTotal(problem);
    expect(stopped.bound).toBeGreaterThanOrEqual(best.total);
    expect(stopped.total).toBeLessThanOrEqual(best.total);
    const flaws = verifyCertificate(problem, stopped);
    expect(flaws.verified || flaws.because.every((flaw) => flaw.startsWith('gap'))).toBe(true);
  });

  it('is unchanged by a re-run on its own result', () => {
    fc.assert(
      fc.property(arbitraryProblem({ score: tiedScore }), (problem) => {
        const { pairs } = assignTotal({ ...problem, previous: [] });
        const previous = pairs.map(({ mentee, mentor }) => [mentee, mentor] as const);
        expect(assignTotal({ ...problem, previous }).pairs).toEqual(pairs);
      })
    );
  });

  it('solves 300 mentees and 60 mentors with every pair possible, proven optimal', () => {
    const next = seededRandom(5);
    const edges = Array.from({ length: 300 * 60 }, (_, at) =>
      edge(`e${at % 300}`, `o${Math.floor(at / 300)}`, next() - 0.1)
    );
    const capacity = Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`o${at}`, 1 + (at % 5)]));
    const problem = { ...empty, edges, capacity };
    expect(verifyCertificate(problem, assignTotal(problem))).toMatchObject({ verified: true });
  });
});

function shuffle<T>(values: readonly T[]): fc.Arbitrary<T[]> {
  return fc.shuffledSubarray([...values], { minLength: values.length, maxLength: values.length });
}

describe('a solution to begin from', () => {
  it('finds what is left of little worth where a pair worth much is forbidden', () => {
    const edges = [edge('e0', 'o2', 1 / 3), edge('e1', 'o2', 13 / 3)];
    const problem = { ...empty, edges };
    const changed: MatchProblem = { ...problem, forbid: [['e1', 'o2']] };
    expect(assignTotal(changed, { near: assignTotal(problem) }).total).toBe(1 / 3);
  });

  it('leads to the same total as beginning from nothing, after a pin or a ban', () => {
    fc.assert(
      fc.property(arbitraryProblem({ load: true }), fc.nat(), fc.boolean(), (problem, pick, pins) => {
        const edge = problem.edges[pick % Math.max(1, problem.edges.length)];
        fc.pre(edge !== undefined);
        const pair: PairIds = [edge!.mentee, edge!.mentor];
        const list = pins ? 'pin' : 'forbid';
        const changed = { ...problem, [list]: [...problem[list], pair] };
        fc.pre(checkProblem(changed).length === 0);
        const near = assignTotal(changed, { near: assignTotal(problem) });
        expect(near.total).toBeCloseTo(assignTotal(changed).total, 6);
        expect(near.pairs.some((one) => pairKey(one.mentee, one.mentor) === pairKey(...pair))).toBe(pins);
      }),
      { numRuns: 300 }
    );
  });
});
