import { describe, expect, it } from 'vitest';
import type { MaturityModel } from '../model/types';
import modelData from '$lib/content/models/roadmap-1.0.0/model.json';
import { buildReport } from './build-report';
import type { ReadyAggregates } from './aggregate-types';
import { PRINT_PALETTE } from './charts/palette';
import { checkReferences, listNumbers } from './check-references';
import type { Block, ReportDocument } from './document';
import { MATERIAL, type TableOptions, inventTables } from './testing/invented-tables.fixture';
import { WORDINGS } from './testing/report-wording.fixture';
import { wordReport } from './word-report';
import type { WordedReport } from './worded-report';

const MODEL = modelData as MaturityModel;
const META = { network: 'Testland', wave: 'Autumn 2026', date: '2026-11-24T09:00:00Z', demo: false };
const LOCALES = ['en', 'sv', 'nl'] as const;

interface Built {
  aggregates: ReadyAggregates;
  document: ReportDocument;
}
const built = new Map<string, Built>();
function build(seed: number, options: TableOptions = {}, rejected: string[] = []): Built {
  const key = JSON.stringify([seed, options, rejected]);
  const known = built.get(key);
  if (known) return known;
  const aggregates = inventTables(seed, options);
  const made = { aggregates, document: buildReport(MODEL, aggregates, META, { material: MATERIAL, rejected }) };
  built.set(key, made);
  return made;
}
const worded = new Map<ReportDocument, Map<string, WordedReport>>();
function word(document: ReportDocument, locale: (typeof LOCALES)[number]): WordedReport {
  const kept = worded.get(document) ?? new Map<string, WordedReport>();
  worded.set(document, kept);
  const known = kept.get(locale) ?? wordReport(document, WORDINGS[locale], { palette: PRINT_PALETTE, width: 640 });
  kept.set(locale, known);
  return known;
}
const blockOf = (document: ReportDocument, id: string) => document.blocks.find((block) => block.id === id);
const textsOf = (document: ReportDocument, locale: (typeof LOCALES)[number]) =>
  JSON.stringify(
    word(document, locale).blocks.map((block) => (block.kind === 'chart' ? { ...block, svg: '' } : block))
  );

const CASES: [string, number, TableOptions][] = [
  ['everything shown', 1, {}],
  ['a third withheld', 2, { withheld: 33 }],
  ['nearly everything withheld', 3, { withheld: 95 }],
  ['everybody answered', 4, { answered: 290 }],
  ['the first wave, nobody met, no mentors', 5, { lastWave: false, mentored: false, met: 0 }]
];

describe.each(CASES)('the white paper with %s', (_, seed, options) => {
  it('ties every number to a published cell', () => {
    const { document, aggregates } = build(seed, options);
    const checked = checkReferences(document, aggregates);
    expect(checked.ok, JSON.stringify(checked)).toBe(true);
  });

  it('has chapters in the order a ministry reads them, one id for each block, and a table behind every source', () => {
    const { document } = build(seed, options);
    const chapters = document.blocks.flatMap((block) =>
      block.kind === 'heading' && block.level === 2 ? [block.id] : []
    );
    expect(chapters).toEqual([
      'summary',
      'chapter-how',
      'chapter-stand',
      'chapter-barriers',
      'chapter-helps',
      'chapter-change',
      'chapter-proposals',
      'chapter-next',
      'annex'
    ]);
    const ids = document.blocks.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[\w-]+$/);
    const tables = new Set(document.blocks.flatMap((block) => (block.kind === 'table' ? [block.id] : [])));
    for (const block of document.blocks) {
      if (block.kind === 'chart') expect(tables, block.id).toContain(block.table);
      if (block.kind === 'finding' || block.kind === 'proposal')
        for (const source of block.sources) expect(tables, block.id).toContain(source);
      if (block.kind === 'finding' && block.about !== undefined) expect(ids, block.id).toContain(block.about);
    }
  });

  it.each(LOCALES)('is worded without gaps in %s', (locale) => {
    const text = textsOf(build(seed, options).document, locale);
    expect(text).not.toMatch(/undefined|NaN|\[object|\{\w+\}|[—!]/);
    expect(text).not.toMatch(/margin of error|felmarginal|foutmarge/i);
  });

  it('leads from every number of a sentence to a table', () => {
    const { document } = build(seed, options);
    const said = word(document, 'en');
    const tables = new Set(said.blocks.flatMap((block) => (block.kind === 'table' ? [block.id] : [])));
    for (const block of said.blocks) {
      if (block.kind !== 'finding' && block.kind !== 'paragraph' && block.kind !== 'note') continue;
      for (const { number, to } of block.text) if (number) expect(tables, `${block.id} ${number.ref}`).toContain(to);
    }
  });
});

describe('the three results', () => {
  it('stand side by side, each with whom it holds for and what it assumes', () => {
    const table = word(build(1).document, 'en').blocks.find(({ id }) => id === 'table-results');
    if (table?.kind !== 'table') throw new Error('no table of results');
    expect(table.rows.map(({ header, cells }) => [header, cells[0]!.text, cells[1]!.text])).toEqual([
      ['Exact', 'those that answered', 'nothing'],
      ['Lowest and highest possible', 'all municipalities', 'nothing'],
      [
        'Estimate',
        'all municipalities',
        'that those that have not answered resemble comparable municipalities that have'
      ]
    ]);
    expect(table.rows.map(({ cells }) => cells.slice(2).map(({ text }) => text !== ''))).toEqual([
      [true, false, false],
      [false, true, true],
      [true, true, true]
    ]);
  });

  it('are each labelled where they are told, the estimate with its assumption', () => {
    const { document } = build(1);
    const bases = ['levels-answering', 'levels-bounds', 'levels-estimate'].map((id) => {
      const block = blockOf(document, id);
      return block?.kind === 'finding' ? block.basis : null;
    });
    expect(bases).toEqual(['answering', 'all', 'estimate']);
    for (const locale of LOCALES) {
      const told = word(document, locale).blocks.find(({ id }) => id === 'levels-estimate');
      expect(told?.kind === 'finding' && told.label).toMatch(/assumes|förutsätter|gaat ervan uit/);
    }
  });

  it('leave only the exact one where everybody answered', () => {
    const { document } = build(4, { answered: 290 });
    expect(document.blocks.some((block) => block.kind === 'finding' && ['all', 'estimate'].includes(block.basis))).toBe(
      false
    );
    expect(blockOf(document, 'table-results')).toBeUndefined();
    expect(blockOf(document, 'table-estimates')).toBeUndefined();
  });
});

describe('proposals', () => {
  const proposals = (document: ReportDocument) =>
    document.blocks.filter((block): block is Extract<Block, { kind: 'proposal' }> => block.kind === 'proposal');

  it('carry the whole chain, who acts, what it costs and what would change', () => {
    const { document } = build(1);
    expect(proposals(document).length).toBeGreaterThan(0);
    for (const { chain } of proposals(document))
      for (const step of ['measure', 'findings', 'barriers', 'criteria', 'numbers', 'who', 'effect'] as const)
        expect(chain[step]?.length, step).toBeGreaterThan(0);
    const said = word(document, 'sv').blocks.find((block) => block.kind === 'proposal');
    expect(said?.kind === 'proposal' && said.steps.map(({ title }) => title)).toEqual([
      'Åtgärd',
      'Resultat',
      'Hinder',
      'Kriterier',
      'Siffror',
      'Vem som agerar, och vad det kostar',
      'Förväntad effekt'
    ]);
  });

  it('make room for the next where one was rejected', () => {
    const first = proposals(build(1).document);
    const then = proposals(build(1, {}, [first[0]!.measure]).document);
    expect(then.map(({ measure }) => measure)).not.toContain(first[0]!.measure);
    expect(then[0]!.measure).toBe(first[1]!.measure);
    expect(then[0]!.number).toBe(1);
  });
});

it('speaks of no levels where the model has points only', () => {
  const model: MaturityModel = { ...MODEL, rule: { kind: 'points' }, levels: [0] };
  const document = buildReport(model, inventTables(1), META, { material: MATERIAL });
  const ids = document.blocks.map(({ id }) => id);
  for (const id of ['levels', 'dimensions', 'heat', 'areas', 'chart-change', 'ladder']) expect(ids).not.toContain(id);
  expect(ids).toContain('table-panel');
  expect(textsOf(document, 'en')).not.toMatch(/undefined|NaN/);
});

describe('what cannot be said', () => {
  it('is said not to be there in the first wave', () => {
    const { document } = build(5, { lastWave: false });
    expect(blockOf(document, 'change-none')).toMatchObject({ text: { key: 'change.none' } });
    expect(blockOf(document, 'table-change')).toBeUndefined();
  });

  it('names no size as furthest where the difference could be chance', () => {
    const aggregates = inventTables(1);
    const even = (p: number): ReadyAggregates => {
      const tables = { ...aggregates.tables };
      for (const id of ['contrast-tests-by-size', 'contrast-tests-by-group']) {
        const cells = Object.keys(tables[id]!.cells).map((cell) => [cell, { status: 'published', n: p }]);
        tables[id] = { ...tables[id]!, cells: Object.fromEntries(cells) };
      }
      return { ...aggregates, tables };
    };
    const headingOf = (p: number) => {
      const block = buildReport(MODEL, even(p), META).blocks.find(({ id }) => id === 'by-class');
      return block?.kind === 'heading' ? block.text.key : null;
    };
    expect([headingOf(0.01), headingOf(0.3)]).toEqual(['by.heading-size', 'by.heading-alike']);
  });

  it('gives findings of change only where all comparisons together allow it', () => {
    const { document, aggregates } = build(1);
    const told = document.blocks.flatMap(({ id }) =>
      MODEL.dimensions.some((one) => id === `change-${one.id}`) ? [id.slice('change-'.length)] : []
    );
    const held = MODEL.dimensions.flatMap(({ id }) => {
      const cell = aggregates.tables['shift-tests']!.cells[`levels-${id}`]!;
      return cell.status === 'published' && Math.round(cell.n * 1000) / 1000 < 0.05 ? [id] : [];
    });
    expect(told).toEqual(held);
    expect(held.length).toBeGreaterThan(0);
  });
});

it('says nothing typed: the numbers in its sentences are live, or rules and names of the model', () => {
  const { document } = build(1);
  expect(listNumbers(document).length).toBeGreaterThan(400);
  for (const locale of LOCALES) {
    const typed = Object.entries(WORDINGS[locale].texts).filter(([, text]) => /\d/.test(JSON.stringify(text)));
    // titles of the dashboard are in no report
    expect(typed.map(([key]) => key).filter((key) => !key.startsWith('figure.'))).toEqual([]);
  }
});

it('has no number in a sentence that no live reference gave', () => {
  for (const block of word(build(1).document, 'en').blocks) {
    if (block.kind !== 'finding') continue;
    // what is left without live numbers: levels and limits of size classes
    const rest = block.text
      .filter(({ number }) => !number)
      .map(({ text }) => text)
      .join('');
    const plain = rest.replaceAll(/level \d|\d{1,3}(,\d{3})+/g, '');
    expect(plain, block.id).not.toMatch(/\d/);
  }
});
