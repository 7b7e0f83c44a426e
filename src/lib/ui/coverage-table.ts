import {
  type Divisible,
  hasNotBeenReached,
  type PartCounts,
  type StageDays
} from '$lib/domain/outreach/coverage-stages';
import { mainGroupOf } from '$lib/domain/register/size-class';
import type { CsvCell } from '$lib/domain/shared/csv';
import { m } from '$lib/paraglide/messages.js';

/** A municipality with its first days, as it is listed. */
export interface ListedPlace extends Divisible {
  code: string;
  name: string;
  countyName: string | null;
  days: StageDays;
}

/**
 * Never contacted before silent before the rest; in each the smallest first, because the smallest are the hardest to reach.
 *
 * @example
 * sortLeastReached([met, silent, neverContacted])[0] // neverContacted
 */
export function sortLeastReached<T extends ListedPlace>(places: readonly T[]): T[] {
  const size = ({ population }: ListedPlace) => population ?? Infinity;
  return [...places].sort((a, b) => {
    if (rank(a) !== rank(b)) return rank(a) - rank(b);
    if (size(a) !== size(b)) return size(a) - size(b);
    return a.code < b.code ? -1 : 1;
  });
}

function rank({ days }: ListedPlace): number {
  if (hasNotBeenReached(days)) return days.contacted === null ? 0 : 1;
  if (days.met === null) return 2;
  return days.assessed === null ? 3 : 4;
}

/** Municipalities with their first days, to take away, header first. */
export function tablePlaces(places: readonly ListedPlace[]): CsvCell[][] {
  const header = [
    ...[m.outreach_col_code(), m.outreach_col_municipality(), m.outreach_col_county()],
    ...[m.outreach_col_inhabitants(), m.outreach_col_group()],
    ...[m.coverage_first_contacted(), m.coverage_first_replied(), m.coverage_first_met(), m.coverage_first_assessed()]
  ];
  const rows = places.map(({ code, name, countyName, population, groupCode, days }) => [
    ...[code, name, countyName, population, mainGroupOf(groupCode)],
    ...[days.contacted, days.replied, days.met, days.assessed]
  ]);
  return [header, ...rows];
}

/** Counts by part, to take away, header first. */
export function tableParts(
  first: string,
  parts: readonly PartCounts[],
  word: (part: string | null) => string
): CsvCell[][] {
  return [
    [
      ...[first, m.outreach_col_all(), m.coverage_unreached(), m.coverage_contacted(), m.coverage_replied()],
      ...[m.coverage_met(), m.coverage_assessed()]
    ],
    ...parts.map(({ part, population, unreached, contacted, replied, met, assessed }) => [
      ...[word(part), population, unreached, contacted, replied, met, assessed]
    ])
  ];
}
