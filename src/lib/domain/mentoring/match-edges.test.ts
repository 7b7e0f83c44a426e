import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchEdges, solveMatch } from './match-edges';
import { arbitraryProblem } from './match-problem.arbitrary';

const input = {
  capacity: { x: 1, y: 1 },
  need: { a: 1, b: 1, c: 1, d: 1 },
  edges: [
    { mentee: 'b', mentor: 'x', score: 0.3 },
    { mentee: 'a', mentor: 'y', score: 0.4 },
    { mentee: 'a', mentor: 'x', score: 0.5 },
    { mentee: 'c', mentor: 'x', score: -0.1 }
  ]
};

describe('matchEdges', () => {
  it('gives the highest total with bound, blocking pairs and unmatched, and nothing else', () => {
    expect(matchEdges(input)).toEqual({
      ok: true,
      value: {
        pairs: [
          { mentee: 'a', mentor: 'y', score: 0.4 },
          { mentee: 'b', mentor: 'x', score: 0.3 }
        ],
        total: 0.7,
        bound: 0.7,
        optimal: true,
        blocking: [['a', 'x']],
        unmatched: [
          { mentee: 'c', missing: 1, reason: 'negative' },
          { mentee: 'd', missing: 1, reason: 'no-edge' }
        ]
      }
    });
  });

  it('gives the stable assignment without a bound', () => {
    expect(matchEdges({ ...input, objective: 'stable' })).toEqual({
      ok: true,
      value: {
        pairs: [{ mentee: 'a', mentor: 'x', score: 0.5 }],
        total: 0.5,
        bound: null,
        optimal: false,
        blocking: [],
        unmatched: [
          { mentee: 'b', missing: 1, reason: 'capacity' },
          { mentee: 'c', missing: 1, reason: 'negative' },
          { mentee: 'd', missing: 1, reason: 'no-edge' }
        ]
      }
    });
  });

  it('answers a problem without mentors: everybody is unmatched for want of an edge', () => {
    expect(matchEdges({ edges: [], need: { a: 2 } })).toMatchObject({
      ok: true,
      value: {
        pairs: [],
        total: 0,
        bound: 0,
        optimal: true,
        unmatched: [{ mentee: 'a', missing: 2, reason: 'no-edge' }]
      }
    });
  });

  it('refuses bad input with the problems of the reader', () => {
    expect(matchEdges({ edges: [{ mentee: 'a', mentor: 'b', score: NaN }] })).toMatchObject({
      ok: false,
      problems: [{ path: 'edges.0.score' }]
    });
  });

  it('accounts for every place needed, either paired or unmatched with a reason', () => {
    const objective = fc.constantFrom('total' as const, 'stable' as const);
    fc.assert(
      fc.property(arbitraryProblem({ likings: true }), objective, (problem, objective) => {
        const { pairs, unmatched } = solveMatch(problem, objective);
        const mentees = new Set([...Object.keys(problem.need), ...problem.edges.map((edge) => edge.mentee)]);
        for (const mentee of mentees) {
          const got = pairs.filter((pair) => pair.mentee === mentee).length;
          const missing = unmatched.find((one) => one.mentee === mentee)?.missing ?? 0;
          expect(got + missing).toBe(problem.need[mentee] ?? 1);
        }
      })
    );
  });
});
