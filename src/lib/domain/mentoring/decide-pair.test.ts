import { describe, expect, it } from 'vitest';
import type { Decisions } from './board';
import { movePair, sameDecisions, swapPairs, toggleForbid, togglePin } from './decide-pair';

const none: Decisions = { objective: 'total', weights: {}, pins: [], forbids: [] };

describe('decisions about a pair', () => {
  it('moves a mentee in place of its other pin, and allows what was ruled out', () => {
    const before: Decisions = {
      ...none,
      pins: [
        ['a', 'x'],
        ['b', 'x']
      ],
      forbids: [
        ['a', 'y'],
        ['b', 'y']
      ]
    };
    expect(movePair(before, ['a', 'y'])).toMatchObject({
      pins: [
        ['b', 'x'],
        ['a', 'y']
      ],
      forbids: [['b', 'y']]
    });
  });

  it('changes two places', () => {
    expect(swapPairs(none, ['a', 'x'], ['b', 'y']).pins).toEqual([
      ['a', 'y'],
      ['b', 'x']
    ]);
  });

  it('pins and lets go', () => {
    const pinned = togglePin(none, ['a', 'x']);
    expect(pinned.pins).toEqual([['a', 'x']]);
    expect(togglePin(pinned, ['a', 'x'])).toEqual(none);
  });

  it('rules out, which ends a pin, and allows again', () => {
    const out = toggleForbid(togglePin(none, ['a', 'x']), ['a', 'x']);
    expect(out).toEqual({ ...none, forbids: [['a', 'x']] });
    expect(toggleForbid(out, ['a', 'x'])).toEqual(none);
  });

  it('are the same whatever their order, and not where a pair, a weight or the objective differs', () => {
    const both: Decisions = {
      ...none,
      pins: [
        ['a', 'x'],
        ['b', 'y']
      ],
      weights: { gap: 1, wish: 2 }
    };
    expect(sameDecisions(both, { ...both, pins: [...both.pins].reverse(), weights: { wish: 2, gap: 1 } })).toBe(true);
    expect(sameDecisions(both, { ...both, pins: [['a', 'x']] })).toBe(false);
    expect(sameDecisions(both, { ...both, weights: { gap: 1 } })).toBe(false);
    expect(sameDecisions(both, { ...both, objective: 'stable' })).toBe(false);
    expect(sameDecisions(both, { ...both, forbids: [['a', 'y']] })).toBe(false);
  });
});
