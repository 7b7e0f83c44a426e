import type { PublishedEdition } from '$lib/domain/reporting/edition';

/** Enough answers for a factsheet of its own; an area with fewer was merged with its neighbours when the wave was counted. */
const ENOUGH = 10;

/**
 * Areas of an edition that have a factsheet: those whose number of answers is published and large enough.
 *
 * @example
 * listAreas(edition) // [{ id: '01', name: 'Stockholms län' }, { id: '09+10', name: 'Gotlands län, Blekinge län' }]
 */
export function listAreas({ content }: PublishedEdition): { id: string; name: string }[] {
  if (content.aggregates.status !== 'ready') return [];
  const table = Object.values(content.aggregates.tables).find(
    ({ about }) => about?.subject === 'answered' && about.by === 'area'
  );
  return Object.entries(table?.cells ?? {}).flatMap(([id, count]) =>
    id === 'all' || count.status === 'suppressed' || count.n < ENOUGH
      ? []
      : [{ id, name: nameArea(id, content.material.countyNames) }]
  );
}

/** @example nameArea('01+03', { '01': 'Stockholm', '03': 'Uppsala' }) // 'Stockholm, Uppsala' */
export function nameArea(id: string, counties: Readonly<Record<string, string>>): string {
  return id
    .split('+')
    .map((code) => counties[code] ?? code)
    .join(', ');
}
