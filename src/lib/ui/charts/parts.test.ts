import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layoutParts, type Part } from './parts';

describe('layoutParts', () => {
  it('gives every part its share, side by side', () => {
    const parts = layoutParts([
      { key: 'level-1', value: 1 },
      { key: 'level-2', value: 3 }
    ]);
    expect(parts.map((p) => [p.from, p.width])).toEqual([
      [0, 25],
      [25, 75]
    ]);
  });

  it('writes a number only where it fits', () => {
    const parts = layoutParts([
      { key: 'a', value: 97 },
      { key: 'b', value: 3 }
    ]);
    expect(parts.map((p) => p.shown)).toEqual([true, false]);
  });

  it('leaves out parts of nothing, and draws nothing of nothing', () => {
    expect(layoutParts([{ key: 'a', value: 0 }])).toEqual([]);
  });

  it('fills exactly the whole, and less when the total is larger', () => {
    const part = fc.record({ key: fc.constant<Part['key']>('a'), value: fc.integer({ min: 1, max: 10_000 }) });
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 8 }), (parts) => {
        const sum = parts.reduce((s, p) => s + p.value, 0);
        const end = (total?: number) => layoutParts(parts, total).reduce((s, p) => s + p.width, 0);
        expect(end()).toBeCloseTo(100, 6);
        expect(end(2 * sum)).toBeCloseTo(50, 6);
      })
    );
  });
});
