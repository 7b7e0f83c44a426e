import { describe, expect, it } from 'vitest';
import type { Counted } from './response-bounds';
import { estimateShare, shareVariance } from './estimate-share';

/** All ways to choose so many of a list. */
function* choices<T>(list: readonly T[], n: number): Generator<T[]> {
  if (n === 0) yield [];
  else
    for (let i = 0; i + n <= list.length; i++)
      for (const rest of choices(list.slice(i + 1), n - 1)) yield [list[i]!, ...rest];
}

describe('estimateShare', () => {
  it('has the standard error of Cochran 1977, 3.2', () => {
    const cell = { population: 3042, answered: 200, yes: 38 };
    const { estimate } = estimateShare([{ size: 1, group: 'all', ...cell }]);
    expect(Math.round(3042 * estimate!.share)).toBe(578);
    expect(3042 * Math.sqrt(shareVariance([cell], 3042))).toBeCloseTo(81.8, 1);
  });

  it('is right on average over every sample there is, and so is its variance', () => {
    // two strata, 3 of 5 and 2 of 4 answer: all 60 samples
    const [first, second] = [
      [1, 1, 0, 0, 0],
      [1, 1, 1, 0]
    ];
    const samples: Counted[][] = [];
    for (const a of choices(first!, 3))
      for (const b of choices(second!, 2))
        samples.push([
          { population: 5, answered: 3, yes: a.reduce((x, y) => x + y, 0) },
          { population: 4, answered: 2, yes: b.reduce((x, y) => x + y, 0) }
        ]);
    const shares = samples.map((cells) =>
      cells.reduce((sum, { population, answered, yes }) => sum + (population / 9) * (yes / answered), 0)
    );
    const mean = shares.reduce((x, y) => x + y, 0) / shares.length;
    const real = shares.reduce((sum, share) => sum + (share - mean) ** 2, 0) / shares.length;
    const estimated = samples.reduce((sum, cells) => sum + shareVariance(cells, 9), 0) / samples.length;
    expect(samples).toHaveLength(60);
    expect(mean).toBeCloseTo(5 / 9, 12);
    expect(estimated).toBeCloseTo(real, 12);
  });

  it('weighs strata by how many there are, not by how many answered', () => {
    const { answering, estimate } = estimateShare([
      { size: 1, group: 'C', population: 100, answered: 10, yes: 2 },
      { size: 4, group: 'A', population: 50, answered: 40, yes: 32 }
    ]);
    expect(answering!.share).toBeCloseTo(34 / 50, 12);
    expect(estimate!.share).toBeCloseTo((100 * 0.2 + 50 * 0.8) / 150, 12);
  });

  it('has no interval where everybody answered, and no number where nobody did', () => {
    const full = estimateShare([{ size: 1, group: 'C', population: 8, answered: 8, yes: 3 }]);
    expect(full.estimate).toMatchObject({ share: 3 / 8, interval: null });
    expect(estimateShare([{ size: 1, group: 'C', population: 8, answered: 0, yes: 0 }])).toEqual({
      answering: null,
      bounds: { low: 0, high: 1 },
      estimate: null
    });
  });

  it('leaves room where all that answered were of one mind, but never more than the silent could fill', () => {
    const { estimate, bounds } = estimateShare([{ size: 1, group: 'C', population: 40, answered: 30, yes: 30 }]);
    expect(estimate!.share).toBe(1);
    expect(estimate!.interval!.low).toBeLessThan(0.98);
    expect(estimate!.interval!.low).toBeGreaterThanOrEqual(bounds.low);
    const few = estimateShare([{ size: 1, group: 'C', population: 5, answered: 4, yes: 2 }]);
    expect(few.estimate!.interval).toEqual(few.bounds);
  });

  it('refuses counts that cannot be', () => {
    expect(() => estimateShare([{ size: 1, group: 'C', population: 3, answered: 4, yes: 1 }])).toThrow('Not counts');
  });
});
