import type { ReadyAggregates } from '../aggregate-types';
import type { ChartPalette } from '../charts/palette';
import type { TableCell } from '../document';
import { phrase } from '../draft';
import { formatLive, joinText, type Wording, wordParam, wordPhrase } from '../word';
import { wordChart } from '../word-chart';
import type { WordedCell, WordedTable } from '../worded-report';
import { drawFigure } from './draw-figure';
import type { FigureEntry } from './figure-entries';
import type { FigureNaming } from './figure-names';
import { FigureReader } from './figure-reader';
import { type FigureTable, tabulateFigure } from './tabulate-figure';
import { findOf, summarizeFigure, titleFigure } from './title-figure';

export interface WordedFigure {
  title: string;
  /** What it finds, in one sentence, where there is one number that tells it. */
  finding: string | null;
  /** Null where nothing can be drawn: the table says it. */
  chart: { summary: string; draw(width: number, palette: ChartPalette): string } | null;
  tables: WordedTable[];
}

/**
 * An entry of the dashboard in a language: its heading, its chart, its tables, with what is withheld and why.
 *
 * @example
 * wordFigure(entry, aggregates, { model, counties: {} }, { locale: 'sv', texts, model: swedishTexts })
 * // { title: 'Nivåer i dimensionerna: Licenser och villkor', finding: '...', chart: { summary: '...', draw }, tables: [...] }
 */
export function wordFigure(
  entry: FigureEntry,
  aggregates: ReadyAggregates,
  naming: FigureNaming,
  wording: Wording
): WordedFigure {
  const reader = new FigureReader(aggregates, naming);
  const say = (one: Parameters<typeof wordPhrase>[0]) => joinText(wordPhrase(one, wording));
  const title = say(titleFigure(entry, reader));
  const finding = findOf(entry, reader);
  const chart = drawFigure(entry, reader);
  const tables = tabulateFigure(entry, reader);
  const summary = chart ? say(summarizeFigure(chart, reader)) : '';
  return {
    title,
    finding: finding && say(finding),
    chart: chart && {
      summary,
      draw: (width, palette) => wordChart(chart, { id: 'figure', summary, palette, width }, wording)
    },
    tables: tables.map((table) => {
      // several under one heading are told apart by what their numbers are
      const unit = phrase(`figure.unit.${table.unit}`);
      const caption =
        tables.length > 1 ? say(phrase('figure.titled', { subject: titleFigure(entry, reader), of: unit })) : title;
      return wordTable(table, caption, aggregates, wording);
    })
  };
}

function wordTable(table: FigureTable, caption: string, { threshold }: ReadyAggregates, wording: Wording): WordedTable {
  const say = (one: Parameters<typeof wordParam>[0]) => joinText(wordParam(one, wording));
  const notes = table.reasons.map((reason) =>
    say(phrase(`table.${reason}`, reason === 'too-few' ? { threshold: { number: threshold } } : {}))
  );
  if (table.withheld) notes.unshift(say(phrase('report.withheld-note', { most: { number: threshold - 1 } })));
  const large = (text: string) => text.slice(0, 1).toLocaleUpperCase(wording.locale) + text.slice(1);
  return {
    kind: 'table',
    id: table.id,
    caption,
    columns: table.columns.map((column) => large(say(column))),
    rows: table.rows.map(({ header, strong, cells }) => ({
      header: large(say(header)),
      strong,
      cells: cells.map((cell) => wordCell(cell, wording))
    })),
    notes
  };
}

function wordCell(cell: TableCell, wording: Wording): WordedCell {
  if (cell === 'withheld') return { text: 'c', withheld: true, number: true };
  if (cell === 'none') return { text: '', withheld: false, number: true };
  if ('ref' in cell) return { text: formatLive(cell, wording.locale), withheld: false, number: true };
  return { text: joinText(wordPhrase(cell, wording)), withheld: false, number: false };
}
