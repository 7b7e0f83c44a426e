import type {
  Aggregates,
  PublishedTable,
  ReadyAggregates,
  TableAbout,
  TableUnit,
  TableWithheld
} from '../aggregate-types';

/** One published number, or one that is suppressed, by what it is the number of. Codes only; the codebook says them in words. */
export interface MachineRow {
  table: string;
  cell: string;
  subject: string;
  /** Id of a dimension, criterion or barrier; empty for all together. */
  of: string;
  /** What the municipalities are divided by; empty where they are not. */
  by: string;
  /** Class of municipalities; empty where they are not divided. */
  stratum: string;
  level: number | null;
  category: string;
  value: number | null;
  unit: TableUnit;
  status: 'published' | 'suppressed';
}

export interface MachineTable {
  id: string;
  about: TableAbout;
  unit: TableUnit;
  /** Why nothing of it but open facts is published. */
  withheld: TableWithheld | null;
  rows: MachineRow[];
}

/**
 * Every published table in long form: one row for each cell. A suppressed cell is marked and has no value; what was
 * suppressed first, what it costs and what was counted are nowhere. Tables of an edition from before tables said what they are about are left
 * out.
 *
 * @example
 * describeTables(aggregates)[0]!.rows[0]
 * // { table: 'coverage', cell: 'population', subject: 'coverage', of: '', by: '', stratum: '', level: null,
 * //   category: 'population', value: 290, unit: 'municipalities', status: 'published' }
 */
export function describeTables(aggregates: Aggregates): MachineTable[] {
  if (aggregates.status !== 'ready') return [];
  return Object.values(aggregates.tables).flatMap((table) => {
    const { id, about, withheld, unit = 'municipalities' } = table;
    if (!about) return [];
    const rows = Object.entries(table.cells).map(([cell, count]): MachineRow => {
      const { stratum, category } = readCellId(table, cell, aggregates);
      return {
        table: id,
        cell,
        subject: about.subject,
        of: about.of ?? '',
        by: about.by ?? '',
        stratum,
        level: about.level ?? null,
        category,
        value: count.status === 'published' ? count.n : null,
        unit,
        status: count.status
      };
    });
    return [{ id, about, unit, withheld, rows }];
  });
}

/**
 * What a cell's id says: the class of municipalities and what was counted in it. Classes of size by type have a slash of
 * their own (`s1/C`), so the known classes are looked for first.
 *
 * @example
 * readCellId(overallByStratum, 's1/C/reached', aggregates) // { stratum: 's1/C', category: 'reached' }
 */
export function readCellId(
  { about, unit }: Pick<PublishedTable, 'about' | 'unit'>,
  cell: string,
  { strata }: Pick<ReadyAggregates, 'strata'>
): { stratum: string; category: string } {
  if (!about?.by) return { stratum: '', category: cell };
  if (cell === 'all' || strata[about.by].some(({ id }) => id === cell))
    return { stratum: cell, category: unit === 'probability' ? 'test' : 'municipalities' };
  const slash = cell.lastIndexOf('/');
  return { stratum: cell.slice(0, slash), category: cell.slice(slash + 1) };
}
