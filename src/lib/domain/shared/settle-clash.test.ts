import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinTexts, settleClash } from './settle-clash';

const seen = { standing: 'A', other: 'B' };

describe('settleClash', () => {
  it.each([
    ['standing', 'A'],
    ['other', 'B'],
    ['both', 'A\n\nB']
  ] as const)('takes %s where nobody wrote meanwhile', (choose, value) => {
    expect(settleClash(seen, choose, seen)).toEqual({ value, settled: true });
  });

  it('does not put the other value over one that was written meanwhile', () => {
    expect(settleClash({ standing: 'A2', other: 'B' }, 'other', seen)).toEqual({ value: 'A2', settled: false });
  });

  it('does not drop a kept value that its author has changed meanwhile', () => {
    for (const choose of ['standing', 'other'] as const)
      expect(settleClash({ standing: 'A', other: 'B2' }, choose, seen)).toEqual({ value: 'A', settled: false });
  });

  it('leaves what the standing value has become where that one was chosen', () => {
    expect(settleClash({ standing: 'A2', other: 'B' }, 'standing', seen)).toEqual({ value: 'A2', settled: true });
  });

  it('never drops a value that whoever chose had not seen', () => {
    const text = fc.constantFrom('A', 'B', 'C', 'D');
    const sides = fc.record({ standing: text, other: text });
    fc.assert(
      fc.property(
        sides,
        sides,
        fc.constantFrom('standing' as const, 'other' as const, 'both' as const),
        (now, had, it) => {
          const { value, settled } = settleClash(now, it, had);
          const left = settled ? String(value) : `${String(value)} ${now.other}`;
          for (const one of [now.standing, now.other])
            if (one !== had.standing && one !== had.other) expect(left).toContain(one);
        }
      )
    );
  });
});

describe('joinTexts', () => {
  it.each([
    ['', 'B', 'B'],
    ['A', '', 'A'],
    ['A and B', 'B', 'A and B'],
    ['B', 'A and B', 'A and B'],
    ['A', 'B', 'A\n\nB']
  ])('%j and %j are %j', (first, second, whole) => {
    expect(joinTexts(first, second)).toBe(whole);
  });
});
