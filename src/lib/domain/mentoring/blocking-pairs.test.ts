import { describe, expect, it } from 'vitest';
import { findBlockingPairs } from './blocking-pairs';
import type { MatchProblem } from './match-problem';

const problem: MatchProblem = {
  capacity: {},
  need: {},
  edges: [
    { mentee: 'a', mentor: 'x', score: 5 },
    { mentee: 'a', mentor: 'y', score: 4 },
    { mentee: 'b', mentor: 'x', score: 3 }
  ],
  forbid: [],
  pin: [],
  previous: []
};
const best = [
  { mentee: 'a', mentor: 'y', score: 4 },
  { mentee: 'b', mentor: 'x', score: 3 }
];

describe('findBlockingPairs', () => {
  it('finds the pair that both would rather be than what the highest total gave them', () => {
    expect(findBlockingPairs(problem, best)).toEqual([['a', 'x']]);
  });

  it('finds a pair that both have a place left for', () => {
    expect(findBlockingPairs(problem, [{ mentee: 'b', mentor: 'x', score: 3 }])).toEqual([
      ['a', 'x'],
      ['a', 'y']
    ]);
  });

  it('counts equal likings as no reason to change', () => {
    const edges = problem.edges.map((edge) => ({ ...edge, mentorScore: 1 }));
    expect(findBlockingPairs({ ...problem, edges }, best)).toEqual([]);
  });

  it('leaves out forbidden pairs, unwelcome ones and exchanges of a pinned partner', () => {
    expect(findBlockingPairs({ ...problem, forbid: [['a', 'x']] }, best)).toEqual([]);
    const edges = problem.edges.map((edge) =>
      edge.score === 5 ? { ...edge, mentorScore: 5, menteeScore: 5, score: -5 } : edge
    );
    expect(findBlockingPairs({ ...problem, edges }, best)).toEqual([]);
    expect(findBlockingPairs({ ...problem, pin: [['b', 'x']] }, best)).toEqual([]);
    expect(findBlockingPairs({ ...problem, pin: [['a', 'y']] }, best)).toEqual([]);
  });
});
