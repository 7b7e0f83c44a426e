import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ANONYMOUS } from '$lib/domain/identity/actor';
import { listEditionFiles } from '$lib/domain/reporting/release/list-edition-files';
import { listEntries } from '$lib/domain/reporting/figures/figure-entries';
import { LOCALES } from '$lib/domain/shared/locale';
import { ok, type Result } from '$lib/domain/shared/result';
import type { App } from '$lib/server/app';
import { startWorker } from '$lib/server/heavy/start-worker';
import type { Offload } from '$lib/server/heavy/tasks';
import { inventEdition } from '$lib/server/render/testing/invented-edition.fixture';
import { drawChartData, listFindingData, listTableData } from '$lib/server/reporting/public-data-service';
import { readEmbeddedChart } from '$lib/server/reporting/public-embed-service';
import { MOST_FIGURES, readFigure } from '$lib/server/reporting/public-figures-service';
import { readPublishedFile } from '$lib/server/reporting/public-files-service';
import { readPublishedReport } from '$lib/server/reporting/public-service';
import { renderOnce } from '$lib/server/reporting/render-once';
import { pullChanges } from '$lib/server/sync/service';
import { orReportError } from '../../src/routes/(public)/reports/[id]/or-report-error';
import { refusedReply } from '../../src/routes/(public)/reports/refused-reply';
import { bundleTogether } from '../support/bundle';
import { publishSmallEdition } from '../support/small-edition';
import { createTestApp, disposeTestApp } from '../support/test-app';
import { createTestNetwork, type TestNetwork } from '../support/test-network';

// Anybody may ask for everything that can be made of a published report, all at once: on the thread of a release it is
// made one at a time, once each, and never at the expense of those who answer.

let folder: string;
let bare: App;
let app: App;
let net: TestNetwork;
let worker: ReturnType<typeof startWorker>;
let editions: string[];
let publish: (number: number) => Promise<string>;
/** How many figures an edition of this model has. */
let figures: number;
/** Orders that the thread has, had most at a time, and was given. */
const orders = { now: 0, most: 0, all: 0 };

beforeAll(async () => {
  folder = await bundleTogether({ worker: 'src/server/worker.ts' });
  worker = startWorker(pathToFileURL(join(folder, 'worker.js')));
  bare = await createTestApp();
  const offload: Offload = (task, input, options) => {
    orders.all++;
    orders.most = Math.max(orders.most, ++orders.now);
    return worker.offload(task, input, options).finally(() => orders.now--);
  };
  app = { ...bare, offload };
  net = await createTestNetwork(app);
  const { edition } = await inventEdition({ size: 40 });
  const { meta, model, texts, reportTexts, material, aggregates, document } = edition;
  const drawn = { ...document, blocks: document.blocks.filter(({ kind }) => kind !== 'picture') };
  const said = { meta, model, texts, 'report-texts': reportTexts, material, aggregates, document: drawn };
  figures = aggregates.status === 'ready' ? listEntries(aggregates.tables).length : 0;
  publish = (number) => publishSmallEdition(app, net, said, { number });
  editions = [await publish(1), await publish(2), await publish(3), await publish(4)];
}, 120_000);
afterAll(async () => {
  await worker.stop();
  await disposeTestApp(bare);
  await rm(folder, { recursive: true, force: true });
});

const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.problems[0]!.code);

describe('what anybody may have made of a report', () => {
  it('is made once for all who ask, one at a time, and not without end; whoever has work to send does not wait', async () => {
    const files = editions.flatMap((id, i) =>
      LOCALES.flatMap((locale) => listEditionFiles(i + 1, locale).map(({ kind, name }) => ({ id, kind, name })))
    );
    // those that take least: what is tried here is the waiting
    const light = files.filter(({ kind }) => kind === 'csv' || kind === 'codebook' || kind === 'json');
    const twenty = [...new Map(light.map((file) => [file.name, file])).values()];
    expect(twenty).toHaveLength(20);
    const officer = await net.enlist('officer');
    const asking = Array.from({ length: 200 }, (_, i) =>
      readPublishedFile(app, ANONYMOUS, { id: twenty[i % 20]!.id, name: twenty[i % 20]!.name, from: `192.0.2.${i}` })
    );
    let left = 200;
    for (const one of asking) void one.then(() => left--);
    const pulled = await pullChanges(app, officer, { since: 0 });
    expect(pulled.ok).toBe(true);
    // some of them are still waited for
    expect(left).toBeGreaterThan(0);
    const answers = await Promise.all(asking);
    const of = (file: number) => answers.filter((_, i) => i % 20 === file);
    const made = twenty.map((_, i) => [...new Set(of(i).map(codeOf))]);
    expect(made.filter(([code]) => code === 'ok')).toHaveLength(16);
    expect(made.filter(([code]) => code === 'server-busy')).toHaveLength(4);
    expect(made.every((codes) => codes.length === 1)).toBe(true);
    expect(orders).toEqual({ now: 0, most: 1, all: 16 });
    const refused = answers.find((answer) => !answer.ok)!;
    expect(refused).toMatchObject({ problems: [{ facts: { seconds: 20 } }] });
    // what is there is given without the thread, also while it is busy; what was refused is made now
    const [done, later] = [made.findIndex(([code]) => code === 'ok'), made.findIndex(([code]) => code !== 'ok')];
    const slow = readPublishedFile(app, ANONYMOUS, twenty[later]!);
    expect(codeOf(await readPublishedFile(app, ANONYMOUS, twenty[done]!))).toBe('ok');
    expect(codeOf(await slow)).toBe('ok');
    expect(orders.all).toBe(17);
  }, 120_000);

  it('is drawn here one after the other: others are answered in between', async () => {
    const officer = await net.enlist('officer');
    const pages = editions.flatMap((id) =>
      LOCALES.map((locale) => readPublishedReport(app, ANONYMOUS, { id, locale }))
    );
    let left = pages.length;
    for (const page of pages) void page.then(() => left--);
    expect((await pullChanges(app, officer, { since: 0 })).ok).toBe(true);
    expect(left).toBeGreaterThan(0);
    expect((await Promise.all(pages)).map(codeOf)).toEqual(pages.map(() => 'ok'));
  }, 60_000);

  it('has a limit by address, which what is kept does not count against', async () => {
    const [id] = editions as [string, ...string[]];
    const from = '2001:db8:7::1';
    const ask = (chart: string) => readEmbeddedChart(app, ANONYMOUS, { id, chart, locale: 'en', from });
    expect(codeOf(await ask('chart-levels'))).toBe('ok');
    const codes: string[] = [];
    for (let i = 0; i < 400; i++) codes.push(codeOf(await ask(`chart-${i}`)));
    expect(new Set(codes)).toEqual(new Set(['not-found', 'too-many-tries']));
    expect(codes.lastIndexOf('not-found')).toBe(398);
    expect(codeOf(await ask('chart-levels'))).toBe('ok');
    const elsewhere = { id, chart: 'chart-none', locale: 'en', from: '192.0.2.1' } as const;
    expect(codeOf(await readEmbeddedChart(app, ANONYMOUS, elsewhere))).toBe('not-found');

    // figures and what programs ask for are made within the same limit, and kept
    const asked = { id, locale: 'nl' } as const;
    const parts = [
      (from: string) => readFigure(app, ANONYMOUS, { ...asked, query: { subject: 'overall' }, from }),
      (from: string) => listFindingData(app, ANONYMOUS, { ...asked, from }),
      (from: string) => drawChartData(app, ANONYMOUS, { ...asked, chart: 'chart-levels', from }),
      (from: string) => listTableData(app, ANONYMOUS, { id, from })
    ];
    for (const [at, part] of parts.entries()) {
      const told: string[] = [];
      for (const asking of [from, '192.0.2.2', from]) told.push(codeOf(await part(asking)));
      expect(told, String(at)).toEqual(['too-many-tries', 'ok', 'ok']);
    }
    // an edition is not unpacked for a file it does not have
    const fifth = await publish(5);
    const unpacked: string[] = [];
    for (const asking of [from, '192.0.2.3', from])
      unpacked.push(codeOf(await readPublishedFile(app, ANONYMOUS, { id: fifth, name: 'none.pdf', from: asking })));
    expect(unpacked).toEqual(['too-many-tries', 'not-found', 'not-found']);
  }, 60_000);

  it('keeps all figures of an edition in every language', () => {
    expect(figures).toBeGreaterThan(100);
    expect(figures * LOCALES.length).toBeLessThanOrEqual(MOST_FIGURES);
  });

  it('leaves room for others where one address asks for much', async () => {
    const files = renderOnce<number>('thread', 0);
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    const ask = (file: number, from: string) =>
      files(app, String(file), () => held.then(() => ok(file)), from).then(codeOf);
    const one = Array.from({ length: 20 }, (_, file) => ask(file, '192.0.2.4'));
    const other = ask(20, '192.0.2.5');
    // who is refused is told at once, who waits is not
    expect(await Promise.race([one[19], other])).toBe('server-busy');
    release();
    expect((await Promise.all(one)).filter((code) => code === 'ok')).toHaveLength(3);
    expect(await other).toBe('ok');
    expect(await ask(21, '192.0.2.4')).toBe('ok');
  }, 60_000);
});

describe('whoever has to wait', () => {
  const problem = { code: 'server-busy', path: '', message: 'Busy - try again in 20 seconds.', facts: { seconds: 20 } };
  const answer = (accept: string) =>
    refusedReply(new Request('http://127.0.0.1/', { headers: { accept } }), { ok: false, problems: [problem] }, 'sv');

  it('reads when to come again: a page in a browser, JSON elsewhere', async () => {
    const page = answer('text/html,application/xhtml+xml');
    expect([page.status, page.headers.get('retry-after'), page.headers.get('cache-control')]).toEqual([
      ...[503, '20', 'no-store']
    ]);
    expect(await page.text()).toMatch(/<html lang="sv">[^]*content="20"[^]*<h1>Många rapporter görs just nu<\/h1>/);
    const headers: Record<string, string> = {};
    const load = () => orReportError({ ok: false, problems: [problem] }, (given) => Object.assign(headers, given));
    expect(load).toThrow(expect.objectContaining({ status: 503 }));
    expect(headers).toEqual({ 'retry-after': '20', 'cache-control': 'no-store' });
    const json = answer('application/json');
    expect([json.status, json.headers.get('retry-after')]).toEqual([503, '20']);
    expect(await json.json()).toMatchObject({ errors: [{ code: 'server-busy' }] });
  });

  it('is not told to wait where waiting does not help', async () => {
    const gone = refusedReply(
      new Request('http://127.0.0.1/', { headers: { accept: 'text/html' } }),
      { ok: false, problems: [{ code: 'not-found', path: 'name', message: 'None.' }] },
      'en'
    );
    expect([gone.status, gone.headers.get('retry-after')]).toEqual([404, null]);
    expect(await gone.json()).toMatchObject({ errors: [{ path: 'name' }] });
  });
});
