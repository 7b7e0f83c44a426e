import { type CoverageDivision, type Divisible, partOf } from '../outreach/coverage-stages';

/** Points for the first visit in a stratum, by the kind of stratum. */
export interface StratumPoints {
  county: number;
  size: number;
  group: number;
  /** County, size class and group together. */
  cell: number;
}

export const DEFAULT_STRATUM_POINTS: StratumPoints = { county: 100, size: 100, group: 100, cell: 20 };

/** What a stratum is made of; a part that the register does not say is left out of it. */
export type StratumParts = Partial<Record<CoverageDivision, string>>;

/**
 * The strata a municipality lies in: its county, its size class, its main group, and the cell of all three.
 *
 * @example
 * strataOf({ countyCode: '20', groupCode: 'C6', population: 6800 })
 * // ['county:20', 'size:s2', 'group:C', 'cell:20/s2/C']
 */
export function strataOf(place: Divisible): string[] {
  const [county, size, group] = [partOf('county', place), partOf('size', place), partOf('group', place)];
  return [
    ...(county === null ? [] : [`county:${county}`]),
    ...(size === null ? [] : [`size:${size}`]),
    ...(group === null ? [] : [`group:${group}`]),
    ...(county === null || size === null || group === null ? [] : [`cell:${county}/${size}/${group}`])
  ];
}

/**
 * Points of every stratum that candidates lie in and that none of those met covers.
 *
 * @example
 * openStrata([{ countyCode: '20', groupCode: null, population: null }], [], DEFAULT_STRATUM_POINTS) // { 'county:20': 100 }
 */
export function openStrata(
  candidates: readonly Divisible[],
  met: readonly Divisible[],
  points: StratumPoints
): Record<string, number> {
  const covered = new Set(met.flatMap(strataOf));
  const open: Record<string, number> = {};
  for (const id of candidates.flatMap(strataOf))
    if (!covered.has(id)) open[id] = points[id.slice(0, id.indexOf(':')) as keyof StratumPoints];
  return open;
}

/**
 * What a stratum's id says.
 *
 * @example
 * readStratum('cell:20/s2/C') // { county: '20', size: 's2', group: 'C' }
 */
export function readStratum(id: string): StratumParts {
  const [kind, rest = ''] = [id.slice(0, id.indexOf(':')), id.slice(id.indexOf(':') + 1)];
  if (kind !== 'cell') return { [kind]: rest };
  const parts = rest.split('/');
  return { county: parts.slice(0, -2).join('/'), size: parts.at(-2)!, group: parts.at(-1)! };
}
