import { describe, expect, it } from 'vitest';
import { measureEffect } from './effect-measure';
import { inventUnits } from './effect-unit.arbitrary';
import { effectRows, effectTable, keepApart } from './write-effect';

const result = measureEffect(inventUnits(3, { matched: 24, asked: 12, never: 60 }));

describe('figures that leave', () => {
  it('are those of every comparison that could be made, rounded', () => {
    const rows = effectRows(result, 5);
    expect(rows).toHaveLength(8);
    for (const row of rows) expect(row.difference).toBe(Math.round(row.difference * 100) / 100);
  });

  it('speak of no group under the network’s threshold', () => {
    expect(effectRows(result, 13).every(({ against }) => against === 'similar')).toBe(true);
    expect(effectRows(result, 25)).toEqual([]);
  });

  it('are none where there are stories only, or nothing could be estimated', () => {
    expect(effectRows({ kind: 'stories-only', pairs: 4 }, 3)).toEqual([]);
    expect(effectRows(measureEffect(inventUnits(3, { matched: 24, asked: 9, never: 5 })), 3)).toEqual([]);
  });

  it('make a table with a cell for each column', () => {
    const words = {
      columns: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'],
      against: { asked: 'Asked', similar: 'Similar' },
      outcome: { score: 'S', level: 'L', 'dimension-score': 'DS', 'dimension-level': 'DL' }
    };
    const table = effectTable(effectRows(result, 5), words);
    expect(table.every((cells) => cells.length === 9)).toBe(true);
    expect(table[1]!.slice(0, 3)).toEqual(['Asked', 'DS', 24]);
  });
});

describe('keepApart', () => {
  const row = {
    against: 'asked' as const,
    outcome: 'score' as const,
    matchedChange: 4,
    othersChange: 2,
    difference: 2
  };
  const of = (matched: number, others: number, matchedChange = 4) => ({
    ...{ ...row, matched, others, matchedChange },
    ...{ low: 0, high: 4 }
  });

  it('holds back what taking a single period away would tell of few', () => {
    expect(keepApart([of(24, 40)], [[of(20, 30)]], 5)).toEqual([]);
    expect(keepApart([of(40, 33)], [[of(20, 30)]], 5)).toEqual([]);
    expect(keepApart([of(25, 35)], [[of(20, 30)]], 5)).toHaveLength(1);
    // two periods taken away together leave four
    expect(keepApart([of(44, 70)], [[of(20, 30)], [of(20, 30)]], 5)).toEqual([]);
  });

  it('lets through what is the very same, and what no period has of itself', () => {
    expect(keepApart([of(20, 30)], [[of(20, 30)]], 5)).toHaveLength(1);
    expect(keepApart([of(20, 30)], [[of(20, 30, 5)]], 5)).toEqual([]);
    expect(keepApart([of(24, 40)], [[], [{ ...of(20, 30), outcome: 'level' }]], 5)).toHaveLength(1);
  });
});
