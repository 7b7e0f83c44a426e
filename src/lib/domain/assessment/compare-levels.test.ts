import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareLevels } from './compare-levels';

describe('levels of others', () => {
  it('become the lower median and the middle half', () => {
    expect(compareLevels([4, 0, 1, 2, 1], 5)).toEqual({ level: 1, middle: [1, 2], compared: 5 });
    expect(compareLevels([0, 1, 2, 3, 4, 5, 5, 5], 5)).toEqual({ level: 3, middle: [2, 5], compared: 8 });
  });

  it('are withheld below the threshold', () => {
    expect(compareLevels([1, 2, 3, 4], 5)).toBeNull();
    expect(compareLevels([], 0)).toBeNull();
  });

  it('have no middle half of three, whose ends would be single municipalities', () => {
    expect(compareLevels([1, 2, 3], 3)).toEqual({ level: 2, middle: null, compared: 3 });
  });

  it('never show the highest or the lowest: these two could be anything beyond and nothing would change', () => {
    const levels = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 4, maxLength: 30 });
    fc.assert(
      fc.property(levels, (drawn) => {
        const sorted = [...drawn].sort((a, b) => a - b);
        expect(compareLevels([0, ...sorted.slice(1, -1), 5], 3)).toEqual(compareLevels(drawn, 3));
      })
    );
  });
});
