import { describe, expect, it } from 'vitest';
import { layoutTrail, type TrailInput } from './layout';

const six = { levels: [0, 1, 2, 3, 4, 5], compact: false };
const states = (input: Omit<TrailInput, 'levels' | 'compact'>) =>
  layoutTrail({ ...six, ...input }).marks.map((m) => m.state);

describe('layoutTrail', () => {
  it('passes what is behind, stands on the level, calls to the next', () => {
    expect(states({ level: 2 })).toEqual(['passed', 'passed', 'here', 'next', 'ahead', 'ahead']);
  });

  it('hatches up to where open answers may carry and then calls to nothing', () => {
    expect(states({ level: 1, upTo: 3 })).toEqual(['passed', 'here', 'uncertain', 'uncertain', 'ahead', 'ahead']);
    expect(layoutTrail({ ...six, level: 1, upTo: 3 }).maybe).toEqual([72, 180]);
  });

  it('has nothing ahead at the goal', () => {
    const trail = layoutTrail({ ...six, level: 5 });
    expect(trail.dashed).toBeNull();
    expect(trail.marks.at(-1)?.symbol).toBe('wm-goal');
  });

  it('claims nothing where nothing is answered', () => {
    expect(states({ level: null })).toEqual(Array(6).fill('ahead'));
    expect(layoutTrail({ ...six, level: null }).walked).toBeNull();
  });

  it('draws a mentor as a second numbered mark', () => {
    const marks = layoutTrail({ ...six, level: 1, mentor: 4 }).marks.filter((m) => m.number);
    expect(marks.map((m) => m.level)).toEqual([1, 4]);
  });

  it('gives the triangle of similar municipalities its own room', () => {
    expect(layoutTrail({ ...six, level: 1, peer: 2 }).height).toBeGreaterThan(layoutTrail({ ...six, level: 1 }).height);
  });

  it('keeps every mark inside the drawing, the second line of the goal included', () => {
    for (const compact of [true, false]) {
      const trail = layoutTrail({ ...six, compact, level: 5 });
      for (const mark of trail.marks) {
        const reach = mark.symbol === 'wm-goal' ? (mark.size * 4.5) / 24 : 0;
        expect(mark.x - reach).toBeGreaterThanOrEqual(0);
        expect(mark.x + mark.size + reach).toBeLessThanOrEqual(trail.width);
      }
    }
  });
});
