import { describe, expect, it } from 'vitest';
import { keepComing } from './coming-months';

describe('keepComing', () => {
  it('keeps the months of the first six, over the turn of the year, in the order they come', () => {
    expect(keepComing([1, 4, 5, 11, 12], '2026-11-22')).toEqual([11, 12, 1, 4]);
    expect(keepComing([1, 6, 7], '2026-01')).toEqual([1, 6]);
  });

  it('tells who has time in other months only from who said nothing', () => {
    expect(keepComing([6, 7], '2026-11-22')).toEqual([]);
    expect(keepComing([], '2026-11-22')).toBeUndefined();
  });
});
