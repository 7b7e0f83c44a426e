import type { MaturityModel } from '../../model/types';
import type { ReadyAggregates } from '../aggregate-types';
import type { Param, TableCell } from '../document';
import { phrase } from '../draft';
import { type LiveNumber, type NumberSource, readAs, readNumber } from '../live-number';
import { nameClass } from '../name-strata';
import { type FigureGrid, gridOf } from './figure-grid';
import { type FigureNaming, nameCategory } from './figure-names';
import type { ToldTable } from './figure-entries';

/** Reads published cells for a figure; what is withheld or not there is null. */
export class FigureReader {
  constructor(
    readonly aggregates: ReadyAggregates,
    readonly naming: FigureNaming
  ) {}

  get model(): MaturityModel {
    return this.naming.model;
  }

  grid(table: ToldTable): FigureGrid {
    return gridOf(table, this.aggregates.strata);
  }

  read(source: NumberSource): LiveNumber | null {
    const number = readNumber(this.aggregates.tables, source);
    return 'failed' in number ? null : number;
  }

  /** A cell as it is: a count, or a derived value with as many digits as its unit bears. */
  cell(table: ToldTable, id: string | undefined): LiveNumber | null {
    const source = id === undefined ? null : readAs(this.aggregates.tables, `${table.id}.${id}`);
    return source && this.read(source);
  }

  count(table: ToldTable, id: string): LiveNumber | null {
    return this.read({ ref: `${table.id}.${id}`, as: 'count' });
  }

  share(table: ToldTable, id: string, over: string, overMinus: readonly string[] = []): LiveNumber | null {
    const minus = overMinus.map((cell) => `${table.id}.${cell}`);
    const source = { ref: `${table.id}.${id}`, over: `${table.id}.${over}`, as: 'percent' as const };
    return this.read(minus.length > 0 ? { ...source, overMinus: minus } : source);
  }

  /** The same as it stands in a table: withheld, or nothing where there is nobody to have a share of. */
  shareCell(table: ToldTable, id: string, over: string, overMinus: readonly string[] = []): TableCell {
    const share = this.share(table, id, over, overMinus);
    if (share) return share;
    const cells = [id, over, ...overMinus].map((cell) => table.cells[cell]);
    return cells.some((cell) => cell?.status === 'suppressed') ? 'withheld' : 'none';
  }

  /** What a row of a grid is called. */
  nameRow(table: ToldTable, row: string | null): Param {
    const { by } = table.about;
    if (row === null || row === 'all') return phrase('row.all');
    if (!by) return nameCategory(row, this.naming);
    const known = this.aggregates.strata[by].find(({ id }) => id === row);
    return nameClass(by, known ?? { id: row, of: [row] }, this.naming.counties);
  }
}
