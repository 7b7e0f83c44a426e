import type { CsvCell } from '../shared/csv';
import { type Comparison, type EffectResult, OUTCOMES, type Outcome } from './effect-types';

/** One figure that may leave the network's own people. */
export interface EffectRow {
  against: 'asked' | 'similar';
  outcome: Outcome;
  matched: number;
  matchedChange: number;
  others: number;
  othersChange: number;
  difference: number;
  /** Ends of the 95 % interval; null where everybody changed alike. */
  low: number | null;
  high: number | null;
}

/**
 * The figures for files: one row a comparison, none that speaks of a group smaller than the network's threshold, and none that was not
 * estimated. Rounded to two decimals: the last digits of a mean of few tell more than they should.
 *
 * @example
 * effectRows({ kind: 'stories-only', pairs: 4 }, 5); // []
 */
export function effectRows(result: EffectResult, threshold: number): EffectRow[] {
  if (result.kind === 'stories-only') return [];
  return (['asked', 'similar'] as const).flatMap((against) =>
    OUTCOMES.flatMap((outcome): EffectRow[] => {
      const estimate = (result[against] satisfies Comparison).outcomes[outcome];
      if (estimate.kind !== 'estimated' && estimate.kind !== 'no-spread') return [];
      const { matched, others, difference } = estimate;
      if (Math.min(matched.n, others.n) < threshold) return [];
      const ends = estimate.kind === 'estimated' ? [round(estimate.low), round(estimate.high)] : [null, null];
      return [
        {
          ...{ against, outcome, matched: matched.n, matchedChange: round(matched.mean), others: others.n },
          ...{ othersChange: round(others.mean), difference: round(difference), low: ends[0]!, high: ends[1]! }
        }
      ];
    })
  );
}

/**
 * Rows of all periods together from which nobody can work out a group under the threshold by taking the rows of single
 * periods away: what is left on either side, whichever periods are taken, is nobody or enough.
 *
 * @param alone the rows of each period for itself, as they may leave
 *
 * @example
 * // 24 matched together, 20 of them in a period with figures of its own: the other 4 would be known
 * keepApart([{ ...row, matched: 24 }], [[{ ...row, matched: 20 }]], 5); // []
 */
export function keepApart(
  together: readonly EffectRow[],
  alone: readonly (readonly EffectRow[])[],
  threshold: number
): EffectRow[] {
  return together.filter((row) => {
    const same = alone.flatMap((rows) => rows.filter((r) => r.against === row.against && r.outcome === row.outcome));
    return listSubsets(same).every((taken) =>
      (['matched', 'others'] as const).every((side) => {
        const left = taken.reduce((count, one) => count - one[side], row[side]);
        const isWhole = left === 0 && taken.length === 1 && taken[0]![`${side}Change`] === row[`${side}Change`];
        return isWhole || left >= threshold;
      })
    );
  });
}

/** All but the empty one. */
function listSubsets<T>(items: readonly T[]): T[][] {
  return items.reduce<T[][]>(
    (subsets, item) => [...subsets, [item], ...subsets.map((subset) => [...subset, item])],
    []
  );
}

const round = (value: number) => Math.round(value * 100) / 100 + 0;

/**
 * The same as a table, with the words of the reader's language.
 *
 * @param words `columns` in the order of the row's fields
 *
 * @example
 * effectTable(rows, words)[0]; // ['Compared with', 'Measured', 'Matched', ...]
 */
export function effectTable(
  rows: readonly EffectRow[],
  words: {
    columns: readonly string[];
    against: Record<EffectRow['against'], string>;
    outcome: Record<Outcome, string>;
  }
): CsvCell[][] {
  return [
    [...words.columns],
    ...rows.map((row) => [
      ...[words.against[row.against], words.outcome[row.outcome], row.matched, row.matchedChange],
      ...[row.others, row.othersChange, row.difference, row.low, row.high]
    ])
  ];
}
