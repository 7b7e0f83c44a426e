import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeRepresentativeness, type PartMet } from './representativeness';

const known = (parts: PartMet[]) => {
  const found = describeRepresentativeness(parts);
  if (!found.known) throw new Error(found.because);
  return found;
};

describe('describeRepresentativeness', () => {
  it('reckons the worked example of docs/coverage.md', () => {
    const found = known([
      { part: 'A', population: 10, met: 5 },
      { part: 'C', population: 30, met: 5 }
    ]);
    expect(found.r).toBeCloseTo(0.7113, 4);
    expect(found.dissimilarity).toBeCloseTo(0.25, 10);
    expect(found.least).toMatchObject({ part: 'C', missing: 2.5, shareOfMet: 0.5, shareOfPopulation: 0.75 });
    expect(found.most).toMatchObject({ part: 'A', missing: -2.5 });
  });

  it('is 1 and 0 where every part is met equally often, and then no part is behind', () => {
    const found = known([
      { part: 'A', population: 10, met: 2 },
      { part: 'B', population: 20, met: 4 }
    ]);
    expect([found.r, found.dissimilarity]).toEqual([1, 0]);
    expect([found.least, found.most]).toEqual([null, null]);
  });

  it('says why there is nothing to compare', () => {
    expect(describeRepresentativeness([{ part: 'A', population: 3, met: 0 }])).toEqual({
      known: false,
      because: 'nobody-met'
    });
    expect(describeRepresentativeness([])).toEqual({ known: false, because: 'no-population' });
  });

  it('stays between 0 and 1, and what is missing adds up to nothing', () => {
    const part = fc
      .tuple(fc.integer({ min: 1, max: 50 }), fc.double({ min: 0, max: 1, noNaN: true }))
      .map(([population, share]) => ({ population, met: Math.round(population * share) }));
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 8 }), (list) => {
        const found = describeRepresentativeness(list.map((one, at) => ({ part: `p${at}`, ...one })));
        if (!found.known) return;
        expect(found.r).toBeGreaterThanOrEqual(0);
        expect(found.r).toBeLessThanOrEqual(1);
        expect(found.dissimilarity).toBeGreaterThanOrEqual(0);
        expect(found.dissimilarity).toBeLessThanOrEqual(1);
        expect(found.parts.reduce((sum, { missing }) => sum + missing, 0)).toBeCloseTo(0, 6);
      })
    );
  });
});
