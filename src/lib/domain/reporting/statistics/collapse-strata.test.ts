import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collapseStrata, type Stratum } from './collapse-strata';

const stratum = fc
  .record({
    size: fc.integer({ min: 1, max: 6 }),
    group: fc.constantFrom('A', 'B', 'C'),
    n: fc.array(fc.nat(3), { maxLength: 14 })
  })
  .map(({ size, group, n }): Stratum => {
    const answered = n.filter((x) => x > 0).length;
    return { size, group, population: n.length, answered, yes: n.filter((x) => x > 1).length };
  });
const strata = fc.uniqueArray(stratum, {
  selector: ({ size, group }) => `${size}${group}`,
  minLength: 1,
  maxLength: 18
});
const sum = (list: readonly { population: number; answered: number; yes: number }[]) =>
  (['population', 'answered', 'yes'] as const).map((key) => list.reduce((n, row) => n + row[key], 0));

describe('collapseStrata', () => {
  it('joins a thin one to the next size of its group', () => {
    const cells = collapseStrata([
      { size: 1, group: 'C', population: 14, answered: 1, yes: 1 },
      { size: 1, group: 'B', population: 20, answered: 9, yes: 1 },
      { size: 2, group: 'C', population: 60, answered: 20, yes: 8 }
    ]);
    expect(cells.map(({ of }) => of.map(({ size, group }) => `${size}${group}`).join('+'))).toEqual(['1B', '1C+2C']);
  });
  it('leaves one alone in which everybody answered, however few they are', () => {
    const full = { size: 6, group: 'A', population: 3, answered: 3, yes: 2 };
    expect(collapseStrata([full, { size: 5, group: 'A', population: 30, answered: 9, yes: 2 }])).toHaveLength(2);
  });
  it('loses and adds nobody, and ends with cells that are thick enough or alone', () => {
    fc.assert(
      fc.property(strata, (list) => {
        const cells = collapseStrata(list);
        expect(sum(cells)).toEqual(sum(list));
        if (cells.length > 1)
          for (const { answered, population } of cells) expect(answered >= 5 || answered === population).toBe(true);
      })
    );
  });
  it('does not look at which answers were given, nor at the order of the strata', () => {
    fc.assert(
      fc.property(strata, (list) => {
        const shape = (of: readonly Stratum[]) => collapseStrata(of).map((cell) => JSON.stringify(cell.of));
        expect(shape([...list].reverse())).toEqual(shape(list));
        expect(shape(list.map((one) => ({ ...one, yes: one.answered - one.yes })))).toEqual(shape(list));
      })
    );
  });
});
