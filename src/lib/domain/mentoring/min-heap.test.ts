import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MinHeap } from './min-heap';

describe('MinHeap', () => {
  it('pops what was pushed in order of key, then node, beyond its first size', () => {
    const entries = fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.nat(300)), { maxLength: 300, size: 'max' });
    fc.assert(
      fc.property(entries, (pushed) => {
        const heap = new MinHeap();
        for (const [key, node] of pushed) heap.push(key, node);
        const popped: [number, number][] = [];
        while (heap.size > 0) {
          const node = heap.pop();
          popped.push([heap.key, node]);
        }
        expect(popped).toEqual(pushed.sort((a, b) => a[0] - b[0] || a[1] - b[1]));
      })
    );
  });
});
