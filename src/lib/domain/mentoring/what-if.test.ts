import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignTotal } from './assign-total';
import { pairKey, type PairIds } from './match-problem';
import { arbitraryProblem } from './match-problem.arbitrary';
import { tryChange, weighByHand } from './what-if';

describe('tryChange', () => {
  it('reaches the same total as a solver that starts from nothing', () => {
    fc.assert(
      fc.property(arbitraryProblem({ load: true }), fc.nat(), fc.boolean(), (problem, pick, pins) => {
        const edge = problem.edges[pick % Math.max(1, problem.edges.length)];
        fc.pre(edge !== undefined);
        const pair: PairIds = [edge!.mentee, edge!.mentor];
        const effect = tryChange(problem, assignTotal(problem), pins ? { pin: [pair] } : { forbid: [pair] });
        fc.pre(effect.ok);
        if (!effect.ok) return;
        const list = pins ? 'pin' : 'forbid';
        const anew = assignTotal({ ...problem, [list]: [...problem[list], pair] });
        expect(effect.value.total).toBeCloseTo(anew.total, 6);
        const has = effect.value.pairs.some((one) => pairKey(one.mentee, one.mentor) === pairKey(...pair));
        expect(has).toBe(pins);
      }),
      { numRuns: 300 }
    );
  });
});

describe('weighByHand', () => {
  it('adds the best pairs up to the best total, and names what others break', () => {
    fc.assert(
      fc.property(arbitraryProblem({ load: true, score: fc.integer({ min: -3, max: 9 }) }), (problem) => {
        const best = assignTotal(problem);
        const pairs = best.pairs.map(({ mentee, mentor }): PairIds => [mentee, mentor]);
        const made = weighByHand(problem, best, pairs);
        expect(made.broken).toEqual([]);
        expect(made.total).toBeCloseTo(best.total, 9);
      }),
      { numRuns: 100 }
    );
    const edges = [{ mentee: 'a', mentor: 'x', score: 1 }];
    const problem = { capacity: { y: 0 }, need: {}, edges, forbid: [['a', 'x']] as PairIds[], pin: [], previous: [] };
    expect(
      weighByHand(problem, { total: 0 }, [
        ['a', 'x'],
        ['a', 'y']
      ]).broken
    ).toEqual([
      { rule: 'forbidden', ids: ['a', 'x'] },
      { rule: 'not-an-edge', ids: ['a', 'y'] },
      { rule: 'over-need', ids: ['a'] },
      { rule: 'over-capacity', ids: ['y'] }
    ]);
  });
});
