import type { PublishedTable, TableAbout, TableUnit, TableWithheld } from '../aggregate-types';

export type Tables = Readonly<Record<string, PublishedTable>>;

/** Kept so exact that no rounding of a shown number goes wrong by it, and no more: the same digits on every machine. */
const DECIMALS = 6;

/**
 * A table of worked-out numbers. A null is withheld; what is left out does not exist.
 *
 * @example
 * derived('ladder', { subject: 'ladder' }, 'coefficient', { 'legal/h': 0.41, 'legal/low': null })
 */
export function derived(
  id: string,
  about: TableAbout,
  unit: TableUnit,
  values: Readonly<Record<string, number | null>>,
  { withheld = null, decimals = DECIMALS }: { withheld?: TableWithheld | null; decimals?: number } = {}
): PublishedTable {
  const cells: PublishedTable['cells'] = {};
  for (const [cell, value] of Object.entries(values))
    cells[cell] =
      value === null || withheld ? { status: 'suppressed' } : { status: 'published', n: round(value, decimals) };
  return { id, cells, withheld, about, unit };
}

const round = (value: number, decimals: number) => Math.round(value * 10 ** decimals) / 10 ** decimals || 0;

/** What a published cell says; null where it says nothing. */
export function read(tables: Tables, table: string, cell: string): number | null {
  const found = tables[table]?.cells[cell];
  return found?.status === 'published' ? found.n : null;
}
