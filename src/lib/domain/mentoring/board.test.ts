import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { type Board, type Decisions, openBoard, tryRound } from './board';
import { DEFAULT_RULES } from './hard-rules';
import { pairKey, type PairIds } from './match-problem';
import { mentee, mentor } from './profile.arbitrary';

const near = { ...mentor, id: 'near' };
const far = { ...mentor, id: 'far', lat: 66 };
const other = { ...mentee, id: 'other', lat: 64 };
const decisions: Decisions = { objective: 'total', weights: {}, pins: [], forbids: [] };
const empty: Board = { mentees: [mentee, other], mentors: [near, far], rules: DEFAULT_RULES, decisions, pairs: [] };
const pairsOf = (tried: { pairs: { mentee: string; mentor: string }[] }) =>
  tried.pairs.map((pair): PairIds => [pair.mentee, pair.mentor]);

function solve(on: Board, under: Partial<Decisions> = {}) {
  const tried = tryRound(on, { ...on.decisions, ...under });
  if (!tried.ok) throw new Error(tried.problems[0]!.message);
  return tried.value;
}
const board: Board = { ...empty, pairs: pairsOf(solve(empty)) };

describe('tryRound', () => {
  it('changes nothing where nothing is decided', () => {
    const tried = solve(board);
    expect(tried).toMatchObject({ proven: true, added: [], dropped: [], unmatched: [] });
    expect(tried.keeping).toBeCloseTo(tried.total, 9);
    expect(tried.pairs[0]!.reasons.map((reason) => reason.factor)).toContain('gap');
  });

  it('keeps the pair of the draft where another would do as well', () => {
    const twins = { ...empty, mentees: [mentee], mentors: [near, { ...near, id: 'twin' }] };
    for (const kept of ['near', 'twin'])
      expect(solve({ ...twins, pairs: [['a', kept]] })).toMatchObject({ pairs: [{ mentor: kept }], added: [] });
  });

  it('says which pairs a pin brings and which it parts, and that the total is lower', () => {
    const tried = solve(board, { pins: [['a', 'far']] });
    expect(tried.added).toEqual([
      ['a', 'far'],
      ['other', 'near']
    ]);
    expect(tried.dropped).toEqual([
      ['a', 'near'],
      ['other', 'far']
    ]);
    expect(tried.total).toBeLessThan(solve(board).total);
    // the draft's pairs do not hold the pin, yet they are worth what they were
    expect(tried.keeping).toBeCloseTo(solve(board).total, 9);
  });

  it('names no worth of pairs that are ruled out', () => {
    expect(solve(board, { forbids: [['a', 'near']] }).keeping).toBeNull();
  });

  it('refuses pins that cannot be held together, by their place among the decisions', () => {
    const pins: PairIds[] = [
      ['a', 'near'],
      ['other', 'near']
    ];
    expect(tryRound(board, { ...decisions, pins })).toMatchObject({
      ok: false,
      problems: [{ code: 'pins-over-capacity', path: 'pin.1' }]
    });
  });

  it('counts the cost of load for either objective, so that totals can be set side by side', () => {
    const one = { ...board, mentors: [{ ...near, capacity: 2 }], pairs: [] };
    const [total, stable] = [solve(one), solve(one, { objective: 'stable' })];
    expect(pairsOf(stable)).toEqual(pairsOf(total));
    expect(stable.total).toBe(total.total);
    expect(stable.proven).toBe(false);
  });

  it('has no blocking pair for the stable objective', () => {
    expect(solve(board, { objective: 'stable' }).blocking).toEqual([]);
  });

  it('holds every pin and none of what is ruled out, or refuses', () => {
    const pair = fc.tuple(fc.constantFrom('a', 'other'), fc.constantFrom('near', 'far'));
    const lists = fc.record({ pins: fc.array(pair, { maxLength: 3 }), forbids: fc.array(pair, { maxLength: 3 }) });
    fc.assert(
      fc.property(lists, fc.constantFrom('total' as const, 'stable' as const), ({ pins, forbids }, objective) => {
        const tried = tryRound(board, { ...decisions, objective, pins, forbids });
        if (!tried.ok) return;
        const got = new Set(pairsOf(tried.value).map(([x, y]) => pairKey(x, y)));
        for (const [x, y] of pins) expect(got.has(pairKey(x, y))).toBe(true);
        for (const [x, y] of forbids) expect(got.has(pairKey(x, y))).toBe(false);
      })
    );
  });
});

describe('openBoard', () => {
  const ask = openBoard({ ...board, mentors: [near, far, { ...near, id: 'dutch', languages: ['nl'] }] });

  it('lists the mentors the rules allow, the best fit first', () => {
    const { mentors } = ask({ ask: 'choices', mentee: 'a', decisions }) as { mentors: { mentor: string }[] };
    expect(mentors.map((choice) => choice.mentor)).toEqual(['near', 'far']);
  });

  it('says why not a mentor, under the decisions of the moment', () => {
    const pair: PairIds = ['a', 'far'];
    expect(ask({ ask: 'explain', pair: ['a', 'dutch'], decisions })).toMatchObject({
      why: { ok: true, value: { broken: [{ rule: 'no-common-language' }] } }
    });
    expect(ask({ ask: 'explain', pair, decisions })).toMatchObject({ why: { value: { standing: { kind: 'costs' } } } });
    const forbids = { ...decisions, forbids: [pair] };
    expect(ask({ ask: 'explain', pair, decisions: forbids })).toMatchObject({
      why: { value: { standing: { kind: 'forbidden' } } }
    });
  });

  it('tries decisions', () => {
    expect(ask({ ask: 'try', decisions })).toMatchObject({ tried: { ok: true, value: { proven: true } } });
  });

  it('takes an unknown id for a bug', () => {
    expect(() => ask({ ask: 'explain', pair: ['a', 'nobody'], decisions })).toThrow('nobody');
  });
});
