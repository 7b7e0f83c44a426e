import type { MunicipalityRecord } from '../sync/records';
import { foldText } from './fold-text';

/**
 * Municipalities that fit what was typed, the best first: names and codes that begin with it, then names with a word
 * that does, then names and counties that contain it. An empty query fits all, in the order given.
 *
 * @example
 * findMunicipalities('mal', [varmdo, malmo, mala], 8).map((m) => m.name) // ['Malmö', 'Malå']
 */
export function findMunicipalities(
  query: string,
  municipalities: readonly MunicipalityRecord[],
  max: number
): MunicipalityRecord[] {
  const typed = foldText(query);
  if (!typed) return municipalities.slice(0, max);
  return municipalities
    .map((municipality) => ({ municipality, fit: fitOf(typed, municipality) }))
    .filter(({ fit }) => fit > 0)
    .sort((a, b) => b.fit - a.fit)
    .slice(0, max)
    .map(({ municipality }) => municipality);
}

function fitOf(typed: string, { name, code, countyName }: MunicipalityRecord): number {
  const folded = foldText(name);
  if (folded === typed || code === typed) return 5;
  if (folded.startsWith(typed) || code.startsWith(typed)) return 4;
  if (folded.split(/[\s-]+/).some((word) => word.startsWith(typed))) return 3;
  if (folded.includes(typed)) return 2;
  return foldText(countyName ?? '').includes(typed) ? 1 : 0;
}
