import type { CoverageDivision, CoverageStage } from '$lib/domain/outreach/coverage-stages';
import { SIZE_CLASSES, type SizeClassId } from '$lib/domain/register/size-class';
import type { ResponseReason } from '$lib/domain/visits/response-likelihood';
import { readStratum } from '$lib/domain/visits/strata';
import { m } from '$lib/paraglide/messages.js';
import { getLocale } from '$lib/paraglide/runtime.js';
import { sizeWord } from '../outreach/words';

export const STAGE_WORDS: Record<CoverageStage, () => string> = {
  contacted: m.coverage_contacted,
  replied: m.coverage_replied,
  met: m.coverage_met,
  assessed: m.coverage_assessed
};
export const DIVISION_WORDS: Record<CoverageDivision, () => string> = {
  county: m.coverage_by_county,
  size: m.coverage_by_size,
  group: m.coverage_by_group
};
export const GROUP_WORDS: Record<'A' | 'B' | 'C', () => string> = {
  A: m.campaign_group_a,
  B: m.campaign_group_b,
  C: m.campaign_group_c
};
export const BECAUSE_WORDS: Record<ResponseReason, () => string> = {
  'said-yes': m.coverage_because_said_yes,
  answered: m.coverage_because_answered,
  'rest-over': m.coverage_because_rest_over,
  'never-asked': m.coverage_because_never_asked,
  silent: m.coverage_because_silent,
  resting: m.coverage_because_resting,
  'said-no': m.coverage_because_said_no
};

/** Names of counties by code, as the municipalities have them. */
export type CountyNames = ReadonlyMap<string, string>;

export function countyNames(
  places: readonly { countyCode: string | null; countyName: string | null }[]
): Map<string, string> {
  return new Map(
    places.flatMap(({ countyCode, countyName }): [string, string][] =>
      countyCode === null ? [] : [[countyCode, countyName ?? countyCode]]
    )
  );
}

/** A part of a division in words: "Dalarna", "5,000 to 9,999 inhabitants". */
export function partWord(division: CoverageDivision, part: string | null, counties: CountyNames): string {
  if (part === null) return m.coverage_part_unknown();
  if (division === 'county') return counties.get(part) ?? part;
  if (division === 'group') return groupWord(part);
  const size = SIZE_CLASSES.find(({ id }) => id === part);
  return size ? sizeWord(size.id) : part;
}

export function groupWord(group: string): string {
  return group === 'A' || group === 'B' || group === 'C' ? GROUP_WORDS[group]() : group;
}

/** Strata one by one: "Dalarna", "municipalities with 5,000 to 9,999 inhabitants". */
export function strataWords(ids: readonly string[], counties: CountyNames): string[] {
  // a new combination says nothing more where one of its parts is new itself
  const plain = ids.filter((id) => !id.startsWith('cell:'));
  return (plain.length > 0 ? plain : ids).map((id) => stratumWord(id, counties));
}

function stratumWord(id: string, counties: CountyNames): string {
  const { county, size, group } = readStratum(id);
  const names = {
    county: counties.get(county ?? '') ?? county ?? '',
    size: size === undefined ? '' : sizeWord(size as SizeClassId),
    group: group === undefined ? '' : groupWord(group).replace(/^./, (letter) => letter.toLocaleLowerCase(getLocale()))
  };
  if (id.startsWith('cell:')) return m.coverage_stratum_cell(names);
  if (county !== undefined) return m.coverage_stratum_county(names);
  return size === undefined ? m.coverage_stratum_group(names) : m.coverage_stratum_size(names);
}

/** A share in whole per cent. */
export function percent(share: number, digits = 0): string {
  return share.toLocaleString(getLocale(), { style: 'percent', maximumFractionDigits: digits });
}

/** With so many decimals, neither more nor fewer. */
export function fixed(value: number, digits: number): string {
  return value.toLocaleString(getLocale(), { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

export function oneDecimal(value: number): string {
  return value.toLocaleString(getLocale(), { maximumFractionDigits: 1 });
}
