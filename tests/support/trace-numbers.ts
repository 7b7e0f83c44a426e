import type { ReadyAggregates } from '$lib/domain/reporting/aggregate-types';
import type { Block, Param, ReportDocument } from '$lib/domain/reporting/document';
import type { LiveNumber } from '$lib/domain/reporting/live-number';
import { formatLive, type Segment, type Wording, wordParam } from '$lib/domain/reporting/word';
import type { WordedBlock, WordedReport } from '$lib/domain/reporting/worded-report';
import { digitsOf, labelsOf } from './read-report-files';

type Tables = ReadyAggregates['tables'];

/** A number as its source cells have it now, worked out here a second time; NaN where one is withheld or missing. */
export function valueFromCells(tables: Tables, number: Omit<LiveNumber, 'value'>): number {
  const cell = (ref: string) => {
    const dot = ref.indexOf('.');
    const found = tables[ref.slice(0, dot)]?.cells[ref.slice(dot + 1)];
    return found?.status === 'published' ? found.n : NaN;
  };
  const total = (plus: string[], minus: string[] = []) =>
    plus.reduce((sum, ref) => sum + cell(ref), 0) - minus.reduce((sum, ref) => sum + cell(ref), 0);
  const part = total([number.ref, ...(number.plus ?? [])], number.minus);
  if (number.as === 'count') return part;
  const towards = { down: Math.floor, up: Math.ceil, nearest: Math.round }[number.round ?? 'nearest'];
  if (number.as === 'value') {
    const scale = 10 ** (number.digits ?? 0);
    // the last bits of a float decide nothing
    return towards(Number((part * scale).toPrecision(12))) / scale;
  }
  const whole = total([number.over ?? ''], number.overMinus);
  const percent = towards((part * 100) / whole);
  return number.round || part === 0 || part === whole ? percent : Math.min(99, Math.max(1, percent));
}

/** Every live number in a piece of the document. */
export function liveNumbers(value: unknown): LiveNumber[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('ref' in value) return [value as LiveNumber];
  return Object.values(value).flatMap(liveNumbers);
}

/** What is wrong between the document, the cells and the words: nothing, or the ids of blocks and why. */
export function traceWords(
  document: ReportDocument,
  worded: WordedReport,
  tables: Tables,
  wording: Wording
): { numbers: number; wrong: string[] } {
  const wrong: string[] = [];
  let numbers = 0;
  for (const [i, block] of document.blocks.entries()) {
    const words = worded.blocks[i]!;
    for (const number of liveNumbers(block)) {
      const now = valueFromCells(tables, number);
      if (now !== number.value)
        wrong.push(`${block.id}: ${number.ref} stands as ${number.value}, its cells say ${now}`);
    }
    const said = traceSegments(block.id, segmentsOf(words), tables, worded.locale);
    numbers += said.numbers;
    wrong.push(...said.wrong);
    if (block.kind === 'table' && words.kind === 'table') {
      const { locale } = worded;
      for (const [row, { cells }] of block.rows.entries())
        for (const [column, cell] of cells.entries()) {
          const text = words.rows[row]!.cells[column]!.text;
          if (typeof cell === 'object' && 'ref' in cell) {
            numbers++;
            const right = formatLive({ ...cell, value: valueFromCells(tables, cell) }, locale);
            if (text !== right) wrong.push(`${block.id}: "${text}" in row ${row}, the cell says ${right}`);
          } else if (cell === 'withheld' && /\d/.test(text)) wrong.push(`${block.id}: "${text}" is withheld`);
        }
    }
    if (block.kind === 'chart' && words.kind === 'chart')
      wrong.push(...traceDrawing(block, words.svg, tables, wording));
  }
  return { numbers, wrong };
}

/** Every live number of a sentence stands in it as its cells have it. */
export function traceSegments(
  id: string,
  segments: readonly Segment[],
  tables: Tables,
  locale: Wording['locale']
): { numbers: number; wrong: string[] } {
  const live = segments.flatMap(({ number, text }) => (number ? [{ number, text }] : []));
  const wrong = live.flatMap(({ number, text }) => {
    const right = formatLive({ ...number, value: valueFromCells(tables, number) }, locale);
    // a sentence says "percent" itself
    if (text === right || text === right.replace(/[\s\u00a0]?%$/, '')) return [];
    return [`${id}: "${text}" for ${number.ref}, its cells say ${right}`];
  });
  return { numbers: live.length, wrong };
}

/** Every number among a drawing's labels is one of its chart's, as its cells have it, or stands in the name of a bar or level. */
export function traceDrawing(
  block: Pick<Extract<Block, { kind: 'chart' }>, 'id' | 'chart'>,
  svg: string,
  tables: Tables,
  wording: Wording
): string[] {
  const values = liveNumbers(block.chart).map((number) =>
    formatLive({ ...number, value: valueFromCells(tables, number) }, wording.locale)
  );
  const known = new Set([...values, ...namesIn(block.chart, wording)].flatMap((text) => digitsOf(text)));
  return labelsOf(svg)
    .shown.flatMap((label) => digitsOf(label))
    .filter((digits) => !known.has(digits))
    .map((digits) => `${block.id}: the drawing shows ${digits}, which no cell of it says`);
}

const PARAMS = ['number', 'term', 'text', 'date', 'list', 'to', 'key', 'own'];

/** What a chart's data names without counting it: bars, columns, levels. */
function namesIn(value: unknown, wording: Wording): string[] {
  if (Array.isArray(value)) return value.flatMap((part) => namesIn(part, wording));
  if (typeof value !== 'object' || value === null || 'ref' in value) return [];
  if (PARAMS.some((key) => key in value))
    return wordParam(value as Param, wording).flatMap(({ number, text }) => (number ? [] : [text]));
  return Object.entries(value).flatMap(([key, part]) =>
    key === 'level' || key === 'levels' ? [part].flat().map(String) : namesIn(part, wording)
  );
}

export function segmentsOf(block: WordedBlock): Segment[] {
  if (block.kind === 'finding') return [...block.text, ...block.sources];
  if (block.kind === 'paragraph' || block.kind === 'note') return block.text;
  if (block.kind === 'proposal') return [...block.steps.flatMap(({ items }) => items.flat()), ...block.sources];
  if (block.kind === 'prose')
    return block.parts.flatMap((part) => (part.part === 'list' ? part.items.flat() : part.text));
  return [];
}

const join = (segments: readonly Segment[]) => segments.map(({ text }) => text).join('');

/** The words of a block in the order in which every rendering sets them. */
export function textsOf(block: WordedBlock): string[] {
  switch (block.kind) {
    case 'heading':
      return [block.text];
    case 'finding':
      return [join(block.text), join(block.sources)];
    case 'paragraph':
    case 'note':
      return [join(block.text)];
    case 'table':
      return [
        block.caption,
        ...block.columns,
        ...block.rows.flatMap(({ header, cells }) => [header, ...cells.map(({ text }) => text)]),
        ...block.notes
      ];
    case 'chart':
      return [block.title];
    case 'proposal':
      return [
        block.label,
        block.title,
        ...block.steps.flatMap(({ title, items }) => [title, ...items.map(join)]),
        join(block.sources)
      ];
    case 'prose':
      return block.parts.flatMap((part) => (part.part === 'list' ? part.items.map(join) : [join(part.text)]));
    case 'quote':
      return [block.text, block.by];
    case 'picture':
      return [block.caption];
  }
}

/** What the list of contents says of a block. */
export function contentsOf(block: WordedBlock): string[] {
  if (block.kind === 'heading') return [block.text];
  if (block.kind === 'proposal') return [block.label, block.title];
  if (block.kind !== 'prose') return [];
  return block.parts.flatMap((part) => (part.part === 'heading' ? part.text.map(({ text }) => text) : []));
}
