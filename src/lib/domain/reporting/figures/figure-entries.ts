import type { PublishedTable, TableAbout, TableSubject, TableUnit } from '../aggregate-types';

/** A table that says what it is about; those of editions of before do not. */
export type ToldTable = PublishedTable & { about: TableAbout; unit: TableUnit };

type Tables = Readonly<Record<string, PublishedTable>>;

/** What a figure can be asked for by; a later one is chosen among what the earlier ones leave. */
export const FACETS = ['subject', 'share', 'of', 'by'] as const;
export type Facet = (typeof FACETS)[number];

/** One thing the dashboard can show: a published table, or those of one subject side by side. */
export interface FigureEntry extends Record<Facet, string | null> {
  subject: TableSubject;
  tables: readonly ToldTable[];
  /** Tables side by side, one for each thing the subject is about. */
  overview: boolean;
}

/** What a reader meets first: the result, then what stands behind it, then how sure it is. */
const ORDER: readonly TableSubject[] = [
  ...(['overall', 'levels', 'answers', 'barrier', 'severity', 'change', 'mentoring'] as const),
  ...(['coverage', 'answered', 'met', 'population', 'modes', 'panel'] as const),
  ...(['estimate', 'shift', 'contrast', 'effect', 'representativeness', 'ladder', 'item-rest'] as const)
];

/**
 * Everything the dashboard can show, in reading order: each published table, and before the tables of a subject that
 * is about several things, all of them side by side. Nothing is counted and nothing is joined: an overview shows cells
 * that are published anyway.
 *
 * @example
 * listEntries({ 'levels-legal': legal, 'levels-people': people })
 * // [{ subject: 'levels', of: null, overview: true, tables: [legal, people] }, { subject: 'levels', of: 'legal', ... }, ...]
 */
export function listEntries(tables: Tables): FigureEntry[] {
  const single = Object.values(tables)
    .filter(isTold)
    .map((table): FigureEntry => ({
      subject: table.about.subject,
      share: table.about.share ?? null,
      of: table.about.of ?? null,
      by: table.about.by ?? null,
      tables: [table],
      overview: false
    }));
  const groups = new Map<string, FigureEntry[]>();
  for (const entry of single.filter(({ of }) => of !== null)) {
    const key = JSON.stringify([entry.subject, entry.share, entry.by]);
    groups.set(key, [...(groups.get(key) ?? []), entry]);
  }
  const overviews = [...groups.values()]
    .filter((group) => group.length > 1)
    .map((group): FigureEntry => ({
      ...group[0]!,
      of: null,
      tables: group.flatMap((one) => one.tables),
      overview: true
    }));
  const entries = [...overviews, ...sideBySide(single)];
  return entries.sort((one, other) => placeOf(one) - placeOf(other));
}

/** Tables that ask for the same thing, as numbers and the tests of them, are shown one under the other. */
function sideBySide(single: readonly FigureEntry[]): FigureEntry[] {
  const byAddress = new Map<string, FigureEntry>();
  for (const entry of single) {
    const key = JSON.stringify(FACETS.map((facet) => entry[facet]));
    const known = byAddress.get(key);
    byAddress.set(key, known ? { ...known, tables: [...known.tables, ...entry.tables] } : entry);
  }
  return [...byAddress.values()];
}

function placeOf({ subject, overview, by }: FigureEntry): number {
  return ORDER.indexOf(subject) * 4 + (overview ? 0 : 2) + (by === null ? 0 : 1);
}

export function isTold(table: PublishedTable): table is ToldTable {
  return table.about !== undefined && table.unit !== undefined;
}
