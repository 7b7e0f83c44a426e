import { chooseFigure } from '$lib/domain/reporting/figures/choose-figure';
import { drawFigure } from '$lib/domain/reporting/figures/draw-figure';
import { FigureReader } from '$lib/domain/reporting/figures/figure-reader';
import { tabulateFigure } from '$lib/domain/reporting/figures/tabulate-figure';
import { findOf, summarizeFigure } from '$lib/domain/reporting/figures/title-figure';
import type { Phrase } from '$lib/domain/reporting/document';
import type { PublishedEdition } from '$lib/domain/reporting/edition';
import { formatLive, joinText, wordPhrase } from '$lib/domain/reporting/word';
import type { WordedTable } from '$lib/domain/reporting/worded-report';
import type { Locale } from '$lib/domain/shared/locale';
import { editionWording } from '$lib/server/reporting/edition-words';
import { traceDrawing, traceSegments, valueFromCells } from './trace-numbers';

/** A figure as it was shown: on the page of figures, or in a frame. */
export interface SeenFigure {
  finding: string | null;
  summary: string;
  drawings: readonly string[];
  tables: readonly WordedTable[];
}

/** Takes every number of a shown figure back to its cells: where from is told by the document, what it is worked out here. */
export function traceFigure(
  edition: PublishedEdition,
  query: string,
  locale: Locale,
  seen: SeenFigure
): { numbers: number; wrong: string[] } {
  const { aggregates, model, material } = edition.content;
  if (aggregates.status !== 'ready') throw new Error('no numbers');
  const { tables } = aggregates;
  const { entry } = chooseFigure(tables, Object.fromEntries(new URLSearchParams(query)))!;
  const reader = new FigureReader(aggregates, { model, counties: material.countyNames });
  const wording = editionWording(edition, locale);
  const wrong: string[] = [];
  let numbers = 0;
  const tell = (what: string, phrase: Phrase, said: string) => {
    const segments = wordPhrase(phrase, wording);
    if (joinText(segments) !== said) wrong.push(`${query} ${what}: "${said}" instead of "${joinText(segments)}"`);
    const traced = traceSegments(`${query} ${what}`, segments, tables, locale);
    numbers += traced.numbers;
    wrong.push(...traced.wrong);
  };
  const finding = findOf(entry, reader);
  if (finding) tell('finding', finding, seen.finding ?? '');
  const chart = drawFigure(entry, reader);
  if (chart) tell('summary', summarizeFigure(chart, reader), seen.summary);
  for (const svg of seen.drawings) wrong.push(...traceDrawing({ id: query, chart: chart! }, svg, tables, wording));
  for (const [i, table] of tabulateFigure(entry, reader).entries())
    for (const [row, { cells }] of table.rows.entries())
      for (const [column, cell] of cells.entries()) {
        const text = seen.tables[i]?.rows[row]?.cells[column]?.text ?? 'nothing';
        if (typeof cell === 'object' && 'ref' in cell) {
          numbers += 1;
          const right = formatLive({ ...cell, value: valueFromCells(tables, cell) }, locale);
          if (text !== right) wrong.push(`${query}: "${text}" in row ${row}, ${cell.ref} says ${right}`);
        } else if (cell === 'withheld' && /\d/.test(text)) wrong.push(`${query}: "${text}" is withheld`);
      }
  return { numbers, wrong };
}
