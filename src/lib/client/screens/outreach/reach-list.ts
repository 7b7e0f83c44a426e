import { compareUnreachedFirst, type Reach } from '$lib/domain/outreach/coverage';
import type { CsvCell } from '$lib/domain/shared/csv';
import { m } from '$lib/paraglide/messages.js';
import { getLocale } from '$lib/paraglide/runtime.js';
import { type Sort, sortRows } from '$lib/ui/table/columns';
import { ANSWERING_WORDS, sizeWord } from './words';
import { sizeClassOf } from '$lib/domain/register/size-class';

const ORDER = { 'not-started': 0, started: 1, submitted: 2 } as const;

/** What each column is sorted by. */
const SORT_VALUES: Record<string, (reach: Reach) => string | number | null> = {
  name: ({ municipality }) => municipality.name,
  county: ({ municipality }) => municipality.countyName,
  population: ({ municipality }) => municipality.population,
  // levels order the submitted among themselves
  answers: ({ answering, level }) => ORDER[answering] + (level ?? 0) / 10,
  met: ({ met }) => (met.met ? met.last : null)
};
export const REACH_SORT_KEYS = Object.keys(SORT_VALUES);

/** The list as asked for; unreached first, the smallest of them first, where nothing is asked. */
export function arrangeReaches(reaches: readonly Reach[], sort: Sort | undefined): Reach[] {
  const value = sort && SORT_VALUES[sort.key];
  return value ? sortRows(reaches, value, sort.direction, getLocale()) : [...reaches].sort(compareUnreachedFirst);
}

/** The list as a table to take away, header first. */
export function reachTable(reaches: readonly Reach[]): CsvCell[][] {
  const header = [
    m.outreach_col_code(),
    m.outreach_col_municipality(),
    m.outreach_col_county(),
    m.outreach_col_group(),
    m.outreach_col_inhabitants(),
    m.outreach_col_size(),
    m.outreach_col_answers(),
    m.outreach_col_level(),
    m.outreach_col_times_met(),
    m.outreach_col_last_met()
  ];
  const rows = reaches.map(({ municipality, answering, level, met }) => [
    municipality.code,
    municipality.name,
    municipality.countyName,
    municipality.groupCode,
    municipality.population,
    sizeWord(sizeClassOf(municipality.population)),
    ANSWERING_WORDS[answering](),
    level,
    met.met ? met.times : 0,
    met.met ? met.last : null
  ]);
  return [header, ...rows];
}
