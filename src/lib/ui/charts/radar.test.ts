import { describe, expect, it } from 'vitest';
import { layoutRadar } from './radar';

describe('a radar chart', () => {
  it('begins above and goes on clockwise', () => {
    expect(layoutRadar([[1, 1, 1, 1]], 0, [1]).series[0]?.points).toBe('176,36 316,176 176,316 36,176');
  });

  it('puts the least into the middle and the last ring at the rim', () => {
    const { series, rings, centre, axes } = layoutRadar([[0, 5, 0, 0]], 0, [1, 2, 3, 4, 5]);
    expect(series[0]?.corners[0]).toEqual({ x: centre, y: centre });
    expect(series[0]?.corners[1]).toEqual(axes[1]?.end);
    expect(rings.map(({ radius }) => radius)).toEqual([28, 56, 84, 112, 140]);
  });

  it('starts from the first level of a model that begins at 1', () => {
    const { series, centre, rings } = layoutRadar([[1, 1, 1]], 1, [1, 2, 3, 4, 5]);
    expect(series[0]?.corners.every(({ x, y }) => x === centre && y === centre)).toBe(true);
    expect(rings).toHaveLength(4);
  });

  it('leaves a dimension without a value out, rather than drawing it as nothing', () => {
    expect(layoutRadar([[1, null, 1]], 0, [1]).series[0]?.corners).toHaveLength(2);
  });
});
