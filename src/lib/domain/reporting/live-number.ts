import type { PublishedTable } from './aggregate-types';

/**
 * A number that stays tied to where it comes from: the cell `ref` ("table.cell"), with others added and taken away,
 * as it is or as a percentage of `over` (less `overMinus`). `value` is what the document was built with.
 */
export interface LiveNumber {
  ref: string;
  plus?: string[];
  minus?: string[];
  over?: string;
  overMinus?: string[];
  as: 'count' | 'percent';
  /** Which way a percentage is rounded; the nearest whole number unless told otherwise. */
  round?: 'down' | 'up';
  value: number;
}

export type NumberSource = Omit<LiveNumber, 'value'>;
type Tables = Readonly<Record<string, PublishedTable>>;

export type ReadFailure = { failed: 'unknown-reference' | 'suppressed-number' | 'nothing-to-divide-by'; ref: string };

/**
 * Computes a number from published cells; names the cell that is missing, withheld or zero under a fraction.
 *
 * Percentages between none and all are shown as 1 to 99, so that 213 of 214 never reads as everybody.
 *
 * @example
 * readNumber(tables, { ref: 'overall.from-2', over: 'overall.all', as: 'percent' })
 * // { ref: 'overall.from-2', over: 'overall.all', as: 'percent', value: 61 }
 */
export function readNumber(tables: Tables, source: NumberSource): LiveNumber | ReadFailure {
  const part = addUp(tables, [source.ref, ...(source.plus ?? [])], source.minus ?? []);
  if (typeof part !== 'number') return part;
  if (source.as === 'count') return { ...source, value: part };
  const whole = addUp(tables, [source.over ?? ''], source.overMinus ?? []);
  if (typeof whole !== 'number') return whole;
  if (whole === 0) return { failed: 'nothing-to-divide-by', ref: source.over ?? '' };
  return { ...source, value: percentOf(part, whole, source.round) };
}

function addUp(tables: Tables, plus: readonly string[], minus: readonly string[]): number | ReadFailure {
  let sum = 0;
  for (const [refs, sign] of [[plus, 1] as const, [minus, -1] as const]) {
    for (const ref of refs) {
      const n = readCell(tables, ref);
      if (typeof n !== 'number') return n;
      sum += sign * n;
    }
  }
  return sum;
}

function percentOf(part: number, whole: number, round: LiveNumber['round']): number {
  // in whole numbers, so that 0.29 * 100 does not become 28.999999999999996
  if (round === 'down') return Math.floor((part * 100) / whole);
  if (round === 'up') return Math.ceil((part * 100) / whole);
  const nearest = Math.round((part * 100) / whole);
  return part > 0 && part < whole ? Math.min(99, Math.max(1, nearest)) : nearest;
}

function readCell(tables: Tables, ref: string): number | ReadFailure {
  const dot = ref.indexOf('.');
  const cell = tables[ref.slice(0, dot)]?.cells[ref.slice(dot + 1)];
  if (!cell) return { failed: 'unknown-reference', ref };
  return cell.status === 'published' ? cell.n : { failed: 'suppressed-number', ref };
}
