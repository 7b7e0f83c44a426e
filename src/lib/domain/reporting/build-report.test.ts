import { beforeAll, describe, expect, it } from 'vitest';
import { loadHighsSolver } from '$lib/server/disclosure/highs';
import type { SolveProgram } from '../disclosure/solver';
import { aggregate } from './aggregate';
import type { Aggregates, PublishedCount } from './aggregate-types';
import { buildReport } from './build-report';
import { PRINT_PALETTE } from './charts/palette';
import { checkReferences, listNumbers } from './check-references';
import type { ReportDocument } from './document';
import { MODEL, inventWave } from './testing/invented-wave.fixture';
import { WORDINGS } from './testing/report-wording.fixture';
import { wordReport } from './word-report';

const META = { network: 'Testland', wave: 'Autumn 2026', date: '2026-11-24T09:00:00Z', demo: false };
const LOCALES = ['en', 'sv', 'nl'] as const;

let solve: SolveProgram;
beforeAll(async () => {
  solve = await loadHighsSolver();
});

/** Counting and protecting takes seconds: once for each wave. */
const counted = new Map<string, Promise<Aggregates>>();

async function report(seed: number, size: number, options: Parameters<typeof inventWave>[2] = {}) {
  const key = JSON.stringify([seed, size, options]);
  const known = counted.get(key) ?? count(seed, size, options);
  counted.set(key, known);
  const aggregates = await known;
  return { aggregates, document: buildReport(MODEL, aggregates, META) };
}

async function count(seed: number, size: number, options: Parameters<typeof inventWave>[2]): Promise<Aggregates> {
  const aggregates = await aggregate(inventWave(seed, size, options), solve);
  if (!aggregates.ok) throw new Error(JSON.stringify(aggregates.problems));
  return aggregates.value;
}

function wordAll(document: ReportDocument, locale: (typeof LOCALES)[number]) {
  return wordReport(document, WORDINGS[locale], { palette: PRINT_PALETTE, width: 640 });
}

const WAVES: [name: string, seed: number, size: number, options?: { answering: number }][] = [
  ['a full national wave', 1, 290],
  ['everybody answered', 2, 60, { answering: 60 }],
  ['hardly any answers', 5, 30, { answering: 7 }],
  ['just enough answers', 6, 30, { answering: 5 }]
];

describe.each(WAVES)('a report on %s', { timeout: 90_000 }, (_, seed, size, options) => {
  it('ties every number to a published cell', async () => {
    const { document, aggregates } = await report(seed, size, options);
    const checked = checkReferences(document, aggregates);
    expect(checked.ok, JSON.stringify(checked)).toBe(true);
    expect(listNumbers(document).length).toBeGreaterThan(20);
  });

  it('has headings in order, one id for each block, and tables behind every chart and source', async () => {
    const { document } = await report(seed, size, options);
    const ids = document.blocks.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const levels = [1, ...document.blocks.flatMap((block) => (block.kind === 'heading' ? [block.level] : []))];
    for (const [i, level] of levels.slice(1).entries()) expect(level - levels[i]!).toBeLessThanOrEqual(1);
    const tables = new Set(document.blocks.flatMap((block) => (block.kind === 'table' ? [block.id] : [])));
    for (const block of document.blocks) {
      if (block.kind === 'chart') expect(tables).toContain(block.table);
      if (block.kind === 'finding' || block.kind === 'proposal') {
        expect(block.sources.length, block.id).toBeGreaterThan(0);
        for (const source of block.sources) expect(tables).toContain(source);
      }
      if (block.kind === 'finding' && block.about !== undefined) expect(ids).toContain(block.about);
    }
  });

  it.each(LOCALES)('is worded without gaps in %s', async (locale) => {
    const { document } = await report(seed, size, options);
    const worded = wordAll(document, locale);
    const text = JSON.stringify({
      ...worded,
      blocks: worded.blocks.map((block) => (block.kind === 'chart' ? { ...block, svg: '' } : block))
    });
    expect(text).not.toMatch(/undefined|NaN|\[object|\{\w+\}|[—!]/);
  });
});

describe('labels', () => {
  it('give the headline share exactly for those answering, and as lowest and highest possible for everybody', async () => {
    const { document, aggregates } = await report(1, 290);
    const tables = aggregates.status === 'ready' ? aggregates.tables : {};
    const reached = tables.overall!.cells['from-2']!;
    const n = reached.status === 'published' ? reached.n : NaN;
    const bounds = document.blocks.find((block) => block.id === 'levels-bounds');
    expect(bounds).toMatchObject({
      basis: 'all',
      text: {
        params: { low: { value: Math.floor((n * 100) / 290) }, high: { value: Math.ceil(((n + 76) * 100) / 290) } }
      }
    });
    expect(document.blocks.find((block) => block.id === 'levels-answering')).toMatchObject({
      basis: 'answering',
      text: { params: { reached: { value: n } } }
    });
    expect(document.blocks.some((block) => block.kind === 'note' && block.text.key === 'coverage.not-random')).toBe(
      true
    );
  });

  it('give no bounds where everybody answered', async () => {
    const { document } = await report(2, 60, { answering: 60 });
    expect(document.blocks.some((block) => block.kind === 'finding' && block.basis === 'all')).toBe(false);
    expect(document.blocks.some((block) => block.kind === 'note' && block.text.key === 'coverage.complete')).toBe(true);
  });

  it('never speak of a sample’s error or a confidence', async () => {
    const { document } = await report(1, 290);
    for (const locale of LOCALES)
      expect(JSON.stringify(wordAll(document, locale))).not.toMatch(
        /margin of error|confidence|felmarginal|konfidens|foutmarge|betrouwbaarheidsinterval/i
      );
  });
});

describe('too few answers', () => {
  it.each([0, 1, 4])('show no number of answers and say why: %i', async (answering) => {
    const { document } = await report(7, 30, { answering });
    expect(document.blocks.map(({ id }) => id)).toEqual(['too-few', 'too-few-text']);
    expect(listNumbers(document)).toEqual([]);
    for (const locale of LOCALES) {
      const words = JSON.stringify(wordAll(document, locale).blocks);
      // the threshold is all there is
      expect(new Set(words.replaceAll(/"level":2|"id":"[^"]*"/g, '').match(/\d+/g))).toEqual(new Set(['5']));
    }
  });
});

describe('a document', () => {
  it('is the same for the same input', async () => {
    expect(JSON.stringify((await report(5, 30, { answering: 7 })).document)).toBe(
      JSON.stringify((await report(5, 30, { answering: 7 })).document)
    );
  });

  it('says so on top where the results are invented', async () => {
    const { aggregates } = await report(5, 30, { answering: 7 });
    const document = buildReport(MODEL, aggregates, { ...META, demo: true });
    expect(document.blocks[0]).toMatchObject({ kind: 'note', tone: 'demo' });
    expect(wordAll(document, 'nl').demo).toBe('Demogegevens: echte gemeenten, verzonnen resultaten');
  });

  it('is refused where a number went stale, was withheld since or is gone', async () => {
    const { document, aggregates } = await report(5, 30, { answering: 7 });
    if (aggregates.status !== 'ready') throw new Error('expected a report');
    const change = (cell: PublishedCount) =>
      checkReferences(document, {
        ...aggregates,
        tables: {
          ...aggregates.tables,
          coverage: { ...aggregates.tables.coverage!, cells: { ...aggregates.tables.coverage!.cells, answered: cell } }
        }
      });
    const codes = (result: ReturnType<typeof change>) =>
      result.ok ? [] : [...new Set(result.problems.map(({ code }) => code))];
    expect(codes(change({ status: 'published', n: 3 }))).toEqual(['stale-number']);
    expect(codes(change({ status: 'suppressed' }))).toEqual(['suppressed-number']);
    expect(codes(checkReferences(document, { status: 'too-few', because: 'below-threshold', threshold: 5 }))).toEqual([
      'unknown-reference'
    ]);
  });
});
