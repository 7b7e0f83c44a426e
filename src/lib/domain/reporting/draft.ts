import type { MaturityModel } from '../model/types';
import type { ReadyAggregates, TableWithheld } from './aggregate-types';
import type { Basis, Block, Chart, Param, Phrase, ReportKey, TableCell, TableRow, Term } from './document';
import { type LiveNumber, type NumberSource, readNumber } from './live-number';

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
    readonly aggregates: ReadyAggregates
  ) {}

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

  /** A number that is always published. */
  fact(ref: string): LiveNumber {
    const number = this.count(ref);
    if (!number) throw new Error(`"${ref}" is a public fact and cannot be withheld`);
    return number;
  }

  share(ref: string, over: string): LiveNumber | null {
    return this.read({ ref, over, as: 'percent' });
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
    if (reason === 'too-few') return phrase('table.too-few', { threshold: { number: this.aggregates.threshold } });
    return phrase(reason === 'one-sided' ? 'table.one-sided' : 'table.cannot-protect');
  }
}

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
