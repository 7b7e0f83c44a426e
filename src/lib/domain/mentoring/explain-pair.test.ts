import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignTotal } from './assign-total';
import { explainPair } from './explain-pair';
import { pairKey, type MatchProblem, type PairIds } from './match-problem';
import { arbitraryProblem, listAssignments } from './match-problem.arbitrary';

const problem: MatchProblem = {
  capacity: {},
  need: {},
  edges: [
    { mentee: 'a', mentor: 'x', score: 0.5 },
    { mentee: 'a', mentor: 'y', score: 0.4 },
    { mentee: 'b', mentor: 'x', score: 0.3 },
    { mentee: 'c', mentor: 'y', score: 0.3 },
    { mentee: 'c', mentor: 'z', score: 0.3 }
  ],
  forbid: [],
  pin: [],
  previous: []
};
const explain = (pair: PairIds, changes: Partial<MatchProblem> = {}) => {
  const changed = { ...problem, ...changes };
  return explainPair(changed, assignTotal(changed), pair);
};

describe('explainPair', () => {
  it('says that a pair is in the result', () => {
    expect(explain(['a', 'y'])).toEqual({ kind: 'paired' });
  });

  it('says what forcing the pair costs and which pairs it changes', () => {
    expect(explain(['a', 'x'])).toEqual({
      kind: 'costs',
      cost: 0.2,
      total: 0.8,
      dropped: [
        ['a', 'y'],
        ['b', 'x']
      ],
      added: [['a', 'x']]
    });
  });

  it('passes on the rules that make the pair impossible', () => {
    const broken = [{ rule: 'not-offered' as const, dimension: 'legal' }];
    expect(explainPair(problem, assignTotal(problem), ['b', 'z'], broken)).toEqual({ kind: 'not-possible', broken });
    expect(explain(['b', 'z'])).toEqual({ kind: 'not-possible', broken: [] });
  });

  it('says that the coordinator forbade it', () => {
    expect(explain(['a', 'x'], { forbid: [['a', 'x']] })).toEqual({ kind: 'forbidden' });
  });

  it('names the pins that hold all places of one side', () => {
    expect(explain(['a', 'x'], { pin: [['b', 'x']] })).toEqual({
      kind: 'places-pinned',
      side: 'mentor',
      places: 1,
      pins: [['b', 'x']]
    });
    expect(explain(['a', 'x'], { pin: [['a', 'y']] })).toEqual({
      kind: 'places-pinned',
      side: 'mentee',
      places: 1,
      pins: [['a', 'y']]
    });
    expect(explain(['a', 'x'], { capacity: { x: 0 } })).toEqual({
      kind: 'places-pinned',
      side: 'mentor',
      places: 0,
      pins: []
    });
  });

  it('costs exactly what the best assignment with the pair has less', () => {
    const tiny = arbitraryProblem({
      mentees: 4,
      mentors: 3,
      score: fc.integer({ min: -20, max: 50 }).map((tenths) => tenths / 10)
    });
    fc.assert(
      fc.property(tiny, fc.nat(), (problem, pick) => {
        const edge = problem.edges[pick % Math.max(1, problem.edges.length)];
        fc.pre(edge !== undefined);
        const best = assignTotal(problem);
        const explained = explainPair(problem, best, [edge!.mentee, edge!.mentor]);
        fc.pre(explained.kind === 'costs');
        if (explained.kind !== 'costs') return;
        const key = pairKey(edge!.mentee, edge!.mentor);
        // a negative pair is only possible when it is pinned
        const forced = { ...problem, pin: [...problem.pin, [edge!.mentee, edge!.mentor] as const] };
        const totals = listAssignments(forced)
          .filter((pairs) => pairs.some((pair) => pairKey(pair.mentee, pair.mentor) === key))
          .map((pairs) => pairs.reduce((sum, pair) => sum + pair.score, 0));
        expect(explained.total).toBeCloseTo(Math.max(...totals), 9);
        expect(explained.cost).toBeCloseTo(best.total - Math.max(...totals), 9);
      })
    );
  });
});
