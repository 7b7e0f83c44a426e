import { describe, expect, it } from 'vitest';
import type { PairIds } from '$lib/domain/mentoring/match-problem';
import { wordConflict } from './conflict-words';
import { nameRound } from './names';

const mentors = [{ id: 'x', capacity: 1 }] as never;
const names = nameRound({ a: 'Askby', b: 'Boda', x: 'Umeå' }, [], {});
const pins: PairIds[] = [
  ['a', 'x'],
  ['b', 'x']
];
const word = (code: string, path: string) => wordConflict({ code, path, message: '' }, pins, mentors, names);

describe('wordConflict', () => {
  it('names every pair that is pinned to the mentor', () => {
    expect(word('pins-over-capacity', 'pin.1')).toBe(
      'Umeå has 1 place, and more pairs are pinned to it: Askby with Umeå; Boda with Umeå. Let one of them go first.'
    );
  });

  it('names the pair that cannot be, or is ruled out too', () => {
    expect(word('pin-not-an-edge', 'pin.0')).toContain('Askby with Umeå cannot be a pair');
    expect(word('unknown-id', 'pin.0.1')).toContain('Askby with Umeå cannot be a pair');
    expect(word('pin-forbidden', 'pin.1')).toContain('Boda with Umeå is both pinned and ruled out');
    expect(word('pins-over-need', 'pin.0')).toContain('Askby can have one mentor');
  });

  it('leaves other problems to those who know them', () => {
    expect(word('no-wave', 'networkId')).toBeUndefined();
    expect(word('pins-over-capacity', 'pin.7')).toBeUndefined();
  });
});

describe('nameRound', () => {
  it('names a group with what it is about, and counts what would be too many to name', () => {
    const group = { id: 'g', of: 'x', offers: ['legal'] };
    const named = nameRound({ a: 'Askby', x: 'Umeå' }, [group as never], { legal: 'Law' });
    expect(named.mentor('g')).toBe('Group on Law, Umeå');
    expect(named.pairs(Array.from({ length: 6 }, () => ['a', 'x'] as const))).toContain('and 2 more');
  });
});
