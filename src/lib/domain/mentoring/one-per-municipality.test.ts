import { describe, expect, it } from 'vitest';
import { assignTotal } from './assign-total';
import { findBlockingPairs } from './blocking-pairs';
import { explainPair } from './explain-pair';
import { solveMatch } from './match-edges';
import type { MatchEdge, MatchProblem } from './match-problem';
import { untwine } from './one-per-municipality';
import { readEdges } from './read-edges';
import { verifyCertificate } from './verify-certificate';
import { weighByHand } from './weigh-by-hand';

const edge = (mentee: string, mentor: string, score: number): MatchEdge => ({ mentee, mentor, score });
/** `a` needs two mentors and likes both offers of x best. */
const problem: MatchProblem = {
  capacity: {},
  need: { a: 2 },
  edges: [
    edge('a', 'x', 0.9),
    edge('a', 'x-group', 0.8),
    edge('a', 'y', 0.3),
    edge('b', 'x', 0.7),
    edge('b', 'y', 0.1)
  ],
  forbid: [],
  pin: [],
  previous: [],
  municipality: { 'x-group': 'x' }
};
const namesOf = (given: MatchProblem) => assignTotal(given).pairs.map((pair) => `${pair.mentee} ${pair.mentor}`);

describe('a mentee and the offers of one municipality', () => {
  it('gets the municipality once, through the offer that is best for the whole', () => {
    // both offers of x for a would be worth 0.9 + 0.8 + 0.1; one of them leaves x to b
    expect(namesOf(problem)).toEqual(['a x-group', 'a y', 'b x']);
    expect(assignTotal(problem)).toMatchObject({ total: 1.8, bound: 1.8 });
    expect(verifyCertificate(problem, assignTotal(problem))).toMatchObject({ verified: true });
    expect(namesOf({ ...problem, municipality: {} })).toEqual(['a x', 'a x-group', 'b y']);
  });

  it('keeps what it had where that is as good', () => {
    const equal = { ...problem, edges: [edge('a', 'x', 1), edge('a', 'x-group', 1), edge('a', 'y', 1)] };
    expect(namesOf({ ...equal, previous: [['a', 'x-group']] })).toContain('a x-group');
    expect(namesOf({ ...equal, previous: [['a', 'x']] })).toContain('a x');
  });

  it('leaves the others of the municipality alone once one is pinned', () => {
    const pinned: MatchProblem = { ...problem, pin: [['a', 'x']] };
    expect(namesOf(pinned)).toEqual(['a x', 'a y']);
    expect(verifyCertificate(pinned, assignTotal(pinned))).toMatchObject({ verified: true });
  });

  it('is refused two pins on it, both named', () => {
    const read = readEdges({
      ...problem,
      pin: [
        ['a', 'x'],
        ['a', 'x-group']
      ]
    });
    expect(read).toMatchObject({
      problems: [
        {
          code: 'pins-one-municipality',
          path: 'pin.1',
          message:
            'Mentee "a" is pinned to "x" 2 times: Pin 1 ("a" with "x"), Pin 2 ("a" with "x-group") - one of its offers is the most, so remove 1'
        }
      ]
    });
    expect(readEdges({ ...problem, municipality: { z: 'x', y: 5 } })).toMatchObject({
      problems: [{ path: 'municipality.y', message: 'Municipality of "y" must be an id in quotes - got 5' }]
    });
    expect(readEdges({ ...problem, municipality: { z: 'x' } })).toMatchObject({
      problems: [{ code: 'unknown-id', path: 'municipality.z' }]
    });
  });

  it('is counted once when laid by hand, verified, or looked for as blocking and unmatched', () => {
    const twice = [
      ['a', 'x'],
      ['a', 'x-group']
    ] as const;
    expect(weighByHand(problem, assignTotal(problem), twice).broken).toEqual([
      { rule: 'municipality-twice', ids: ['a', 'x'] }
    ]);
    const pairs = [edge('a', 'x', 0.9), edge('a', 'x-group', 0.8)];
    const claim = { pairs, total: 1.7, bound: 1.7, duals: { mentee: new Map(), mentor: new Map() } };
    const verdict = verifyCertificate(problem, claim);
    expect(verdict.verified ? [] : verdict.because).toContain('municipality-twice a x');
    // a would rather have x itself than its group, but not both
    expect(findBlockingPairs({ ...problem, edges: problem.edges.slice(0, 3) }, [pairs[1]!])).toEqual([
      ['a', 'x'],
      ['a', 'y']
    ]);
    expect(findBlockingPairs({ ...problem, edges: problem.edges.slice(0, 3) }, [pairs[0]!])).toEqual([['a', 'y']]);
    const alone = { ...problem, edges: problem.edges.slice(0, 2) };
    expect(solveMatch(alone, 'total').unmatched).toEqual([{ mentee: 'a', missing: 1, reason: 'no-edge' }]);
  });

  it('says what the other offer would cost, and that a pin holds the only place', () => {
    expect(explainPair(problem, assignTotal(problem), ['a', 'x'])).toMatchObject({
      kind: 'costs',
      cost: 0.6,
      dropped: [
        ['a', 'x-group'],
        ['b', 'x']
      ]
    });
    const pinned: MatchProblem = { ...problem, pin: [['a', 'x-group']] };
    expect(explainPair(pinned, assignTotal(pinned), ['a', 'x'])).toEqual({
      kind: 'places-pinned',
      side: 'mentee',
      places: 1,
      pins: [['a', 'x-group']]
    });
  });

  it('costs nothing where nobody could have it twice', () => {
    expect(untwine({ ...problem, need: {} })).toBeNull();
    expect(untwine({ ...problem, municipality: { y: 'town' } })).toBeNull();
    expect(untwine(problem)?.problem.edges).toHaveLength(7);
  });

  it('stopped at once, has it at most once all the same', () => {
    const edges = Array.from({ length: 4000 }, (_, at) =>
      edge(`e${at % 40}`, `o${Math.floor(at / 40)}`, (at * 7) % 13)
    );
    const need = Object.fromEntries(edges.map(({ mentee }) => [mentee, 3]));
    const municipality = Object.fromEntries(edges.map(({ mentor }) => [mentor, `town ${mentor.length}`]));
    const large = { ...problem, edges, need, municipality };
    const stopped = assignTotal(large, { shouldStop: () => true });
    const flaws = verifyCertificate(large, stopped);
    expect(flaws.verified ? [] : flaws.because.filter((flaw) => !/^(gap|bound)/.test(flaw))).toEqual([]);
    expect(stopped.bound).toBeGreaterThanOrEqual(assignTotal(large).total);
  });
});
