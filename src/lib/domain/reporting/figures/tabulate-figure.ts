import type { TableUnit, TableWithheld } from '../aggregate-types';
import type { Param, TableCell } from '../document';
import { phrase } from '../draft';
import type { FigureEntry, ToldTable } from './figure-entries';
import { nameCategory, nameThing } from './figure-names';
import type { FigureReader } from './figure-reader';
import { headlineOf } from './figure-share';

/** Every number of an entry as rows and columns; the first column holds the row headers. */
export interface FigureTable {
  id: string;
  unit: TableUnit;
  columns: Param[];
  rows: { header: Param; strong: boolean; cells: TableCell[] }[];
  reasons: TableWithheld[];
  withheld: boolean;
}

/**
 * The tables of an entry: those of an overview as one, others one by one.
 *
 * @example
 * tabulateFigure(entry, reader)
 * // [{ id: 'levels', columns: [...], rows: [{ header: term('dimension', 'legal'), strong: false, cells: [...] }], unit: 'municipalities', reasons: [], withheld: false }]
 */
export function tabulateFigure(entry: FigureEntry, reader: FigureReader): FigureTable[] {
  if (!entry.overview) return entry.tables.map((table) => tabulateOne(table, reader));
  const body = entry.by ? sharesByClass(entry.tables, reader) : allCells(entry.tables, reader);
  const first = phrase(`figure.column.${columnOf(entry.tables[0]!, reader)}`);
  return [finish(`figure-${entry.subject}`, { ...body, columns: [first, ...body.columns] }, entry.tables)];
}

interface Body {
  columns: Param[];
  rows: { header: Param; strong: boolean; cells: TableCell[] }[];
}

function finish(id: string, body: Body, tables: readonly ToldTable[]): FigureTable {
  const reasons = [...new Set(tables.flatMap((table) => table.withheld ?? []))];
  return {
    id,
    unit: tables[0]!.unit,
    ...body,
    reasons,
    withheld: body.rows.some(({ cells }) => cells.includes('withheld'))
  };
}

function allCells(tables: readonly ToldTable[], reader: FigureReader): Body {
  const ids = [...new Set(tables.flatMap((table) => Object.keys(table.cells)))];
  const headline = headlineOf(tables[0]!);
  return {
    columns: [...ids.map((id) => nameCategory(id, reader.naming)), ...(headline ? [phrase('column.share-yes')] : [])],
    rows: tables.map((table) => ({
      header: nameThing(table.about.of ?? '', reader.naming),
      strong: false,
      cells: [
        ...ids.map((id) => cellOf(table, table.cells[id] ? id : undefined, reader)),
        ...(headline ? [reader.shareCell(table, headline.id, headline.over)] : [])
      ]
    }))
  };
}

function sharesByClass(tables: readonly ToldTable[], reader: FigureReader): Body {
  const [first] = tables;
  const rows = first ? reader.grid(first).rows : [];
  return {
    columns: rows.map((row) => reader.nameRow(first!, row)),
    rows: tables.map((table) => {
      const headline = headlineOf(table);
      const cells = rows.map((row): TableCell => {
        const at = (cell: string) => `${row}/${cell}`;
        if (!headline) return 'none';
        return reader.shareCell(table, at(headline.id), at(headline.over), headline.overMinus.map(at));
      });
      return { header: nameThing(table.about.of ?? '', reader.naming), strong: false, cells };
    })
  };
}

function tabulateOne(table: ToldTable, reader: FigureReader): FigureTable {
  const grid = reader.grid(table);
  const upright = grid.rows.length === 1 && grid.rows[0] === null;
  const first = phrase(`figure.column.${upright ? 'what' : (table.about.by ?? columnOf(table, reader))}`);
  if (upright) {
    // one row of many numbers reads better as one column of them
    const counted = table.unit === 'municipalities' && table.cells.all;
    const rows = grid.columns.map((id) => ({
      header: nameCategory(id, reader.naming),
      strong: id === 'all',
      cells: [cellOf(table, id!, reader), ...(counted ? [reader.shareCell(table, id!, 'all')] : [])]
    }));
    const columns = [first, phrase(`figure.unit.${table.unit}`), ...(counted ? [phrase('column.share')] : [])];
    return finish(`figure-${table.id}`, { columns, rows }, [table]);
  }
  const headline = headlineOf(table);
  const columns = grid.columns.map((id) =>
    id === null ? phrase(`figure.unit.${table.unit}`) : nameCategory(id, reader.naming)
  );
  const rows = grid.rows.map((row) => {
    const at = (cell: string) => `${row}/${cell}`;
    const cells = grid.columns.map((column) => cellOf(table, grid.idAt(row, column), reader));
    const share = headline
      ? reader.shareCell(table, at(headline.id), at(headline.over), headline.overMinus.map(at))
      : null;
    return {
      header: reader.nameRow(table, row),
      strong: row === 'all',
      cells: share === null ? cells : [...cells, share]
    };
  });
  const shares = headline ? [phrase(table.about.subject === 'answers' ? 'column.share-yes' : 'column.share')] : [];
  return finish(`figure-${table.id}`, { columns: [first, ...columns, ...shares], rows }, [table]);
}

function cellOf(table: ToldTable, id: string | undefined, reader: FigureReader): TableCell {
  return id === undefined ? 'none' : (reader.cell(table, id) ?? 'withheld');
}

/** What the things are that an overview, or a table with rows of its own, goes through. */
function columnOf({ about }: ToldTable, { model }: FigureReader): 'dimension' | 'criterion' | 'barrier' | 'what' {
  if (about.of === undefined) return 'what';
  if (model.dimensions.some(({ id }) => id === about.of)) return 'dimension';
  return model.criteria.some(({ id }) => id === about.of) ? 'criterion' : 'barrier';
}
