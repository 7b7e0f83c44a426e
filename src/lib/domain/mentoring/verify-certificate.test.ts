import { describe, expect, it } from 'vitest';
import { assignTotal } from './assign-total';
import type { MatchProblem } from './match-problem';
import { findTolerance, verifyCertificate } from './verify-certificate';

const problem: MatchProblem = {
  capacity: { x: 1, y: 2 },
  need: { c: 0 },
  edges: [
    { mentee: 'a', mentor: 'x', score: 5 },
    { mentee: 'a', mentor: 'y', score: 4 },
    { mentee: 'b', mentor: 'x', score: 3 },
    { mentee: 'b', mentor: 'z', score: 9 },
    { mentee: 'c', mentor: 'y', score: 1 },
    { mentee: 'd', mentor: 'y', score: -1 },
    { mentee: 'e', mentor: 'y', score: -2 }
  ],
  forbid: [['b', 'z']],
  pin: [['d', 'y']],
  previous: []
};
const claim = assignTotal(problem);
const [first, ...rest] = claim.pairs;

describe('verifyCertificate', () => {
  it('accepts the solver and its prices', () => {
    expect(claim.pairs.map((pair) => pair.mentee + pair.mentor)).toEqual(['ay', 'bx', 'dy']);
    expect(verifyCertificate(problem, claim)).toEqual({ verified: true, gap: 0, tolerance: 25 * 1e-9 });
  });

  it.each([
    ['a pair that is no edge', [{ mentee: 'e', mentor: 'x', score: 0 }], 'pair-not-an-edge e x'],
    ['a score that is not the edge’s', [{ ...first!, score: 4.5 }], 'pair-not-an-edge a y'],
    ['a pair chosen twice', [first!], 'pair-twice a y'],
    ['a forbidden pair', [{ mentee: 'b', mentor: 'z', score: 9 }], 'pair-forbidden b z'],
    ['a negative pair that is not pinned', [{ mentee: 'e', mentor: 'y', score: -2 }], 'pair-negative e y'],
    ['more pairs than a mentee needs', [{ mentee: 'c', mentor: 'y', score: 1 }], 'over-need c'],
    ['more pairs than a mentor has places', [{ mentee: 'a', mentor: 'x', score: 5 }], 'over-capacity x']
  ])('refuses %s', (_, extra, flaw) => {
    const verdict = verifyCertificate(problem, { ...claim, pairs: [...claim.pairs, ...extra] });
    expect(verdict).toMatchObject({ verified: false, because: expect.arrayContaining([flaw]) as string[] });
  });

  it('refuses a result without a pinned pair', () => {
    const pairs = claim.pairs.filter((pair) => pair.mentee !== 'd');
    expect(verifyCertificate(problem, { ...claim, pairs })).toMatchObject({
      because: expect.arrayContaining(['pin-missing d y']) as string[]
    });
  });

  it('refuses a feasible but worse assignment by its gap', () => {
    expect(verifyCertificate(problem, { ...claim, pairs: rest, total: claim.total - 4 })).toEqual({
      verified: false,
      because: [`gap 4 is above the tolerance ${25 * 1e-9}`]
    });
  });

  it('refuses prices that are negative, not a number or do not add up to the bound', () => {
    const withPrice = (price: number) =>
      verifyCertificate(problem, { ...claim, duals: { ...claim.duals, mentee: new Map([['a', price]]) } });
    expect(withPrice(-1)).toMatchObject({
      because: expect.arrayContaining(['price-not-allowed mentee a: -1']) as string[]
    });
    expect(withPrice(NaN)).toMatchObject({ verified: false });
    expect(withPrice(100)).toMatchObject({ verified: false });
  });

  it('refuses a total or bound that is not what pairs and prices say', () => {
    expect(verifyCertificate(problem, { ...claim, total: 7 })).toEqual({
      verified: false,
      because: ["total 7 is not the pairs' 6"]
    });
    expect(verifyCertificate(problem, { ...claim, bound: 7 })).toEqual({
      verified: false,
      because: ["bound 7 is not the prices' 6"]
    });
  });
});

describe('findTolerance', () => {
  it('grows with the scores, from 1e-9', () => {
    expect(findTolerance([])).toBe(1e-9);
    expect(findTolerance(problem.edges)).toBe(25 * 1e-9);
  });
});
