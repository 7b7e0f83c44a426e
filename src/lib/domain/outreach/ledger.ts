import type { MaturityModel } from '../model/types';
import { SIZE_CLASSES, type SizeClassId } from '../register/size-class';
import { BARRIER_STATES, type BarrierState } from './corrections';
import type { ATTENDEE_ROLES, CONSENTS } from './kinds';

/** One line: a barrier raised at a meeting, for one municipality. */
export interface LedgerEntry {
  /** `entryId`: stable, so that a finding can point at it. */
  id: string;
  raisedId: string;
  /** Of the model. */
  barrierId: string;
  group: string;
  municipalityId: string;
  code: string;
  name: string;
  countyCode: string | null;
  countyName: string | null;
  size: SizeClassId | null;
  /** In the present wave, once submitted. */
  level: number | null;
  heldOn: string;
  meetingId: string;
  severity: number;
  state: BarrierState;
  /** Which side said so, and the ISO date; null where it stands as noted. */
  stateSide: 'municipality' | 'network' | null;
  stateOn: string | null;
  /** Corrections that wait for the coordinator. */
  waiting: number;
  /** Only with consent: what was said, and in which role where the meeting tells. */
  quote: string | null;
  quoteRole: (typeof ATTENDEE_ROLES)[number] | null;
}

export interface LedgerFilter {
  barrier: string;
  group: string;
  county: string;
  size: SizeClassId | 'unknown' | '';
  /** A level, or `none` where nothing was submitted. */
  level: string;
  state: BarrierState | '';
  measure: string;
}

export const NO_LEDGER_FILTER: LedgerFilter = {
  ...{ barrier: '', group: '', county: '', size: '', level: '', state: '', measure: '' }
};

/**
 * The lines a filter leaves; an empty field filters nothing.
 *
 * @param barriersOf the barriers a policy measure would remove, by measure
 * @example
 * filterLedger([noBudgetInNorsjo, licencesInMala], { ...NO_LEDGER_FILTER, barrier: 'no-budget' }, {}) // [noBudgetInNorsjo]
 */
export function filterLedger(
  entries: readonly LedgerEntry[],
  filter: LedgerFilter,
  barriersOf: Readonly<Record<string, readonly string[]>>
): LedgerEntry[] {
  const { barrier, group, county, size, level, state, measure } = filter;
  return entries.filter(
    (one) =>
      (!barrier || one.barrierId === barrier) &&
      (!group || one.group === group) &&
      (!county || one.countyCode === county) &&
      (!size || (one.size ?? 'unknown') === size) &&
      (!level || (one.level === null ? 'none' : String(one.level)) === level) &&
      (!state || one.state === state) &&
      (!measure || (barriersOf[measure] ?? []).includes(one.barrierId))
  );
}

/** `raised` is open and overcome together; what was taken back was never there, and is counted apart. */
export interface LedgerCount {
  raised: number;
  open: number;
  overcome: number;
  takenBack: number;
  /** Municipalities in which it was raised. */
  municipalities: number;
  /** Those of `raised` said to stop everything. */
  stops: number;
}

/**
 * Counts of some lines.
 *
 * @example
 * countLedger([openInNorsjo, overcomeInNorsjo]) // { raised: 2, open: 1, overcome: 1, takenBack: 0, municipalities: 1, stops: 0 }
 */
export function countLedger(entries: readonly LedgerEntry[]): LedgerCount {
  const count = (is: (entry: LedgerEntry) => boolean) => entries.filter(is).length;
  const standing = entries.filter(({ state }) => state !== 'taken-back');
  return {
    raised: standing.length,
    open: count(({ state }) => state === 'open'),
    overcome: count(({ state }) => state === 'overcome'),
    takenBack: entries.length - standing.length,
    municipalities: new Set(standing.map(({ municipalityId }) => municipalityId)).size,
    stops: standing.filter(({ severity }) => severity === 3).length
  };
}

export interface BarrierRow extends LedgerCount {
  barrierId: string;
  group: string;
  /** What the model ties to it: criteria that remove it, measures that would. */
  criteria: string[];
  measures: string[];
}

/**
 * Counts by barrier, the most often raised first; barriers nobody named are left out, one the model does not know (of an
 * earlier model) is there without links.
 *
 * @example
 * ledgerByBarrier([noBudgetInNorsjo], model)[0]?.measures // the measures of the model that name `no-budget`
 */
export function ledgerByBarrier(
  entries: readonly LedgerEntry[],
  model: Pick<MaturityModel, 'criteria' | 'measures'>
): BarrierRow[] {
  const groups = new Map<string, LedgerEntry[]>();
  for (const entry of entries) groups.set(entry.barrierId, [...(groups.get(entry.barrierId) ?? []), entry]);
  const rows = [...groups].map(([barrierId, list]) => ({
    ...{ barrierId, group: list[0]!.group, ...countLedger(list) },
    criteria: model.criteria.filter(({ barriers }) => barriers.includes(barrierId)).map(({ id }) => id),
    measures: model.measures.filter(({ barriers }) => barriers.includes(barrierId)).map(({ id }) => id)
  }));
  return rows.sort((a, b) => b.raised - a.raised || (a.barrierId < b.barrierId ? -1 : 1));
}

/** `key` null: unknown size, or nothing submitted. */
export type LedgerPart = LedgerCount & { key: string | null };

/**
 * Counts by size class, the smallest first, those of unknown size last; classes without a line are left out.
 *
 * @example
 * ledgerBySize([inNorsjo])[0]?.key // 's1', under 5,000 inhabitants
 */
export function ledgerBySize(entries: readonly LedgerEntry[]): LedgerPart[] {
  return parts(
    entries,
    SIZE_CLASSES.map(({ id }) => id),
    ({ size }) => size
  );
}

/**
 * Counts by the level of the municipality, 0 first, those that have not submitted last.
 *
 * @example
 * ledgerByLevel([levelTwo]).map(({ key }) => key) // ['2']
 */
export function ledgerByLevel(entries: readonly LedgerEntry[]): LedgerPart[] {
  const levels = [...new Set(entries.flatMap(({ level }) => level ?? []))].sort((a, b) => a - b).map(String);
  return parts(entries, levels, ({ level }) => (level === null ? null : String(level)));
}

function parts(
  entries: readonly LedgerEntry[],
  keys: readonly string[],
  keyOf: (entry: LedgerEntry) => string | null
): LedgerPart[] {
  return [...keys, null]
    .map((key) => ({ key, list: entries.filter((entry) => keyOf(entry) === key) }))
    .filter(({ list }) => list.length > 0)
    .map(({ key, list }) => ({ key, ...countLedger(list) }));
}

/** A barrier as noted at a meeting, with what was said of quoting. */
export interface NotedQuote {
  barrierId: string;
  quote: string;
  consent: (typeof CONSENTS)[number];
  withdrawn: boolean;
}

/**
 * Quotes that may be used without any trace of who said them: by barrier, in the order of the alphabet, so that neither
 * place nor day can be read from it. Only of barriers that enough municipalities named, since a barrier that one of them
 * named says whose quote it is.
 *
 * @param named municipalities that named each barrier
 * @param threshold so many have to
 * @example
 * anonymousQuotes([{ barrierId: 'no-budget', quote: 'Schools first', consent: 'anonymous', withdrawn: false }],
 *   new Map([['no-budget', 7]]), 5) // [{ barrierId: 'no-budget', quotes: ['Schools first'] }]
 */
export function anonymousQuotes(
  noted: readonly NotedQuote[],
  named: ReadonlyMap<string, number>,
  threshold: number
): { barrierId: string; quotes: string[] }[] {
  const found = new Map<string, Set<string>>();
  for (const { barrierId, quote, consent, withdrawn } of noted) {
    if (consent !== 'anonymous' || withdrawn || !quote.trim() || (named.get(barrierId) ?? 0) < threshold) continue;
    found.set(barrierId, (found.get(barrierId) ?? new Set()).add(quote.trim()));
  }
  return [...found]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([barrierId, quotes]) => ({ barrierId, quotes: [...quotes].sort() }));
}

/**
 * The filter as it stands in an address; what it does not know filters nothing.
 *
 * @example
 * readLedgerFilter(new URLSearchParams('barrier=no-budget&state=lost')).state // ''
 */
export function readLedgerFilter(params: { get(name: string): string | null }): LedgerFilter {
  const word = (name: string) => params.get(name)?.slice(0, 80) ?? '';
  const oneOf = <T extends string>(list: readonly T[], value: string): T | '' =>
    list.find((one) => one === value) ?? '';
  return {
    ...{ barrier: word('barrier'), group: word('group'), county: word('county'), level: word('level') },
    ...{ measure: word('measure'), state: oneOf(BARRIER_STATES, word('state')) },
    size: oneOf([...SIZE_CLASSES.map(({ id }) => id), 'unknown' as const], word('size'))
  };
}
