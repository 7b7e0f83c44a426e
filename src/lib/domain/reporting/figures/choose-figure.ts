import type { PublishedTable } from '../aggregate-types';
import { FACETS, type Facet, type FigureEntry, listEntries } from './figure-entries';

/** What an address asks for, as it was typed; anything may be missing or wrong. */
export type FigureQuery = Partial<Record<Facet | 'view', string>>;

export type FigureView = 'chart' | 'table';

/** One way to go on from what is shown: every option leads to something that was published. */
export interface FigureOption {
  /** Null: all of them, or not divided. */
  value: string | null;
  /** The address from the question mark on. */
  query: string;
  current: boolean;
}

export interface ChosenFigure {
  entry: FigureEntry;
  view: FigureView;
  options: Record<Facet | 'view', FigureOption[]>;
  /** The one address of what is shown. */
  query: string;
  /** False where the address asked for what was not tabulated, and the nearest is shown. */
  asAsked: boolean;
}

/**
 * What an address asks for, with every way to go on. Filters only select among published tables: whatever was not
 * tabulated is no option, and an address that asks for it gets the nearest there is. Null where there are no tables.
 *
 * @example
 * chooseFigure(tables, { subject: 'levels', of: 'legal', by: 'size' })
 * // { entry: { subject: 'levels', of: 'legal', by: 'size', tables: [...] }, view: 'chart', query: '?subject=levels&of=legal&by=size', ... }
 */
export function chooseFigure(
  tables: Readonly<Record<string, PublishedTable>>,
  query: FigureQuery
): ChosenFigure | null {
  const entries = listEntries(tables);
  const entry = findNearest(entries, (facet) => query[facet] || null);
  if (!entry) return null;
  const view: FigureView = query.view === 'table' ? 'table' : 'chart';
  const fits = FACETS.every((facet) => !query[facet] || query[facet] === entry[facet]);
  const options = (facet: Facet) => optionsOf(entries, entry, facet, view);
  return {
    ...{ entry, view, query: addressOf(entry, view) },
    asAsked: fits && (!query.view || query.view === 'table' || query.view === 'chart'),
    options: {
      ...{ subject: options('subject'), share: options('share'), of: options('of'), by: options('by') },
      view: (['chart', 'table'] as const).map((value) => ({
        ...{ value, query: addressOf(entry, value) },
        current: value === view
      }))
    }
  };
}

/** Every address there is: what the public can ask the dashboard for, whole. */
export function listFigureQueries(tables: Readonly<Record<string, PublishedTable>>): string[] {
  return listEntries(tables).flatMap((entry) => [addressOf(entry, 'chart'), addressOf(entry, 'table')]);
}

/** An earlier facet counts for more than all after it; what was not named stands for all, or not divided. */
function findNearest(entries: readonly FigureEntry[], asked: (facet: Facet) => string | null): FigureEntry | null {
  let left = entries;
  for (const facet of FACETS) {
    const fits = left.filter((entry) => entry[facet] === asked(facet));
    if (fits.length > 0) left = fits;
  }
  return left[0] ?? null;
}

function optionsOf(
  entries: readonly FigureEntry[],
  shown: FigureEntry,
  facet: Facet,
  view: FigureView
): FigureOption[] {
  const before = FACETS.slice(0, FACETS.indexOf(facet));
  const possible = entries.filter((entry) => before.every((one) => entry[one] === shown[one]));
  return [...new Set(possible.map((entry) => entry[facet]))].map((value) => {
    const of = possible.filter((entry) => entry[facet] === value);
    // another subject is about other things: it begins with all of them
    const next = findNearest(of, (one) => (facet === 'subject' && one === 'of' ? null : shown[one]))!;
    return { value, query: addressOf(next, view), current: value === shown[facet] };
  });
}

function addressOf(entry: FigureEntry, view: FigureView): string {
  const parts = FACETS.flatMap((facet): [string, string][] => (entry[facet] === null ? [] : [[facet, entry[facet]]]));
  if (view === 'table') parts.push(['view', view]);
  return `?${parts.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')}`;
}
