import type { ChartPalette } from '$lib/domain/reporting/charts/palette';
import type { PublishedEdition } from '$lib/domain/reporting/edition';
import { listEntries } from '$lib/domain/reporting/figures/figure-entries';
import { wordFigure } from '$lib/domain/reporting/figures/word-figure';
import { joinText, wordPhrase } from '$lib/domain/reporting/word';
import { wordReport } from '$lib/domain/reporting/word-report';
import type { WordedTable } from '$lib/domain/reporting/worded-report';
import type { Locale } from '$lib/domain/shared/locale';
import { editionWording } from './edition-words';

export interface FoundChart {
  title: string;
  summary: string;
  svg: string;
  /** Its numbers. */
  tables: WordedTable[];
  /** Where it stands, from the edition's address on: `#chart-levels`, `/figures?subject=levels`. */
  place: string;
}

/** Every chart of an edition: those of the report by their block, then those of the dashboard by their table. */
export function listCharts({ content }: PublishedEdition): string[] {
  const drawn = content.document.blocks.flatMap((block) => (block.kind === 'chart' ? [block.id] : []));
  return [...drawn, ...(content.aggregates.status === 'ready' ? Object.keys(content.aggregates.tables) : [])];
}

/** A chart of the report, or one table of the dashboard, drawn; null where there is none or nothing of it can be drawn. */
export function findChart(
  edition: PublishedEdition,
  id: string,
  locale: Locale,
  { palette, width }: { palette: ChartPalette; width: number }
): FoundChart | null {
  const wording = editionWording(edition, locale);
  const { document, aggregates, model, material } = edition.content;
  const block = document.blocks.find((one) => one.id === id);
  if (block?.kind === 'chart') {
    const wanted = document.blocks.filter((one) => one.id === id || one.id === block.table);
    const { blocks } = wordReport({ ...document, blocks: wanted }, wording, { palette, width });
    const chart = blocks.find((one) => one.kind === 'chart')!;
    const tables = blocks.filter((one) => one.kind === 'table').filter((one) => one.id === chart.table);
    // alone it is no chart with a number
    const title = joinText(wordPhrase(block.title, wording));
    return { title, summary: chart.summary, svg: chart.svg, tables, place: `#${id}` };
  }
  if (aggregates.status !== 'ready' || !Object.hasOwn(aggregates.tables, id)) return null;
  const entry = listEntries(aggregates.tables).find(
    ({ tables, overview }) => !overview && tables.some((table) => table.id === id)
  )!;
  const { title, finding, chart, tables } = wordFigure(
    entry,
    aggregates,
    { model, counties: material.countyNames },
    wording
  );
  if (!chart) return null;
  const query = new URLSearchParams();
  for (const facet of ['subject', 'share', 'of', 'by'] as const) if (entry[facet]) query.set(facet, entry[facet]);
  const svg = chart.draw(width, palette);
  return { title: finding ?? title, summary: chart.summary, svg, tables, place: `/figures?${query}` };
}
