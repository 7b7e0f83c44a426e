import { mainGroupOf, SIZE_CLASSES, type SizeClassId, sizeClassOf } from '../register/size-class';

/** How far a network can come with a municipality; each is counted for itself, none needs the one before. */
export const COVERAGE_STAGES = ['contacted', 'replied', 'met', 'assessed'] as const;
export type CoverageStage = (typeof COVERAGE_STAGES)[number];

/**
 * The day of the first of each, ISO; null: not yet. `started`: it has begun to answer the assessment, which is no stage of
 * its own but keeps it from being unreached.
 */
export type StageDays = Record<CoverageStage | 'started', string | null>;

/** Something that happened with a municipality on a day. */
export interface StageEvent {
  municipalityId: string;
  stage: CoverageStage | 'started';
  /** ISO date, or a time that begins with one. */
  on: string;
}

/** Numbers of municipalities. */
export type StageCounts = Record<CoverageStage, number> & { population: number; unreached: number };

export const NO_DAYS: StageDays = { contacted: null, replied: null, met: null, assessed: null, started: null };

/**
 * The first day of each stage, for every municipality asked for; events of others are left out. Whoever answers or is met
 * has been contacted, at the latest on that day, whichever way it came about.
 *
 * @example
 * firstDays(['norsjo'], [{ municipalityId: 'norsjo', stage: 'met', on: '2026-10-01' }]).get('norsjo')
 * // { contacted: '2026-10-01', replied: null, met: '2026-10-01', assessed: null, started: null }
 */
export function firstDays(ids: readonly string[], events: readonly StageEvent[]): Map<string, StageDays> {
  const days = new Map(ids.map((id): [string, StageDays] => [id, { ...NO_DAYS }]));
  for (const { municipalityId, stage, on } of events) {
    const own = days.get(municipalityId);
    if (!own) continue;
    const day = on.slice(0, 10);
    keepEarlier(own, stage, day);
    if (stage === 'replied' || stage === 'met') keepEarlier(own, 'contacted', day);
  }
  return days;
}

function keepEarlier(days: StageDays, stage: keyof StageDays, day: string): void {
  const known = days[stage];
  if (known === null || day < known) days[stage] = day;
}

/**
 * Neither replied, nor met, nor begun to answer: a mail nobody answered reaches nobody.
 *
 * @example
 * hasNotBeenReached({ ...NO_DAYS, contacted: '2026-09-01' }) // true
 */
export function hasNotBeenReached({ replied, met, started, assessed }: StageDays): boolean {
  return replied === null && met === null && started === null && assessed === null;
}

/**
 * How many municipalities have come to each stage. Counts only: nothing in it names a municipality.
 *
 * @example
 * countStages([{ ...NO_DAYS, contacted: '2026-09-01' }])
 * // { population: 1, contacted: 1, replied: 0, met: 0, assessed: 0, unreached: 1 }
 */
export function countStages(municipalities: readonly StageDays[]): StageCounts {
  const count = (is: (days: StageDays) => boolean) => municipalities.filter(is).length;
  return {
    population: municipalities.length,
    contacted: count(({ contacted }) => contacted !== null),
    replied: count(({ replied }) => replied !== null),
    met: count(({ met }) => met !== null),
    assessed: count(({ assessed }) => assessed !== null),
    unreached: count(hasNotBeenReached)
  };
}

/** What the population is divided by. */
export const COVERAGE_DIVISIONS = ['county', 'size', 'group'] as const;
export type CoverageDivision = (typeof COVERAGE_DIVISIONS)[number];

/** What the register says of a municipality, as far as it is divided by. */
export interface Divisible {
  countyCode: string | null;
  groupCode: string | null;
  population: number | null;
}

/**
 * The part of a division a municipality is in; null where the register does not say.
 *
 * @example
 * partOf('group', { countyCode: '24', groupCode: 'C8', population: 4000 }) // 'C'
 */
export function partOf(division: CoverageDivision, place: Divisible): string | null {
  if (division === 'county') return place.countyCode;
  return division === 'size' ? sizeClassOf(place.population) : mainGroupOf(place.groupCode);
}

/** `part`: county code, size class or main group; null: the register does not say. */
export type PartCounts = StageCounts & { part: string | null };

/**
 * Counts by county, size class or main group, the part with most unreached first; ties by part, unknown last.
 *
 * @example
 * stagesBy('size', [{ countyCode: '24', groupCode: 'C8', population: 4000, days: NO_DAYS }])
 * // [{ part: 's1', population: 1, contacted: 0, replied: 0, met: 0, assessed: 0, unreached: 1 }]
 */
export function stagesBy(
  division: CoverageDivision,
  places: readonly (Divisible & { days: StageDays })[]
): PartCounts[] {
  const parts = new Map<string | null, StageDays[]>();
  for (const place of places) {
    const part = partOf(division, place);
    const list = parts.get(part);
    if (list) list.push(place.days);
    else parts.set(part, [place.days]);
  }
  return [...parts]
    .map(([part, days]) => ({ part, ...countStages(days) }))
    .sort((a, b) => b.unreached - a.unreached || comparePart(a.part, b.part));
}

function comparePart(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? 1 : -1;
  return a < b ? -1 : 1;
}

/** What coverage is narrowed to; empty parts do not narrow. */
export interface CoverageFilter {
  countyCode: string;
  size: SizeClassId | '';
  group: 'A' | 'B' | 'C' | '';
}

/**
 * A filter from an address; what is not a value of ours is left out.
 *
 * @example
 * readCoverageFilter(new URLSearchParams('county=24&size=s9&group=C')) // { countyCode: '24', size: '', group: 'C' }
 */
export function readCoverageFilter(address: URLSearchParams): CoverageFilter {
  const group = address.get('group');
  return {
    countyCode: (address.get('county') ?? '').slice(0, 10),
    size: SIZE_CLASSES.find(({ id }) => id === address.get('size'))?.id ?? '',
    group: group === 'A' || group === 'B' || group === 'C' ? group : ''
  };
}

/**
 * Whether a municipality is among those a filter leaves.
 *
 * @example
 * fitsCoverage({ countyCode: '24', size: '', group: '' }, { countyCode: '12', groupCode: 'A1', population: 350000 }) // false
 */
export function fitsCoverage(filter: CoverageFilter, place: Divisible): boolean {
  if (filter.countyCode && place.countyCode !== filter.countyCode) return false;
  if (filter.size && sizeClassOf(place.population) !== filter.size) return false;
  return !filter.group || mainGroupOf(place.groupCode) === filter.group;
}
