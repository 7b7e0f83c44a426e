import type { Strata } from '../aggregate-types';
import type { ToldTable } from './figure-entries';

/** A published table as rows and columns. */
export interface FigureGrid {
  table: ToldTable;
  /** Null alone where the table has one row: everybody. */
  rows: (string | null)[];
  /** Null alone where the table says one number for each row. */
  columns: (string | null)[];
  /** Id of the cell at a row and a column, where there is one. */
  idAt(row: string | null, column: string | null): string | undefined;
}

/**
 * Takes the names of a table's cells apart: by class where it is divided, else at the last slash. Classes may have a
 * slash in their own name (`s1/C`), so they are looked up, not cut.
 *
 * @example
 * gridOf({ id: 'levels-legal-by-size', cells: { 's1+s2/all': ..., 's1+s2/reached': ... }, about: { subject: 'levels', by: 'size' }, ... }, strata)
 * // { rows: ['s1+s2'], columns: ['all', 'reached'], ... }
 */
export function gridOf(table: ToldTable, strata: Strata): FigureGrid {
  const classes = table.about.by ? [...strata[table.about.by].map(({ id }) => id), 'all'] : null;
  const places = Object.keys(table.cells).map((id) => ({ id, ...placeOf(id, classes) }));
  return {
    table,
    rows: [...new Set(places.map(({ row }) => row))],
    columns: [...new Set(places.map(({ column }) => column))],
    idAt: (row, column) => places.find((place) => place.row === row && place.column === column)?.id
  };
}

function placeOf(id: string, classes: readonly string[] | null): { row: string | null; column: string | null } {
  const of = classes?.filter((one) => id === one || id.startsWith(`${one}/`)).sort((a, b) => b.length - a.length)[0];
  if (of !== undefined) return { row: of, column: id === of ? null : id.slice(of.length + 1) };
  const slash = id.lastIndexOf('/');
  return slash < 0 ? { row: null, column: id } : { row: id.slice(0, slash), column: id.slice(slash + 1) };
}
