import type { ChartPalette } from './charts/palette';
import type { Block, Param, Phrase, ReportDocument, TableCell } from './document';
import { phrase } from './draft';
import { type Segment, type Wording, formatLive, joinText, wordParam, wordPhrase } from './word';
import { wordChart } from './word-chart';
import { wordOwn, wordWords } from './word-own';
import type { WordedBlock, WordedCell, WordedReport, WordedTable } from './worded-report';

export interface Drawing {
  palette: ChartPalette;
  /** Of every chart; under 480 labels stand above their bars. */
  width: number;
}

/**
 * A report in a language: every sentence worded, every number formatted and leading to its table, every chart drawn.
 *
 * @example
 * wordReport(document, { locale: 'sv', texts, model: swedishTexts }, { palette: PRINT_PALETTE, width: 640 })
 * // { locale: 'sv', title: 'Så långt har kommunerna kommit med öppna data', blocks: [...], ... }
 */
export function wordReport(document: ReportDocument, wording: Wording, drawing: Drawing): WordedReport {
  const say = (one: Phrase) => joinText(wordPhrase(one, wording));
  const guide = new Guide(document.blocks, wording);
  return {
    locale: wording.locale,
    title: say(document.title),
    subtitle: say(document.subtitle),
    demo: document.meta.demo ? say(phrase('report.demo')) : null,
    date: document.meta.date,
    words: {
      page: say(phrase('report.page')),
      withheld: say(phrase('report.withheld')),
      link: say(phrase('report.link')),
      more: say(phrase('report.more'))
    },
    blocks: document.blocks.map((block) => wordBlock(block, guide, drawing))
  };
}

/** Knows where everything stands, so that numbers and sources can lead there. */
class Guide {
  private readonly tableOf = new Map<string, string>();
  private readonly numberOf = new Map<string, number>();

  constructor(
    blocks: readonly Block[],
    readonly wording: Wording
  ) {
    for (const block of blocks) {
      if (block.kind !== 'table') continue;
      this.numberOf.set(block.id, block.number);
      for (const table of block.shows) if (!this.tableOf.has(table)) this.tableOf.set(table, block.id);
    }
  }

  say(one: Param): string {
    return joinText(wordParam(one, this.wording));
  }

  /** Segments whose numbers lead to the table they stand in. */
  tell(one: Phrase): Segment[] {
    return wordPhrase(one, this.wording).map((segment) => {
      const to =
        segment.to ??
        (segment.number && this.tableOf.get(segment.number.ref.slice(0, segment.number.ref.indexOf('.'))));
      return to === undefined ? segment : { ...segment, to };
    });
  }

  cite(sources: readonly string[]): Segment[] {
    const list = sources.flatMap((id): Param[] => {
      const number = this.numberOf.get(id);
      return number === undefined ? [] : [{ to: id, phrase: phrase('report.table', { number: { number } }) }];
    });
    return list.length === 0
      ? []
      : wordPhrase(phrase('report.sources', { tables: { list, style: 'and' } }), this.wording);
  }

  caption(kind: 'report.table' | 'report.chart', number: number, text: Phrase): string {
    return this.say(phrase('report.captioned', { label: phrase(kind, { number: { number } }), text }));
  }
}

/** From the measure back to what was counted, then who and to what end. */
const STEPS = ['measure', 'findings', 'barriers', 'criteria', 'numbers', 'who', 'effect'] as const;

function wordBlock(block: Block, guide: Guide, drawing: Drawing): WordedBlock {
  const { id } = block;
  switch (block.kind) {
    case 'heading':
      return { kind: 'heading', id, level: block.level, text: guide.say(block.text) };
    case 'paragraph':
      return { kind: 'paragraph', id, text: guide.tell(block.text) };
    case 'note':
      return { kind: 'note', id, tone: block.tone, text: guide.tell(block.text) };
    case 'finding':
      return {
        kind: 'finding',
        id,
        label: guide.say(phrase(`basis.${block.basis}`)),
        text: wordFinding(block, guide),
        sources: guide.cite(block.sources),
        about: block.about ?? null
      };
    case 'table':
      return wordTable(block, guide);
    case 'chart': {
      const summary = guide.say(block.summary);
      const svg = wordChart(block.chart, { id, summary, ...drawing }, guide.wording);
      return {
        kind: 'chart',
        id,
        title: guide.caption('report.chart', block.number, block.title),
        summary,
        svg,
        table: block.table
      };
    }
    case 'prose':
    case 'quote':
    case 'picture':
      return wordOwn(block, guide.wording, (one) => guide.tell(one));
    case 'proposal':
      return {
        kind: 'proposal',
        id,
        label: guide.say(phrase('proposal.label', { number: { number: block.number } })),
        title: guide.say(block.title),
        steps: STEPS.flatMap((step) => {
          const items = (block.chain[step] ?? []).map((one) => guide.tell(one));
          return items.length > 0 ? [{ title: guide.say(phrase(`chain.${step}`)), items }] : [];
        }),
        sources: guide.cite(block.sources)
      };
  }
}

/** An analyst's sentence where there is one in this language. */
function wordFinding(block: Extract<Block, { kind: 'finding' }>, guide: Guide): Segment[] {
  const own = block.own?.[guide.wording.locale];
  const text = own ? wordWords(own, guide.wording, (one) => guide.tell(one)) : guide.tell(block.text);
  return block.about === undefined ? text : dropFullStop(text);
}

function wordTable(block: Extract<Block, { kind: 'table' }>, guide: Guide): WordedTable {
  return {
    kind: 'table',
    id: block.id,
    caption: guide.caption('report.table', block.number, block.caption),
    columns: block.columns.map((column) => guide.say(column)),
    rows: block.rows.map((row) => ({
      header: startLarge(guide.say(row.header), guide.wording.locale),
      strong: row.strong ?? false,
      cells: row.cells.map((cell) => wordCell(cell, guide))
    })),
    notes: block.notes.map((note) => guide.say(note))
  };
}

function wordCell(cell: TableCell, guide: Guide): WordedCell {
  if (cell === 'withheld') return { text: 'c', withheld: true, number: true };
  if (cell === 'none') return { text: '', withheld: false, number: true };
  if ('ref' in cell) return { text: formatLive(cell, guide.wording.locale), withheld: false, number: true };
  return { text: guide.say(cell), withheld: false, number: false };
}

/** Lines of the summary are headlines. */
function dropFullStop(segments: Segment[]): Segment[] {
  return segments.map((segment, i) =>
    i < segments.length - 1 ? segment : { ...segment, text: segment.text.replace(/\.$/, '') }
  );
}

function startLarge(text: string, locale: string): string {
  return text.slice(0, 1).toLocaleUpperCase(locale) + text.slice(1);
}
