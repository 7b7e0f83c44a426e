import type { PublishedTable, TableUnit } from './aggregate-types';

/**
 * A number that stays tied to where it comes from: the cell `ref` ("table.cell"), with others added and taken away,
 * as it is or as a percentage of `over` (less `overMinus`); or, as a `value`, a worked-out number of a table, with so
 * many `digits`. `value` is what the document was built with.
 */
export interface LiveNumber {
  ref: string;
  plus?: string[];
  minus?: string[];
  over?: string;
  overMinus?: string[];
  as: 'count' | 'percent' | 'value';
  /** Which way a percentage or a value is rounded; to the nearest unless told otherwise. */
  round?: 'down' | 'up';
  /** Of a value, after the decimal point; none unless told. */
  digits?: number;
  /** Of a value: what its table counts in. */
  unit?: TableUnit;
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
  if (source.as === 'value') {
    const unit = tables[source.ref.slice(0, source.ref.indexOf('.'))]?.unit;
    return { ...source, ...(unit ? { unit } : {}), value: roundTo(part, source.digits ?? 0, source.round) };
  }
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

function roundTo(number: number, digits: number, round: LiveNumber['round']): number {
  const factor = 10 ** digits;
  // what was kept to six decimals is taken as it was meant: 41.000000 down is 41
  const scaled = Math.round(number * factor * 1e6) / 1e6;
  const whole = round === 'down' ? Math.floor(scaled) : round === 'up' ? Math.ceil(scaled) : Math.round(scaled);
  return whole / factor || 0;
}

/** Decimals a number of each unit is read with where nobody says otherwise. */
const DIGITS = { municipalities: 0, percent: 0, points: 0, coefficient: 2, probability: 3, levels: 2 } as const;

/**
 * How a cell is read alone: a count, or a worked-out number with the decimals that fit its unit. Null where there is no
 * such table or cell.
 *
 * @example
 * readAs(tables, 'ladder.legal/h') // { ref: 'ladder.legal/h', as: 'value', digits: 2 }
 */
export function readAs(tables: Tables, ref: string): NumberSource | null {
  const dot = ref.indexOf('.');
  const table = tables[ref.slice(0, dot)];
  if (!table?.cells[ref.slice(dot + 1)]) return null;
  if (table.unit === undefined || table.unit === 'municipalities') return { ref, as: 'count' };
  return { ref, as: 'value', digits: DIGITS[table.unit] };
}

function readCell(tables: Tables, ref: string): number | ReadFailure {
  const dot = ref.indexOf('.');
  const cell = tables[ref.slice(0, dot)]?.cells[ref.slice(dot + 1)];
  if (!cell) return { failed: 'unknown-reference', ref };
  return cell.status === 'published' ? cell.n : { failed: 'suppressed-number', ref };
}
