import { describe, expect, it } from 'vitest';
import { findScore } from './weights';

describe('findScore', () => {
  it('is the weighted mean, whatever the weights add up to', () => {
    expect(
      findScore([
        { value: 1, weight: 3 },
        { value: 0.5, weight: 1 }
      ])
    ).toBe(0.875);
    expect(
      findScore([
        { value: 1, weight: 0.3 },
        { value: 0.5, weight: 0.1 }
      ])
    ).toBe(0.875);
  });

  it('has six decimals', () => {
    expect(
      findScore([
        { value: 1, weight: 1 },
        { value: 0, weight: 2 }
      ])
    ).toBe(0.333333);
  });

  it('is 0 when there is nothing to weigh', () => {
    expect(findScore([])).toBe(0);
    expect(findScore([{ value: 1, weight: 0 }])).toBe(0);
  });
});
