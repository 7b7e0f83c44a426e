import { eq } from 'drizzle-orm';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '$lib/domain/identity/actor';
import type { PublishedTable, ReadyAggregates } from '$lib/domain/reporting/aggregate-types';
import { checkReferences } from '$lib/domain/reporting/check-references';
import type { PublicReport } from '$lib/domain/reporting/release/public-report';
import type { PublishedEdition } from '$lib/domain/reporting/edition';
import type { Result } from '$lib/domain/shared/result';
import type { App } from '$lib/server/app';
import { currentWave } from '$lib/server/assessment/repository';
import { wave as waveTable } from '$lib/server/db/schema/assessment';
import { editorialPiece } from '$lib/server/db/schema/editions';
import { network } from '$lib/server/db/schema/identity';
import { readDesk } from '$lib/server/reporting/desk-service';
import { approveEdition, freezeEdition, publishEdition } from '$lib/server/reporting/edition-service';
import { readFrozenEdition, readPublishedEdition } from '$lib/server/reporting/edition-store';
import { editionWording } from '$lib/server/reporting/edition-words';
import { savePiece } from '$lib/server/reporting/editorial-service';
import { gatherWave } from '$lib/server/reporting/gather';
import { readTableData } from '$lib/server/reporting/public-data-service';
import { readFigure } from '$lib/server/reporting/public-figures-service';
import { readPublishedFile } from '$lib/server/reporting/public-files-service';
import { findEdition } from '$lib/server/reporting/repository';
import { draftReport } from '$lib/server/reporting/service';
import { wordReport } from '$lib/domain/reporting/word-report';
import { OFFICE_PALETTE } from '$lib/server/render/render-docx';
import { shippedModels } from '$lib/server/model/seed';
import { digitsOf, readPackage, readParagraphs } from '../support/read-report-files';
import { logMeeting } from '../support/log-meeting';
import { addAnswering, createReportNetwork } from '../support/report-world';
import { createTestApp, disposeTestApp } from '../support/test-app';
import type { TestNetwork } from '../support/test-network';
import { liveNumbers, textsOf, traceWords, valueFromCells } from '../support/trace-numbers';

// A network that shows rounded counts: chosen, published, read everywhere, and kept for the wave.

const BASE = 5;
let app: App;
let net: TestNetwork;
let ann: Actor;
let kim: Actor;
let officer: Actor;
let edition: PublishedEdition;
let ready: ReadyAggregates;

beforeAll(async () => {
  app = await createTestApp();
  net = await createReportNetwork(app, 43);
  [ann, kim, officer] = [await net.enlist('analyst'), await net.enlist('coordinator'), await net.enlist('officer')];
  const met = net.municipalities.map(({ id }) => id);
  await logMeeting(app, kim, met, {
    barriers: [{ id: app.newId(), barrierId: 'no-budget', severity: 2, quote: '', consent: 'no' }]
  });
}, 60_000);
afterAll(() => disposeTestApp(app));

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}
const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.problems[0]!.code);
const own = () => ({ networkId: net.networkId });
const choose = (roundTo: 3 | 5 | 10 | null, version: number, keep = false, actor = ann) =>
  savePiece(app, actor, { ...own(), version, piece: { kind: 'numbers', roundTo, keep } });
const setThreshold = (threshold: number) =>
  app.db.write((tx) => tx.update(network).set({ threshold }).where(eq(network.id, net.networkId)));

describe('what was promised when the wave opened', () => {
  const { model } = shippedModels.at(-1)!;
  const counted = async (threshold: number) =>
    (await gatherWave(app, (await currentWave(app.db.read, net.networkId))!, model, threshold)).threshold;
  beforeAll(() => app.db.write((tx) => tx.update(waveTable).set({ threshold: 5 }).where(eq(waveTable.id, net.waveId))));
  afterAll(() => setThreshold(5));

  it('holds where the network asks for less later, for counting and for rounding', async () => {
    await setThreshold(3);
    expect(await counted(3)).toBe(5);
    expect(codeOf(await choose(3, 0))).toBe('base-too-low');
    expect(value(await readDesk(app, ann, { ...own(), locale: 'en' })).numbers.bases).toEqual([5, 10]);
  }, 60_000);

  it('gives way to a stricter threshold', async () => {
    await setThreshold(8);
    expect(await counted(8)).toBe(8);
    expect(codeOf(await choose(5, 0))).toBe('base-too-low');
  });
});

describe('a wave that shows municipalities by name', () => {
  const setPublish = (publish: 'aggregates' | 'chosen') =>
    app.db.write((tx) => tx.update(waveTable).set({ publish }).where(eq(waveTable.id, net.waveId)));
  afterAll(() => setPublish('aggregates'));

  it('is not rounded: it is neither offered nor chosen, nor done where it was chosen before', async () => {
    value(await choose(BASE, 0));
    value(await choose(10, 1));
    await setPublish('chosen');
    const { bases, names } = value(await readDesk(app, ann, { ...own(), locale: 'en' })).numbers;
    expect([bases, names]).toEqual([[], true]);
    expect(codeOf(await choose(BASE, 2))).toBe('rounded-names');
    const { aggregates } = value(await draftReport(app, ann, own()));
    expect(aggregates).toMatchObject({ status: 'ready', tables: { coverage: { cells: { answered: { n: 43 } } } } });
    expect(aggregates).not.toHaveProperty('roundedTo');
    // as if nobody had chosen
    await app.db.write((tx) => tx.delete(editorialPiece).where(eq(editorialPiece.waveId, net.waveId)));
  }, 60_000);
});

describe('a network that rounds its counts', () => {
  it('chooses it as an analyst, once for the wave', async () => {
    expect(codeOf(await choose(BASE, 0, false, officer))).toBe('forbidden');
    expect(codeOf(await choose(BASE, 0, true))).toBe('nothing-published');
    value(await choose(BASE, 0));
    expect(codeOf(await choose(10, 0))).toBe('changed-elsewhere');
    const { editionId, sha256 } = value(await freezeEdition(app, ann, own()));
    value(await approveEdition(app, kim, { editionId, sha256 }));
    value(await publishEdition(app, ann, { editionId }));
    edition = value(await readPublishedEdition(app, editionId));
    const { aggregates } = edition.content;
    if (aggregates.status !== 'ready') throw new Error('no numbers');
    ready = aggregates;
    expect(ready.roundedTo).toBe(BASE);
    expect(codeOf(await choose(null, 1))).toBe('other-rounding');
    expect(codeOf(await choose(10, 1))).toBe('other-rounding');
  }, 120_000);

  it('has multiples in every table, and every sum of them holds', () => {
    const found = findSums(ready);
    expect(found.wrong).toEqual([]);
    expect(found.sums).toBeGreaterThan(500);
    for (const { id, cells, unit } of Object.values(ready.tables))
      for (const [cell, one] of Object.entries(cells))
        if (unit === 'municipalities') expect(one.status === 'published' ? one.n % BASE : 0, `${id}.${cell}`).toBe(0);
    // 43 answered: nobody reads so
    const { answered, population } = ready.tables['coverage']!.cells;
    expect([answered, population]).toEqual([45, 45].map((n) => ({ status: 'published', n })));
  });

  it('works shares and estimates out of what it shows', () => {
    const read = (table: string, cell: string) => {
      const found = ready.tables[table]!.cells[cell]!;
      return found.status === 'published' ? found.n : NaN;
    };
    for (const table of Object.keys(ready.tables).filter((id) => id.startsWith('answers-') && !id.includes('-by-'))) {
      const answering = read(`estimate-${table}`, 'answering');
      const [yes, know] = [read(table, 'yes'), read(table, 'know')];
      if (know > 0) expect(answering, table).toBeCloseTo((100 * yes) / know, 5);
    }
  });

  it('shows the same number in sentences, charts, tables, files, figures and the API', async () => {
    const { document } = edition.content;
    const wording = editionWording(edition, 'sv');
    const worded = wordReport(document, wording, { palette: OFFICE_PALETTE, width: 640 });
    const traced = traceWords(document, worded, ready.tables, wording);
    expect(traced.wrong).toEqual([]);
    expect(traced.numbers).toBeGreaterThan(200);
    expect(checkReferences(document, ready).ok).toBe(true);
    const file = async (end: string) => {
      const name = `waymark-report-1-${end}`;
      return value(await readPublishedFile(app, ann, { id: edition.id, name })).bytes;
    };
    const text = async (end: string) => new TextDecoder().decode(await file(end));
    const json = JSON.parse(await text('sv.json')) as PublicReport;
    expect(json.disclosure.roundedTo).toBe(BASE);
    for (const number of liveNumbers(json.blocks))
      expect(number.value, number.ref).toBe(valueFromCells(ready.tables, number));
    const unit = json.codebook.find(({ column, code }) => column === 'unit' && code === 'municipalities');
    expect(Object.values(unit!.labels)).toEqual([
      'Number of municipalities. Counts rounded to multiples of 5.',
      'Antal kommuner. Antal avrundade till multiplar av 5.',
      'Aantal gemeenten. Aantallen afgerond op veelvouden van 5.'
    ]);
    const { data } = Papa.parse<Record<string, string>>(await text('data.csv'), { header: true, skipEmptyLines: true });
    for (const row of data)
      if (row['status'] === 'published') expect(Number(row['value'])).toBe(shown(row['table']!, row['cell']!));
    const words = readParagraphs(readPackage(await file('sv.docx')).get('word/document.xml')!);
    const digits = new Set(words.flatMap(({ text: said }) => digitsOf(said)));
    for (const block of worded.blocks)
      if (block.kind === 'table')
        for (const said of textsOf(block).flatMap((one) => digitsOf(one))) expect(digits).toContain(said);
    const from = '203.0.113.7';
    const table = value(await readTableData(app, ann, { id: edition.id, table: 'overall', from }));
    expect(table.roundedTo).toBe(BASE);
    for (const { cell, value: n } of table.rows) expect(n).toBe(shown('overall', cell));
    const figure = value(await readFigure(app, ann, { id: edition.id, locale: 'sv', query: {} }));
    expect(JSON.stringify(figure)).toContain(`"roundedTo":${BASE}`);
    expect(JSON.stringify(document)).toContain('method.rounded');
    expect(JSON.stringify(document)).not.toContain('method.protection');
  }, 120_000);

  it('is counted again the same from what was frozen', async () => {
    const row = (await findEdition(app.db.read, edition.id))!;
    const { input } = value(await readFrozenEdition(app, row));
    expect(JSON.stringify(value(await app.offload('aggregate', input)))).toBe(JSON.stringify(ready));
  }, 60_000);

  it('is refused with other counts beside it, says how many came, and may be corrected with its own', async () => {
    await addAnswering(app, net, { from: 43, count: 6 });
    const note = { en: 'A word', sv: 'Ett ord', nl: 'Een woord' };
    const refused = await freezeEdition(app, ann, { ...own(), note });
    expect(refused).toMatchObject({
      problems: [{ code: 'reveals-rounded', facts: { joined: 6, left: 0, changed: 0 } }]
    });
    expect(JSON.stringify(refused)).toContain('keep the published numbers');
    value(await choose(BASE, 1, true));
    const { editionId } = value(await freezeEdition(app, ann, { ...own(), note }));
    expect(editionId).not.toBe(edition.id);
  }, 120_000);
});

function shown(table: string, cell: string): number | null {
  const found = ready.tables[table]?.cells[cell];
  return found?.status === 'published' ? found.n : null;
}

/** Every sum that a reader would expect to hold, by the names of the cells; `wrong` names those that do not. */
function findSums({ tables, strata }: ReadyAggregates): { sums: number; wrong: string[] } {
  const wrong: string[] = [];
  let sums = 0;
  const say = (table: PublishedTable, cell: string) => {
    const found = table.cells[cell];
    return found?.status === 'published' ? found.n : null;
  };
  const expectSum = (table: PublishedTable, total: string, parts: string[]) => {
    const [whole, each] = [say(table, total), parts.map((part) => say(table, part))];
    if (whole === null || each.length === 0 || each.some((n) => n === null)) return;
    sums++;
    if (each.reduce((sum, n) => sum! + n!, 0) !== whole)
      wrong.push(`${table.id}: ${total} is not ${parts.join(' + ')}`);
  };
  const known = new Set<number | null>();
  for (const table of Object.values(tables)) {
    if (table.unit !== 'municipalities' || !table.about) continue;
    const { subject, by } = table.about;
    if (['overall', 'levels', 'answers', 'modes', 'answered'].includes(subject)) {
      known.add(say(table, 'all') ?? say(table, 'all/all'));
    }
    const ids = Object.keys(table.cells);
    if (by) {
      const classes = strata[by].map(({ id }) => id);
      const categories = [...new Set(ids.map((id) => (id.includes('/') ? id.slice(id.lastIndexOf('/') + 1) : '')))];
      for (const category of categories) {
        const at = (one: string) => (category === '' ? one : `${one}/${category}`);
        expectSum(table, at('all'), classes.map(at));
      }
      for (const one of [...classes, 'all'])
        expectSum(
          table,
          `${one}/all`,
          categories.filter((category) => category !== 'all').map((c) => `${one}/${c}`)
        );
      continue;
    }
    const levels = ids.filter((id) => id.startsWith('level-'));
    if (levels.length > 0) {
      expectSum(table, 'all', ['none', ...levels]);
      for (const id of ids.filter((one) => one.startsWith('from-')))
        expectSum(
          table,
          id,
          levels.filter((level) => Number(level.slice(6)) >= Number(id.slice(5)))
        );
    }
    if (subject === 'answers') {
      expectSum(table, 'know', ['yes', 'unmet']);
      expectSum(table, 'unmet', ['partly', 'no']);
      expectSum(table, 'all', ['know', 'dont-know', 'not-applicable', 'not-reached', 'unanswered']);
    }
    if (subject === 'modes') expectSum(table, 'all', ['self', 'assisted', 'shared']);
    if (subject === 'severity')
      expectSum(
        table,
        'raised',
        ids.filter((id) => id !== 'raised')
      );
    if (subject === 'coverage') expectSum(table, 'population', ['answered', 'silent']);
  }
  known.delete(null);
  if (known.size !== 1) wrong.push(`How many answered is told as ${[...known].join(', ')}`);
  return { sums, wrong };
}
