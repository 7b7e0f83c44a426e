import type { MaturityModel } from '../model/types';
import type { Breakdown, ReadyAggregates, StratumClass, TableWithheld } from './aggregate-types';
import type { Basis, Block, Chart, Param, Phrase, ReportKey, TableCell, TableRow, Term } from './document';
import { type LiveNumber, type NumberSource, readNumber } from './live-number';
import { NO_MATERIAL, type ReportMaterial } from './report-material';

/** A line of the summary, and the chapter it leads to. */
export interface Headline {
  about: string;
  basis: Basis;
  text: Phrase;
  sources: string[];
}

/** A report being written: reads numbers, numbers tables and charts, collects blocks. */
export class Draft {
  readonly blocks: Block[] = [];
  readonly headlines: Headline[] = [];
  private tables = 0;
  private charts = 0;

  constructor(
    readonly model: MaturityModel,
    readonly aggregates: ReadyAggregates,
    readonly material: ReportMaterial = NO_MATERIAL
  ) {}

  /** Whether a cell is there at all, shown or not: what a wave cannot have, such as a change in the first one, is not counted. */
  has(ref: string): boolean {
    const dot = ref.indexOf('.');
    return this.aggregates.tables[ref.slice(0, dot)]?.cells[ref.slice(dot + 1)] !== undefined;
  }

  classes(by: Breakdown): StratumClass[] {
    return this.aggregates.strata[by];
  }

  /** Null where the number is withheld; a number that was never counted is a bug. */
  read(source: NumberSource): LiveNumber | null {
    const number = readNumber(this.aggregates.tables, source);
    if (!('failed' in number)) return number;
    if (number.failed === 'unknown-reference')
      throw new Error(`The report refers to "${number.ref}", which was not counted`);
    return null;
  }

  count(ref: string): LiveNumber | null {
    return this.read({ ref, as: 'count' });
  }

  /** A count that may not be there at all. */
  optional(ref: string): LiveNumber | null {
    return this.has(ref) ? this.count(ref) : null;
  }

  /** A number that is always published. */
  fact(ref: string): LiveNumber {
    const number = this.count(ref);
    if (!number) throw new Error(`"${ref}" is a public fact and cannot be withheld`);
    return number;
  }

  share(ref: string, over: string): LiveNumber | null {
    return this.read({ ref, over, as: 'percent' });
  }

  /** A derived number as it is, or null where it is withheld or not there. */
  value(ref: string, round?: LiveNumber['round'], digits = 0): LiveNumber | null {
    return this.has(ref) ? this.read({ ref, as: 'value', ...(round ? { round } : {}), digits }) : null;
  }

  /** An estimate for all with its interval; rounded outwards, so that it never claims more than was computed. */
  estimate(table: string): { estimate: LiveNumber; low: LiveNumber; high: LiveNumber } | null {
    const estimate = this.value(`${table}.estimate`);
    const [low, high] = [this.value(`${table}.low`, 'down'), this.value(`${table}.high`, 'up')];
    return estimate && low && high && { estimate, low, high };
  }

  /** A difference with its interval. */
  difference(start: string, digits = 0): { difference: LiveNumber; low: LiveNumber; high: LiveNumber } | null {
    const difference = this.value(`${start}difference`, undefined, digits);
    const [low, high] = [this.value(`${start}low`, 'down', digits), this.value(`${start}high`, 'up', digits)];
    return difference && low && high && { difference, low, high };
  }

  /**
   * Lowest and highest possible share of all municipalities: those that did not answer once as no and once as yes.
   * Manski 1989, "Anatomy of the selection problem", Journal of Human Resources 24(3).
   */
  bounds(ref: string): { low: LiveNumber; high: LiveNumber } | null {
    const over = 'coverage.population';
    const low = this.read({ ref, over, as: 'percent', round: 'down' });
    const high = this.read({ ref, plus: ['coverage.silent'], over, as: 'percent', round: 'up' });
    return low && high && { low, high };
  }

  heading(id: string, text: Phrase, level: 2 | 3 = 2): void {
    this.blocks.push({ kind: 'heading', id, level, text });
  }

  paragraph(id: string, text: Phrase): void {
    this.blocks.push({ kind: 'paragraph', id, text });
  }

  note(id: string, text: Phrase, tone: 'method' | 'withheld' = 'method'): void {
    this.blocks.push({ kind: 'note', id, tone, text });
  }

  finding(id: string, basis: Basis, text: Phrase, sources: string[]): void {
    this.blocks.push({ kind: 'finding', id, basis, text, sources });
  }

  chart(id: string, table: string, title: Phrase, summary: Phrase, chart: Chart): void {
    this.blocks.push({ kind: 'chart', id, number: ++this.charts, title, summary, chart, table });
  }

  /** `shows`: the published tables whose numbers stand in it, so that it can say why something is missing. */
  table(id: string, caption: Phrase, columns: Phrase[], rows: TableRow[], shows: string[]): void {
    const reasons = new Set(shows.flatMap((table) => this.aggregates.tables[table]?.withheld ?? []));
    const notes = [...reasons].map((reason) => this.explainWithheld(reason));
    if (rows.some((row) => row.cells.includes('withheld')))
      notes.unshift(phrase('report.withheld-note', { most: { number: this.aggregates.threshold - 1 } }));
    this.blocks.push({ kind: 'table', id, number: ++this.tables, caption, columns, rows, notes, shows });
  }

  private explainWithheld(reason: TableWithheld): Phrase {
    return reason === 'too-few'
      ? phrase('table.too-few', { threshold: { number: this.aggregates.threshold } })
      : phrase(`table.${reason}`);
  }
}

/** Comparisons whose adjusted probability is below this are called findings. */
export const NOTEWORTHY = 0.05;

export function phrase(key: ReportKey, params?: Record<string, Param>): Phrase {
  return params ? { key, params } : { key };
}

export function term(kind: Term, id: string | number): Param {
  return { term: kind, id: String(id) };
}

export function cell(number: LiveNumber | null): TableCell {
  return number ?? 'withheld';
}

/** The one item that stands alone at the top, or null where others share the place. */
export function findSoleHighest<T>(items: readonly T[], valueOf: (item: T) => number): T | null {
  const [first, second] = [...items].sort((a, b) => valueOf(b) - valueOf(a));
  if (first === undefined) return null;
  return second !== undefined && valueOf(second) === valueOf(first) ? null : first;
}
