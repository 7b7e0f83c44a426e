import type { Snippet } from 'svelte';

export interface Column<T> {
  /** Also the sort key. */
  key: string;
  label: string;
  /** Plain text of a cell; a cell snippet wins. Null and undefined show as a dash with "no value" for screen readers. */
  value?: (row: T) => string | number | null | undefined;
  cell?: Snippet<[T]>;
  /** Numbers stand to the right. */
  align?: 'start' | 'end';
  sortable?: boolean;
  /** The cell that names the row; one column, by default the first. */
  rowHeader?: boolean;
  /** On a phone: beside the title, on a line of its own (default), or not at all. */
  phone?: 'side' | 'line' | 'hide';
  /** On a phone the column's label stands before the value. */
  phoneLabel?: boolean;
  /** A word after the number on a phone, where no header says what it counts. */
  unit?: string;
  /** May not be hidden in the column menu. */
  fixed?: boolean;
  nowrap?: boolean;
}

export type Direction = 'ascending' | 'descending';
export interface Sort {
  key: string;
  direction: Direction;
}

/**
 * What a press on a header asks for: ascending first, then the other way round.
 *
 * @example nextSort({ key: 'name', direction: 'ascending' }, 'name') // { key: 'name', direction: 'descending' }
 */
export function nextSort(now: Sort | undefined, key: string): Sort {
  return { key, direction: now?.key === key && now.direction === 'ascending' ? 'descending' : 'ascending' };
}

/**
 * Rows in the order of one column; text by the reader's language, empty values last either way.
 *
 * @example sortRows([{ n: 'Ö' }, { n: 'A' }], (r) => r.n, 'ascending', 'sv') // A, Ö
 */
export function sortRows<T>(
  rows: readonly T[],
  value: (row: T) => string | number | null | undefined,
  direction: Direction,
  locale: string
): T[] {
  const collator = new Intl.Collator(locale, { numeric: true });
  const sign = direction === 'ascending' ? 1 : -1;
  return [...rows].sort((a, b) => {
    const [x, y] = [value(a), value(b)];
    if (x === null || x === undefined || x === '') return y === null || y === undefined || y === '' ? 0 : 1;
    if (y === null || y === undefined || y === '') return -1;
    return sign * (typeof x === 'number' && typeof y === 'number' ? x - y : collator.compare(String(x), String(y)));
  });
}
