import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Papa from 'papaparse';
import { render } from 'svelte/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReadyAggregates } from '$lib/domain/reporting/aggregate-types';
import { checkReferences } from '$lib/domain/reporting/check-references';
import type { PublicReport } from '$lib/domain/reporting/release/public-report';
import { wordReport } from '$lib/domain/reporting/word-report';
import type { WordedReport } from '$lib/domain/reporting/worded-report';
import { type EditionFile, renderEditionFiles, type RenderInput } from '$lib/server/render/edition-files';
import { RELEASE_TEXTS } from '$lib/server/render/release-texts';
import { OFFICE_PALETTE } from '$lib/server/render/render-docx';
import { renderReportPdf } from '$lib/server/render/render-pdf';
import { inventEdition } from '$lib/server/render/testing/invented-edition.fixture';
import ReportView from '$lib/ui/report/ReportView.svelte';
import {
  digitsOf,
  labelsOf,
  readPackage,
  readParagraphs,
  readSheets,
  readTags,
  squeeze,
  textOf
} from '../support/read-report-files';
import { contentsOf, liveNumbers, textsOf, traceWords, valueFromCells } from '../support/trace-numbers';

const poppler = spawnSync('pdfinfo', ['-v']).error === undefined;
const why = poppler ? '' : ' (skipped: pdfinfo is not installed, apt-get install poppler-utils)';

let input: RenderInput;
let worded: WordedReport;
let files: Map<string, EditionFile>;
let tables: ReadyAggregates['tables'];
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'waymark-trace-'));
  // Dutch sets thousands apart by a dot and has sentences of its own
  input = await inventEdition({ locale: 'nl', size: 160 });
  if (input.edition.aggregates.status !== 'ready') throw new Error('Too few');
  tables = input.edition.aggregates.tables;
  worded = wordReport(input.edition.document, wording(), { palette: OFFICE_PALETTE, width: 640 });
  const rendered = await renderEditionFiles(input);
  if (!rendered.ok) throw new Error(JSON.stringify(rendered.problems));
  files = new Map(rendered.value.map((file) => [file.kind, file]));
});
afterAll(() => rmSync(folder, { recursive: true }));

const wording = () => ({
  locale: input.locale,
  texts: input.edition.reportTexts[input.locale],
  model: input.edition.texts.find(({ locale }) => locale === input.locale)!
});
const bytesOf = (kind: string) => files.get(kind)!.bytes;
const textFile = (kind: string) => new TextDecoder().decode(bytesOf(kind));

/** Digits of the whole report as every rendering sets them, block by block. */
const expected = () =>
  [worded.title, worded.subtitle, ...worded.blocks.flatMap(textsOf)].flatMap((text) => digitsOf(text));

describe('every number of a report', () => {
  it('is what its cells say: in sentences, tables and drawings', () => {
    const traced = traceWords(input.edition.document, worded, tables, wording());
    expect(traced.wrong).toEqual([]);
    expect(traced.numbers).toBeGreaterThan(300);
    expect(checkReferences(input.edition.document, input.edition.aggregates).ok).toBe(true);
  });

  it('is caught where a cell, a sentence or a drawing is changed', () => {
    const changed = structuredClone(tables);
    changed['coverage']!.cells['answered'] = { status: 'published', n: 1 };
    expect(traceWords(input.edition.document, worded, changed, wording()).wrong.length).toBeGreaterThan(3);
    const finding = worded.blocks.findIndex(
      (block) => block.kind === 'finding' && block.text.some(({ number }) => number)
    );
    const chart = worded.blocks.findIndex((block) => block.kind === 'chart');
    const blocks = structuredClone(worded.blocks);
    const [told, drawn] = [blocks[finding]!, blocks[chart]!];
    if (told.kind !== 'finding' || drawn.kind !== 'chart') throw new Error('wrong blocks');
    told.text.find(({ number }) => number)!.text = '77777';
    drawn.svg = drawn.svg.replace(/>\d+<\/text>/, '>77777</text>');
    const wrong = traceWords(input.edition.document, { ...worded, blocks }, tables, wording()).wrong;
    expect(wrong.map((line) => line.slice(0, line.indexOf(':')))).toEqual([told.id, drawn.id].sort(byPlace));
  });

  it('stands the same in the page', () => {
    const { body } = render(ReportView, { props: { report: worded } });
    expectSame(digitsOfPage(body), pageDigits());
    const changed = body.replace(/(class="figure[^>]*>)(\d+)/, '$177777');
    expect(() => expectSame(digitsOfPage(changed), pageDigits())).toThrow('77777');
    for (const block of worded.blocks) if (block.kind === 'chart') expect(body).toContain(block.svg);
  });

  it.skipIf(!poppler)(`stands the same in the PDF${why}`, () => {
    // on pages stand numbers besides: those of pages, and header rows once more
    const missing = countDigits(digitsOf(readPdf(bytesOf('pdf'), 'pdftotext', '-')));
    for (const digits of expected()) missing.set(digits, (missing.get(digits) ?? 0) - 1);
    expect([...missing].filter(([, left]) => left < 0)).toEqual([]);
  });

  it.skipIf(!poppler)(
    `stands the same in the PDF's tags, in the order they are read aloud${why}`,
    async () => {
      // with one row of every table: reading the text of tags takes as long as there are tags times their pages
      const document = {
        ...input.edition.document,
        blocks: input.edition.document.blocks.map((block) =>
          block.kind === 'table' ? { ...block, rows: block.rows.slice(0, 1) } : block
        )
      };
      const rendered = await renderReportPdf(document, wording(), input.pictures);
      if (!rendered.ok) throw new Error('refused');
      const { told, drawings } = readTags(readPdf(rendered.value.pdf, 'pdfinfo'));
      const { title, subtitle, blocks } = wordReport(document, wording(), { palette: OFFICE_PALETTE, width: 640 });
      const right = [title, subtitle, ...blocks.flatMap(contentsOf), ...blocks.flatMap(textsOf)];
      expectSame(
        told,
        right.flatMap((text) => digitsOf(text))
      );
      const charts = blocks.flatMap((block) => (block.kind === 'chart' ? [block] : []));
      expect(drawings).toHaveLength(charts.length);
      for (const [i, chart] of charts.entries()) {
        const { shown, scale } = labelsOf(chart.svg);
        expect([...drawings[i]!].sort(), chart.id).toEqual([...squeeze([...shown, ...scale].join(''))].sort());
      }
    },
    120_000
  );

  it('stands the same in the document for word processors', () => {
    const parts = readPackage(bytesOf('docx'));
    expectSame(digitsOfDocument(parts.get('word/document.xml')!), expected());
    const changed = parts.get('word/document.xml')!.replace(/(w:val="NumberLink".*?<w:t[^>]*>)\d+/s, '$177777');
    expect(() => expectSame(digitsOfDocument(changed), expected())).toThrow('77777');
    const drawings = [...parts].filter(([name]) => name.endsWith('.svg')).map(([, svg]) => svg);
    const charts = worded.blocks.flatMap((block) => (block.kind === 'chart' ? [block.svg] : []));
    expect(drawings.sort()).toEqual(charts.sort());
  });

  it('stands the same in the workbook: the tables of the report and every published number', () => {
    const sheets = readSheets(bytesOf('xlsx'));
    const { workbook } = RELEASE_TEXTS[input.locale];
    let numbers = 0;
    for (const block of input.edition.document.blocks) {
      if (block.kind !== 'table') continue;
      const sheet = sheets.get(workbook.table.replace('{number}', String(block.number)))!;
      for (const [row, { cells }] of block.rows.entries())
        for (const [column, cell] of cells.entries()) {
          const written = sheet[row + 1]?.[column + 1];
          if (typeof cell === 'object' && 'ref' in cell) {
            numbers++;
            expect(written, `${block.id} ${row}/${column}`).toBe(valueFromCells(tables, cell));
          } else if (cell === 'withheld') expect(written).toBe('c');
          else if (cell === 'none') expect(written ?? '').toBe('');
        }
    }
    expect(numbers).toBeGreaterThan(100);
    const [header = [], ...rows] = sheets.get(workbook.data)!;
    expectCells(rows.map((row) => Object.fromEntries(header.map((name, i) => [String(name), row[i]]))));
  });

  it('stands the same in the tables for programs', () => {
    const { data } = Papa.parse<Record<string, string>>(textFile('csv'), { header: true, skipEmptyLines: true });
    expectCells(data.map((row) => ({ ...row, value: row['value'] === '' ? undefined : Number(row['value']) })));
    const changed = data.map((row, i) => ({ ...row, value: i === 3 ? 77777 : Number(row['value']) }));
    expect(() => expectCells(changed)).toThrow();
  });

  it('stands the same in the file for programs: each with the cells it comes from', () => {
    const report = JSON.parse(textFile('json')) as PublicReport;
    const numbers = liveNumbers(report.blocks);
    expect(numbers.length).toBeGreaterThan(300);
    for (const number of numbers) expect(number.value, number.ref).toBe(valueFromCells(tables, number));
    const digits = report.blocks.flatMap((block) =>
      block.kind === 'chart' ? digitsOf(block.title) : textsOf(block as never).flatMap((text) => digitsOf(text))
    );
    expectSame(
      digits,
      worded.blocks.flatMap(textsOf).flatMap((text) => digitsOf(text))
    );
    expectCells(report.tables.flatMap((table) => table.cells.map((cell) => ({ ...cell, table: table.id }))));
  });
});

/** Names the first number that differs, with those before it: two thousand of them are too many to print. */
function expectSame(found: readonly string[], right: readonly string[]): void {
  const first = right.findIndex((digits, i) => found[i] !== digits);
  const place = first < 0 ? right.length : first;
  const around = (digits: readonly string[]) => digits.slice(Math.max(0, place - 6), place + 3).join(' ');
  expect(around(found)).toBe(around(right));
  expect(found).toHaveLength(right.length);
}

const byPlace = (one: string, other: string) => {
  const place = (id: string) => worded.blocks.findIndex((block) => block.id === id);
  return place(one) - place(other);
};

/** Every published cell stands in it once with its number, every suppressed one without. */
function expectCells(rows: readonly Record<string, unknown>[]): void {
  const cells = Object.values(tables).flatMap((table) =>
    Object.entries(table.cells).map(([cell, count]) => [`${table.id}.${cell}`, count] as const)
  );
  const written = new Map(rows.map((row) => [`${String(row['table'])}.${String(row['cell'])}`, row]));
  expect(rows).toHaveLength(cells.length);
  for (const [ref, count] of cells) {
    const row = written.get(ref);
    expect(row?.['status'], ref).toBe(count.status);
    if (count.status === 'published') expect(row?.['value'], ref).toBe(count.n);
    else expect(row?.['value'] ?? null, ref).toBeNull();
  }
}

/** The page without drawings, which are compared whole, and without links to places in it, which repeat captions. */
function digitsOfPage(body: string): string[] {
  const told = body
    .replaceAll(/<svg.*?<\/svg>/gs, '')
    .replaceAll(/<p class="[^"]*noprint[^"]*".*?<\/p>/gs, '')
    .replaceAll(/<a class="here[^"]*".*?<\/a>/gs, '');
  return digitsOf(textOf(told));
}

/** On the page a chart's summary stands below its title. */
function pageDigits(): string[] {
  const texts = worded.blocks.flatMap((block) =>
    block.kind === 'chart'
      ? [block.title, block.summary]
      : block.kind === 'quote'
        ? [block.text, block.by]
        : textsOf(block)
  );
  return [worded.title, worded.subtitle, ...texts].flatMap((text) => digitsOf(text));
}

/** Word processors' documents have a list of contents before what it lists. */
function digitsOfDocument(xml: string): string[] {
  const paragraphs = readParagraphs(xml.replace(/<w:sdt>.*?<\/w:sdt>/s, ''));
  const captions = new Set(worded.blocks.flatMap((block) => (block.kind === 'table' ? [block.caption] : [])));
  return (
    paragraphs
      // the line under a chart leads to its table by the table's caption
      .filter(({ style, text }) => !(style === 'Source' && captions.has(text)))
      .flatMap(({ text }) => digitsOf(text))
  );
}

function countDigits(digits: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const one of digits) counts.set(one, (counts.get(one) ?? 0) + 1);
  return counts;
}

function readPdf(pdf: Uint8Array, tool: 'pdfinfo' | 'pdftotext', ...options: string[]): string {
  const file = join(folder, 'report.pdf');
  writeFileSync(file, pdf);
  return execFileSync(tool, [...(tool === 'pdfinfo' ? ['-struct-text'] : []), file, ...options], {
    encoding: 'utf8',
    maxBuffer: 64_000_000,
    stdio: ['ignore', 'pipe', 'ignore']
  });
}
