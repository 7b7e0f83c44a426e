import { describe, expect, it } from 'vitest';
import { pointShape, type PointState } from './states';

const STATES: PointState[] = ['met', 'not-reached', 'answered', 'not-answered', 'level-0', 'level-1', 'level-5'];

describe('pointShape', () => {
  it('tells states apart without their colour: by symbol or by fill', () => {
    const looks = (['met', 'not-reached', 'not-answered', 'level-0', 'level-5'] as const).map((state) => {
      const { symbol, class: fill } = pointShape(state);
      return `${symbol} ${fill.includes('wm-open') ? 'outline' : 'filled'}`;
    });
    expect(new Set(looks).size).toBe(looks.length);
  });

  it('draws smaller in a crowd', () => {
    for (const state of STATES) expect(pointShape(state, 290).size).toBeLessThan(pointShape(state).size);
  });

  it('writes the level where there is room for it', () => {
    expect(pointShape('level-3', 40).number).toBe(3);
    expect(pointShape('level-3', 290).number).toBeUndefined();
    expect(pointShape('met', 40).number).toBeUndefined();
  });
});
