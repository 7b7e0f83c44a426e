import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shortNames } from './short-names';

describe('short names', () => {
  it('are the first letters, and where names begin alike, those from where they differ', () => {
    expect(shortNames(['Skåne län', 'Västmanlands län', 'Västerbottens län', 'Västernorrlands län'])).toEqual([
      'Skå',
      'Vma',
      'Vbo',
      'Vno'
    ]);
    expect(shortNames(['Noord-Holland', 'Zuid-Holland', 'Utrecht'])).toEqual(['Noo', 'Zui', 'Utr']);
  });

  it('are never alike and three letters or a letter and a number, whatever the names', () => {
    const name = fc.string({ unit: fc.constantFrom('a', 'b', 'å', ' '), minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(fc.array(name, { maxLength: 20 }), (names) => {
        const short = shortNames(names);
        expect(short).toHaveLength(names.length);
        expect(new Set(short).size).toBe(names.length);
        for (const one of short) expect([...one].length).toBeLessThanOrEqual(3);
      }),
      { numRuns: 200 }
    );
  });
});
