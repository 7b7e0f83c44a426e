import { foldText } from '../outreach/fold-text';
import { isValidOn } from './validity';
import type { RegisterFacts } from './types';

export interface RegisterFilter {
  /** Part of the code, of a name or of the county's name. */
  text?: string;
  /** Code of a county, or its name where the register has no codes. */
  county?: string;
  /** `valid` on the day (default), `ended` before it, `coming` after it, or `all`. */
  state?: RegisterState;
}
export const REGISTER_STATES = ['valid', 'ended', 'coming', 'all'] as const;
export type RegisterState = (typeof REGISTER_STATES)[number];

/**
 * What has become of a municipality on a day.
 *
 * @example
 * registerStateOf({ validFrom: null, validTo: '2022-12-31' }, '2026-11-22') // 'ended'
 */
export function registerStateOf(
  facts: Pick<RegisterFacts, 'validFrom' | 'validTo'>,
  day: string
): 'valid' | 'ended' | 'coming' {
  if (isValidOn(facts, day)) return 'valid';
  return facts.validTo !== null && facts.validTo < day ? 'ended' : 'coming';
}

/**
 * The municipalities a list shows, in the order given; text is compared without case and accents.
 *
 * @example
 * filterRegister(rows, { text: 'malmo' }, '2026-11-22') // those valid today with "Malmö" in name or county
 */
export function filterRegister<T extends RegisterFacts>(rows: readonly T[], filter: RegisterFilter, day: string): T[] {
  const text = foldText(filter.text ?? '');
  const state = filter.state ?? 'valid';
  return rows.filter(
    (row) =>
      (state === 'all' || registerStateOf(row, day) === state) &&
      (!filter.county || countyKey(row) === filter.county) &&
      (text === '' ||
        [row.code, row.name, row.nameSecond, row.countyName].some((value) => value && foldText(value).includes(text)))
  );
}

export interface County {
  /** The code, or the name where the register has no codes. */
  key: string;
  name: string;
  municipalities: number;
}

function countyKey({ countyCode, countyName }: Pick<RegisterFacts, 'countyCode' | 'countyName'>): string | null {
  return countyCode ?? countyName;
}

/**
 * The counties of some municipalities, by code or, without codes, by name; a municipality with neither is in none.
 *
 * @example
 * listCounties([{ countyCode: '01', countyName: 'Stockholm' }]) // [{ key: '01', name: 'Stockholm', municipalities: 1 }]
 */
export function listCounties(rows: readonly Pick<RegisterFacts, 'countyCode' | 'countyName'>[]): County[] {
  const counties = new Map<string, { name: string | null; municipalities: number }>();
  for (const row of rows) {
    const key = countyKey(row);
    if (key === null) continue;
    const known = counties.get(key);
    counties.set(key, {
      name: known?.name ?? row.countyName,
      municipalities: (known?.municipalities ?? 0) + 1
    });
  }
  return [...counties]
    .map(([key, { name, municipalities }]) => ({ key, name: name ?? key, municipalities }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

export const REGISTER_SORTS = ['code', 'name', 'countyName', 'population'] as const;
export type RegisterSort = (typeof REGISTER_SORTS)[number];

/**
 * Municipalities by one column; names in the alphabet of a language, unknown values last either way, codes where equal.
 *
 * @example
 * sortRegister([malmö, ängelholm], { by: 'name', descending: true }, 'sv') // Ängelholm, Malmö
 */
export function sortRegister<T extends RegisterFacts>(
  rows: readonly T[],
  sort: { by: RegisterSort; descending: boolean },
  language: string
): T[] {
  const collator = new Intl.Collator(language, { numeric: true });
  const sign = sort.descending ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [x, y] = [a[sort.by], b[sort.by]];
    if (x === null || y === null) return Number(x === null) - Number(y === null) || collator.compare(a.code, b.code);
    const order = typeof x === 'number' && typeof y === 'number' ? x - y : collator.compare(String(x), String(y));
    return sign * order || collator.compare(a.code, b.code);
  });
}
