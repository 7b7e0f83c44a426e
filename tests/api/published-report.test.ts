import { createClient } from '@libsql/client';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { eq } from 'drizzle-orm';
import { render } from 'svelte/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Actor, ANONYMOUS } from '$lib/domain/identity/actor';
import type { ReadyAggregates } from '$lib/domain/reporting/aggregate-types';
import type { Block } from '$lib/domain/reporting/document';
import type { PublishedEdition } from '$lib/domain/reporting/edition';
import { buildCountyFactsheet } from '$lib/domain/reporting/factsheet';
import { listFigureQueries } from '$lib/domain/reporting/figures/choose-figure';
import { formatLive, joinText, wordPhrase } from '$lib/domain/reporting/word';
import type { LiveNumber } from '$lib/domain/reporting/live-number';
import type { WordedReport } from '$lib/domain/reporting/worded-report';
import { LOCALES } from '$lib/domain/shared/locale';
import type { Result } from '$lib/domain/shared/result';
import type { App } from '$lib/server/app';
import { municipality } from '$lib/server/db/schema/register';
import { approveEdition } from '$lib/server/reporting/edition-service';
import { readPublishedEdition } from '$lib/server/reporting/edition-store';
import { editionWording } from '$lib/server/reporting/edition-words';
import { savePiece } from '$lib/server/reporting/editorial-service';
import { listFiles } from '$lib/server/reporting/list-files';
import {
  drawChartData,
  listFindingData,
  listTableData,
  readReportData,
  readTableData
} from '$lib/server/reporting/public-data-service';
import { readEmbeddedChart } from '$lib/server/reporting/public-embed-service';
import { readAreaFactsheet, readAreaFactsheetPdf } from '$lib/server/reporting/public-factsheet-service';
import { readFigure } from '$lib/server/reporting/public-figures-service';
import { readPublishedFile } from '$lib/server/reporting/public-files-service';
import { readPublishedReport } from '$lib/server/reporting/public-service';
import { writeTableCsv } from '$lib/server/reporting/write-table-csv';
import ReportView from '$lib/ui/report/ReportView.svelte';
import { commands } from '../../src/cli/commands/all';
import { runCommandLine } from '../../src/cli/run';
import { chartPage } from '../../src/routes/embed/reports/[id]/[chart]/chart-page';
import { digitsOf, textOf } from '../support/read-report-files';
import { createReportNetwork } from '../support/report-world';
import { createTestApp, disposeTestApp } from '../support/test-app';
import { findInvalidHtml } from '../support/valid-html';
import { traceFigure } from '../support/trace-figure';
import { textsOf, traceDrawing, traceSegments, traceWords, valueFromCells } from '../support/trace-numbers';

// An edition is frozen, published, compared and rebuilt by the command line on a real file; then what the public can ask
// for beside the report is read, and each of its numbers taken back to its cells.

const poppler = spawnSync('pdftotext', ['-v']).error === undefined;
const why = poppler ? '' : ' (skipped: pdftotext is not installed, apt-get install poppler-utils)';
const asked = { from: '2001:db8::1' };

let folder: string;
let env: Record<string, string>;
let app: App;
let analyst: Actor;
let networkId: string;
let id: string;
let edition: PublishedEdition;
let tables: ReadyAggregates['tables'];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'waymark-published-'));
  env = { DATABASE_URL: join(folder, 'waymark.db'), LOG_LEVEL: 'silent', ORIGIN: 'http://127.0.0.1:3000' };
  app = await createTestApp({ env });
  const net = await createReportNetwork(app, 40);
  networkId = net.networkId;
  await spreadCounties();
  analyst = await net.enlist('analyst');
  const coordinator = await net.enlist('coordinator');
  const frozen = await cli<{ editionId: string; sha256: string }>('report', 'edition', 'freeze');
  id = frozen.editionId;
  // one person types both
  expect(await refusal('report', 'edition', 'approve', id, '--hash', frozen.sha256)).toMatch(/somebody else/);
  expect(await refusal('report', 'publish', id)).toMatch(/Nobody else has approved/);
  value(await approveEdition(app, coordinator, frozen));
  expect(await cli('report', 'publish', id)).toMatchObject({ number: 1 });
  edition = value(await readPublishedEdition(app, id));
  if (edition.content.aggregates.status !== 'ready') throw new Error('no numbers');
  tables = edition.content.aggregates.tables;
}, 180_000);
afterAll(async () => {
  await disposeTestApp(app);
  rmSync(folder, { recursive: true, force: true });
});

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

async function run(words: string[]): Promise<{ status: number; out: string; err: string }> {
  const said = { out: [] as string[], err: [] as string[] };
  const output = { out: (text: string) => void said.out.push(text), err: (text: string) => void said.err.push(text) };
  const status = await runCommandLine(commands, words, output, env);
  return { status, out: said.out.join('\n'), err: said.err.join('\n') };
}
async function cli<T>(...words: string[]): Promise<T> {
  const { status, out, err } = await run([...words, '--json']);
  expect({ status, err }, out).toEqual({ status: 0, err: '' });
  return JSON.parse(out) as T;
}
async function refusal(...words: string[]): Promise<string> {
  const { status, out, err } = await run(words);
  expect({ status, out }, err).toEqual({ status: 1, out: '' });
  return err;
}

async function spreadCounties(): Promise<void> {
  const rows = await app.db.read.select().from(municipality).where(eq(municipality.networkId, networkId));
  await app.db.write(async (tx) => {
    for (const [at, row] of rows.entries())
      await tx
        .update(municipality)
        .set({ countyCode: ['01', '03'][at % 2]! })
        .where(eq(municipality.id, row.id));
  });
}

describe('every number of a published report', { timeout: 120_000 }, () => {
  it('is in the API what its cell says, as JSON and as CSV', async () => {
    const { tables: listed } = value(await listTableData(app, ANONYMOUS, { id, ...asked })) as {
      tables: { id: string; cells: number }[];
    };
    expect(listed.map((table) => table.id).sort()).toEqual(Object.keys(tables).sort());
    for (const { id: table, cells } of listed) {
      const read = value(await readTableData(app, ANONYMOUS, { id, table, ...asked }));
      expect(read.rows).toHaveLength(cells);
      const lines = writeTableCsv(read).trim().split('\r\n').slice(1);
      for (const [at, row] of read.rows.entries()) {
        const source = tables[table]!.cells[row.cell]!;
        expect(row.value, `${table}.${row.cell}`).toBe(source.status === 'published' ? source.n : null);
        // the class may have a comma; the number stands third from behind
        const written = lines[at]!.split(',').at(-3)!;
        expect(written, `${table}.${row.cell}`).toBe(source.status === 'published' ? String(source.n) : '');
      }
    }
    const facts = value(await readReportData(app, ANONYMOUS, { id, ...asked })) as { number: number };
    expect(facts.number).toBe(1);
  });

  it.each(LOCALES)('is in the findings and drawings of the API what its cells say: %s', async (locale) => {
    const wording = editionWording(edition, locale);
    const { findings } = value(await listFindingData(app, ANONYMOUS, { id, locale, ...asked })) as {
      findings: { id: string; text: string; numbers: (LiveNumber & { text: string })[] }[];
    };
    const { report } = value(await readPublishedReport(app, ANONYMOUS, { id, locale }));
    const told = report.blocks.flatMap((block) => (block.kind === 'finding' ? [block] : []));
    expect(findings.map(({ id: finding, text }) => [finding, text])).toEqual(
      told.map((block) => [block.id, joinText(block.text)])
    );
    for (const finding of findings)
      for (const number of finding.numbers) {
        const right = valueFromCells(tables, number);
        expect(number.value, `${finding.id} ${number.ref}`).toBe(right);
        const written = formatLive({ ...number, value: right }, locale).replace(/[\s\u00a0]?%$/, '');
        expect(number.text.replace(/[\s\u00a0]?%$/, ''), finding.id).toBe(written);
      }
    expect(findings.flatMap(({ numbers }) => numbers).length).toBeGreaterThan(20);
    for (const block of charts()) {
      const svg = value(await drawChartData(app, ANONYMOUS, { id, chart: block.id, locale, ...asked }));
      expect(traceDrawing(block, svg, tables, wording)).toEqual([]);
    }
  });

  it.each(LOCALES)('is in frames on other sites what its cells say, in valid HTML: %s', async (locale) => {
    const wording = editionWording(edition, locale);
    const { document } = edition.content;
    let numbers = 0;
    for (const block of charts()) {
      const framed = value(await readEmbeddedChart(app, ANONYMOUS, { id, chart: block.id, locale }));
      const table = document.blocks.find((one) => one.id === block.table)!;
      const shown = { kind: 'chart', id: block.id, title: framed.title, summary: framed.summary } as const;
      const blocks = [{ ...shown, svg: framed.svg, table: block.table }, ...framed.tables];
      const worded = { locale, blocks } as unknown as WordedReport;
      const traced = traceWords({ ...document, blocks: [block, table] }, worded, tables, wording);
      numbers += traced.numbers;
      expect(traced.wrong).toEqual([]);
      expect(traceDrawing(block, framed.phone, tables, wording)).toEqual([]);
      for (const [phrase, said] of [
        [block.title, framed.title],
        [block.summary, framed.summary]
      ] as const) {
        const segments = wordPhrase(phrase, wording);
        expect(said).toBe(joinText(segments));
        expect(traceSegments(block.id, segments, tables, locale).wrong).toEqual([]);
      }
      const page = chartPage(framed, locale, 'auto');
      expectSame(page.slice(page.indexOf('<main>'), page.indexOf('</details>')), [
        framed.title,
        framed.summary,
        ...framed.tables.flatMap(textsOf)
      ]);
      expect(await findInvalidHtml(page), block.id).toEqual([]);
    }
    expect(numbers).toBeGreaterThan(50);
  });

  it('is on the page of figures what its cells say, whatever is chosen there', async () => {
    let numbers = 0;
    // the table view shows the same tables again
    for (const query of listFigureQueries(tables).filter((one) => !one.includes('view=table'))) {
      const asking = Object.fromEntries(new URLSearchParams(query));
      const { figure } = value(await readFigure(app, ANONYMOUS, { id, locale: 'nl', query: asking }));
      const { finding, chart, tables: shown } = figure!;
      const drawings = chart ? [chart.svg, chart.phone] : [];
      const traced = traceFigure(edition, query, 'nl', {
        ...{ finding, summary: chart?.summary ?? '', drawings },
        tables: shown
      });
      numbers += traced.numbers;
      expect(traced.wrong).toEqual([]);
    }
    expect(numbers).toBeGreaterThan(1000);
    // and a number put in by hand is found
    const query = '?subject=overall';
    const { figure } = value(await readFigure(app, ANONYMOUS, { id, locale: 'nl', query: { subject: 'overall' } }));
    const changed = structuredClone(figure!.tables);
    changed[0]!.rows[1]!.cells[0]!.text = '77777';
    const seen = { finding: figure!.finding, summary: figure!.chart!.summary, drawings: [], tables: changed };
    expect(traceFigure(edition, query, 'nl', seen).wrong).toHaveLength(1);
  });

  it.each(LOCALES)('is on the sheet of a county what its cells say: %s', async (locale) => {
    const { model, aggregates, meta, material } = edition.content;
    const { areas } = value(await readPublishedReport(app, ANONYMOUS, { id, locale }));
    expect(areas.length).toBeGreaterThan(0);
    for (const area of areas) {
      const { report, phoneCharts } = value(await readAreaFactsheet(app, ANONYMOUS, { id, area: area.id, locale }));
      const document = buildCountyFactsheet(model, aggregates, area.id, meta, material)!;
      const traced = traceWords(document, report, tables, editionWording(edition, locale));
      expect(traced.wrong).toEqual([]);
      expect(traced.numbers).toBeGreaterThan(10);
      const { body } = render(ReportView, { props: { report, phoneCharts } });
      expect(missingIn(textOf(body.replaceAll(/<svg.*?<\/svg>/gs, '')), report)).toEqual([]);
    }
  });

  it.skipIf(!poppler)(`is in the PDF of a county's sheet what stands on its page${why}`, async () => {
    const { areas } = value(await readPublishedReport(app, ANONYMOUS, { id, locale: 'sv' }));
    const asking = { id, area: areas[0]!.id, locale: 'sv' as const };
    const { report } = value(await readAreaFactsheet(app, ANONYMOUS, asking));
    const { pdf } = value(await readAreaFactsheetPdf(app, ANONYMOUS, asking));
    const file = join(folder, 'area.pdf');
    writeFileSync(file, pdf);
    const text = execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' });
    expect(missingIn(text, report)).toEqual([]);
    expect(missingIn(text.replaceAll(/\d+/g, '7'), report)).not.toEqual([]);
  });

  const charts = () => edition.content.document.blocks.flatMap((block) => (isChart(block) ? [block] : []));
});

const isChart = (block: Block): block is Extract<Block, { kind: 'chart' }> => block.kind === 'chart';

function expectSame(markup: string, right: readonly string[]): void {
  const told = textOf(markup.replaceAll(/<svg.*?<\/svg>/gs, ''));
  // the way to the table is a word
  expect(digitsOf(told)).toEqual(right.flatMap((text) => digitsOf(text)));
}

/** Numbers of a report that stand in a text less often than it has them. */
function missingIn(text: string, report: WordedReport): string[] {
  const left = new Map<string, number>();
  for (const digits of digitsOf(text)) left.set(digits, (left.get(digits) ?? 0) + 1);
  return [report.title, report.subtitle, ...report.blocks.flatMap(textsOf)]
    .flatMap((one) => digitsOf(one))
    .filter((digits) => {
      left.set(digits, (left.get(digits) ?? 0) - 1);
      return left.get(digits)! < 0;
    });
}

describe('the command line', () => {
  const all = (text: string) => ({ en: text, sv: text, nl: text });

  it('makes an edition again: every file, with the bytes that everybody downloads', async () => {
    const out = join(folder, 'again');
    const rebuilt = await cli<{ same: boolean; different: object[]; files: { name: string }[] }>(
      ...['report', 'rebuild', id, '--out', out]
    );
    expect(rebuilt).toMatchObject({ same: true, different: [], redactions: [] });
    const names = listFiles(edition).map(({ name }) => name);
    expect(readdirSync(out).sort()).toEqual([...names].sort());
    expect(rebuilt.files.map(({ name }) => name).sort()).toEqual([...names].sort());
    const swedish = names.filter((name) => !/-(en|nl)\./.test(name));
    expect(swedish.length).toBeGreaterThan(5);
    for (const name of swedish) {
      const { bytes } = value(await readPublishedFile(app, ANONYMOUS, { id, name }));
      expect(readFileSync(join(out, name)).equals(bytes), name).toBe(true);
    }
  }, 120_000);

  it('freezes a correction with a note in every language, and says what differs', async () => {
    const { document } = edition.content;
    const chapter = document.blocks.findLast((block) => block.kind === 'heading' && block.level === 2)!;
    const piece = { kind: 'paragraph', id: app.newId(), place: { chapter: chapter.id, after: null } } as const;
    value(await savePiece(app, analyst, { networkId, version: 0, piece: { ...piece, text: all('One more') } }));
    const words = ['report', 'edition', 'freeze', '--note-en', 'More', '--note-sv', 'Mer'];
    expect(await refusal(...words)).toMatch(/^note\.nl: An edition of this wave is published: say in "nl" what/);
    const second = await cli<{ editionId: string; number: number }>(...words, '--note-nl', 'Meer');
    expect(second.number).toBe(2);
    const compared = await run(['report', 'edition', 'compare', id, second.editionId]);
    expect(compared).toEqual({
      ...{ status: 0, err: '' },
      out: `Edition 1 and edition 2: 0 numbers and 1 part differ\n${piece.id}  added`
    });
    expect(await refusal('report', 'edition', 'compare', id, app.newId())).toMatch(/no such edition/);
    const listed = await run(['report', 'edition', 'list']);
    expect(listed.out.split('\n').map((line) => line.split('  ').slice(0, 2))).toContainEqual([id, '1']);
  }, 60_000);

  it(
    'names the part of an edition that was altered on disk, with both hashes, and makes nothing of it',
    { timeout: 60_000 },
    async () => {
      const client = createClient({ url: `file:${env['DATABASE_URL']}` });
      const altered = gzipSync('{"status":"ready","tables":{}}');
      await client.execute({
        sql: `UPDATE edition_part SET bytes = ? WHERE edition_id = ? AND name = 'aggregates'`,
        args: [altered, id]
      });
      client.close();
      const out = join(folder, 'altered');
      const said = await refusal('report', 'rebuild', id, '--out', out);
      expect(said).toMatch(/"aggregates".*its hash is [0-9a-f]{12}, frozen as [0-9a-f]{12}/);
      expect(readdirSync(out)).toEqual([]);
      expect(await refusal('report', 'rebuild', app.newId())).toMatch(/no such edition/);
    }
  );
});
