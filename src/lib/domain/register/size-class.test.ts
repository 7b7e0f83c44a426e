import { describe, expect, it } from 'vitest';
import { SIZE_CLASSES, mainGroupOf, sizeClassOf } from './size-class';

describe('sizeClassOf', () => {
  it.each([
    [0, 's1'],
    [4_999, 's1'],
    [5_000, 's2'],
    [9_999, 's2'],
    [10_000, 's3'],
    [19_999, 's3'],
    [20_000, 's4'],
    [49_999, 's4'],
    [50_000, 's5'],
    [99_999, 's5'],
    [100_000, 's6'],
    [1_000_000, 's6'],
    [null, null]
  ])('puts %s inhabitants into %s', (population, id) => {
    expect(sizeClassOf(population)).toBe(id);
  });

  it('has classes without gap or overlap', () => {
    SIZE_CLASSES.slice(1).forEach(({ min }, i) => expect(min).toBe((SIZE_CLASSES[i]?.max ?? NaN) + 1));
  });
});

describe('mainGroupOf', () => {
  it('is the letter of the group', () => {
    expect([mainGroupOf('A2'), mainGroupOf('B5'), mainGroupOf('C9')]).toEqual(['A', 'B', 'C']);
    expect([mainGroupOf(null), mainGroupOf(''), mainGroupOf('X1')]).toEqual([null, null, null]);
  });
});
