import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignTotal } from './assign-total';
import type { PairIds } from './match-problem';
import { arbitraryProblem } from './match-problem.arbitrary';
import { weighByHand } from './weigh-by-hand';

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
