import { describe, expect, it } from 'vitest';
import { meanOf } from '../assessment/median';
import { estimateApart, varianceOf } from './effect-interval';
import { changeOf, measureEffect } from './effect-measure';
import { findNeighbours } from './effect-neighbours';
import { poolEffect } from './effect-pool';
import { estimateStrata } from './effect-strata';
import type { EffectUnit } from './effect-types';
import { inventUnits, normals } from './effect-unit.arbitrary';

const COUNTS = { matched: 12, asked: 10, never: 40 };
/** Municipalities of one period, none of them in another; everybody rises by `common` more in it. */
function inventPeriod(seed: number, { effect = 0, common = 0, counts = COUNTS } = {}): EffectUnit[] {
  return inventUnits(seed, counts, { effect }).map((unit) => {
    const { score, dimensions, level } = unit.after;
    const legal = { ...dimensions.legal!, score: dimensions.legal!.score + common };
    return { ...unit, id: `${seed}-${unit.id}`, after: { score: score + common, level, dimensions: { legal } } };
  });
}
const measured = (periods: EffectUnit[][]) => {
  const { result } = poolEffect(periods);
  if (result.kind !== 'measured') throw new Error(`Only stories of ${result.pairs}`);
  return result;
};
const estimateOf = (periods: EffectUnit[][], against: 'asked' | 'similar') => {
  const estimate = measured(periods)[against].outcomes.score;
  if (estimate.kind !== 'estimated') throw new Error(estimate.kind);
  return estimate;
};

describe('estimateStrata', () => {
  it('is Welch’s interval where there is one period', () => {
    const draw = normals(7);
    const [a, b] = [Array.from({ length: 12 }, draw), Array.from({ length: 15 }, () => 3 * draw())];
    const [one, welch] = [estimateStrata([{ matched: a, others: b }]), estimateApart(a, b)];
    if (one.kind !== 'estimated' || welch.kind !== 'estimated') throw new Error('not estimated');
    expect(one.difference).toBeCloseTo(welch.difference, 12);
    expect([one.low, one.high, one.df]).toEqual(
      [welch.low, welch.high, welch.df].map((v) => expect.closeTo(v, 9) as number)
    );
  });

  it('weighs periods by their matched, with the variance and degrees of freedom of the formulas', () => {
    const strata = [
      { matched: [1, 2, 3, 6], others: [0, 1, 2] },
      { matched: [5, 9], others: [4, 5, 6, 2] }
    ];
    const parts = strata.flatMap(({ matched, others }) =>
      [matched, others].map((values) => ({
        part: ((matched.length / 6) ** 2 * varianceOf(values)) / values.length,
        df: values.length - 1
      }))
    );
    const variance = parts.reduce((sum, { part }) => sum + part, 0);
    expect(estimateStrata(strata, 3)).toMatchObject({
      difference: expect.closeTo((4 / 6) * (3 - 1) + (2 / 6) * (7 - 4.25), 12) as number,
      df: expect.closeTo(variance ** 2 / parts.reduce((sum, { part, df }) => sum + part ** 2 / df, 0), 9) as number
    });
  });

  it('leaves out a period with fewer than two on a side, and says too few where too few are left', () => {
    const whole = { matched: [1, 2, 4, 3, 1, 2, 2, 5, 6, 2], others: [1, 2, 2, 4, 3, 2, 1, 4, 2, 3] };
    expect(estimateStrata([whole, { matched: [900], others: [1, 2, 3] }])).toEqual(estimateStrata([whole]));
    expect(
      estimateStrata([
        { matched: [1, 2], others: [1] },
        { matched: [1, 3], others: [2, 3] }
      ])
    ).toEqual({
      kind: 'too-few',
      matched: 2,
      others: 2
    });
    const alike = { matched: Array<number>(12).fill(3), others: Array<number>(12).fill(1) };
    expect(estimateStrata([alike])).toMatchObject({ kind: 'no-spread', difference: 2 });
  });
});

describe('poolEffect', () => {
  it('has figures where no period alone has enough pairs', () => {
    const periods = [inventPeriod(1), inventPeriod(2)];
    for (const period of periods) expect(measureEffect(period).kind).toBe('stories-only');
    expect(measured(periods)).toMatchObject({ pairs: 24, asked: { others: 20 } });
    expect(poolEffect(periods.slice(1)).result).toEqual({ kind: 'stories-only', pairs: 12 });
  });

  it('is the single comparison where there is one period', () => {
    const units = inventPeriod(3, { counts: { matched: 30, asked: 20, never: 90 } });
    const one = measureEffect(units);
    if (one.kind !== 'measured') throw new Error('stories');
    const pooled = measured([units]);
    expect(pooled.similar).toEqual(one.similar);
    expect(pooled.asked.balance).toEqual(one.asked.balance);
    expect(pooled.withoutNeighbour).toBe(one.withoutNeighbour);
  });

  it('counts every municipality in the first period it stands in, whatever it did later', () => {
    const first = inventPeriod(4);
    const [matched, asked] = [
      first.find(({ part }) => part === 'matched')!,
      first.find(({ part }) => part === 'asked')!
    ];
    const risen = { score: 100, level: 5, dimensions: { legal: { score: 100, level: 5 } } };
    const again: EffectUnit[] = [
      { ...matched, part: 'asked', after: risen },
      { ...asked, part: 'matched', after: risen }
    ];
    const second = inventPeriod(5);
    const { result, countedBefore } = poolEffect([first, [...second, ...again]]);
    expect(countedBefore).toBe(2);
    expect(result).toEqual(poolEffect([first, second]).result);
  });

  it('uses a neighbour once over all periods', () => {
    const first = inventPeriod(6);
    const never = first.filter(({ part }) => part === 'never');
    const second = inventPeriod(7).filter(({ part }) => part !== 'never');
    const of = (units: EffectUnit[]) => units.filter(({ part }) => part === 'matched');
    const before = findNeighbours(of(first), never);
    const taken = new Set(before.map(({ other }) => other.id));
    const left = never.filter(({ id }) => !taken.has(id));
    const after = findNeighbours(of(second), left);
    expect(before.length).toBeGreaterThan(5);
    const { result, countedBefore } = poolEffect([first, [...second, ...never]]);
    expect(countedBefore).toBe(before.length);
    expect(result).toMatchObject({ similar: { matched: before.length + after.length } });
  });

  it('compares nobody across periods: what everybody gained in one of them is no effect', () => {
    // in the second period all rise by 30, and it has most of the matched
    const second = { common: 30, counts: { matched: 20, asked: 4, never: 60 } };
    const periods = [inventPeriod(9, { counts: { matched: 6, asked: 20, never: 40 } }), inventPeriod(10, second)];
    const plain = [
      inventPeriod(9, { counts: { matched: 6, asked: 20, never: 40 } }),
      inventPeriod(10, { ...second, common: 0 })
    ];
    for (const against of ['asked', 'similar'] as const)
      expect(estimateOf(periods, against).difference).toBeCloseTo(estimateOf(plain, against).difference, 9);
    const changes = (part: string) =>
      periods
        .flat()
        .filter((u) => u.part === part)
        .map((u) => changeOf(u, 'score', null)!);
    expect(meanOf(changes('matched')) - meanOf(changes('asked'))).toBeGreaterThan(10);
  });

  it('covers an effect of nothing about 95 times of 100, and a planted one as often', () => {
    const times = 400;
    const hits = { asked: 0, similar: 0, askedPlanted: 0, similarPlanted: 0 };
    for (let run = 0; run < times; run++) {
      const make = (effect: number) =>
        [0, 1, 2].map((k) =>
          inventPeriod(5000 + 31 * run + k, { effect, common: 5 * k, counts: { matched: 8, asked: 7, never: 30 } })
        );
      const [none, planted] = [make(0), make(6)];
      for (const against of ['asked', 'similar'] as const) {
        const estimate = estimateOf(none, against);
        if (estimate.low <= 0 && estimate.high >= 0) hits[against]++;
        const found = estimateOf(planted, against);
        if (found.low <= 6 && found.high >= 6) hits[`${against}Planted`]++;
      }
    }
    for (const [name, count] of Object.entries(hits)) {
      // three standard errors of a share of 400
      expect(count / times, name).toBeGreaterThan(0.915);
      expect(count / times, name).toBeLessThan(0.985);
    }
  });
});
