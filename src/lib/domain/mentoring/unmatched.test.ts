import { describe, expect, it } from 'vitest';
import type { MatchProblem } from './match-problem';
import { listUnmatched } from './unmatched';

const problem: MatchProblem = {
  capacity: { y: 2 },
  need: { a: 3, d: 1, e: 0 },
  edges: [
    { mentee: 'a', mentor: 'x', score: 5 },
    { mentee: 'a', mentor: 'y', score: -1 },
    { mentee: 'b', mentor: 'x', score: 3 },
    { mentee: 'c', mentor: 'y', score: 3, mentorScore: -1 },
    { mentee: 'f', mentor: 'y', score: 3 }
  ],
  forbid: [['f', 'y']],
  pin: [],
  previous: []
};

describe('listUnmatched', () => {
  it('tells apart no edge, only negative edges, and places taken by others', () => {
    const pairs = [{ mentee: 'a', mentor: 'x', score: 5 }];
    expect(listUnmatched(problem, pairs, 'stable')).toEqual([
      { mentee: 'a', missing: 2, reason: 'negative' },
      { mentee: 'b', missing: 1, reason: 'capacity' },
      { mentee: 'c', missing: 1, reason: 'negative' },
      { mentee: 'd', missing: 1, reason: 'no-edge' },
      { mentee: 'f', missing: 1, reason: 'no-edge' }
    ]);
  });

  it('lists nobody whose need is met', () => {
    const pairs = problem.edges.map(({ mentee, mentor, score }) => ({ mentee, mentor, score }));
    expect(listUnmatched({ ...problem, need: { a: 2 } }, pairs, 'total')).toEqual([]);
  });

  it('blames a negative score even where the mentor has no place left', () => {
    const full = { ...problem, capacity: { y: 0 } };
    expect(listUnmatched(full, [], 'stable').find((one) => one.mentee === 'c')?.reason).toBe('negative');
  });

  it('for the highest total looks at the score alone, not at likings', () => {
    const full = { ...problem, capacity: { y: 0 } };
    expect(listUnmatched(full, [], 'total').find((one) => one.mentee === 'c')?.reason).toBe('capacity');
  });
});
