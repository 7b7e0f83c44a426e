import { spawnSync } from 'node:child_process';
import { ANONYMOUS } from '$lib/domain/identity/actor';
import { listFigureQueries } from '$lib/domain/reporting/figures/choose-figure';
import { type Locale, LOCALES } from '$lib/domain/shared/locale';
import type { Result } from '$lib/domain/shared/result';
import type { App } from '$lib/server/app';
import { readPublishedEdition } from '$lib/server/reporting/edition-store';
import { listCharts } from '$lib/server/reporting/find-chart';
import { listFiles } from '$lib/server/reporting/list-files';
import { readCatalog } from '$lib/server/reporting/public-catalog-service';
import {
  drawChartData,
  listFindingData,
  listReportData,
  listTableData,
  readReportData,
  readTableData
} from '$lib/server/reporting/public-data-service';
import { readEmbeddedChart } from '$lib/server/reporting/public-embed-service';
import { readAreaFactsheet } from '$lib/server/reporting/public-factsheet-service';
import { readFigure } from '$lib/server/reporting/public-figures-service';
import { readPublishedFile } from '$lib/server/reporting/public-files-service';
import { listPublishedReports, readPublishedReport } from '$lib/server/reporting/public-service';
import { writeTableCsv } from '$lib/server/reporting/write-table-csv';
import { unpackZip } from '$lib/server/shared/unpack-zip';
import { chartPage } from '../../src/routes/embed/reports/[id]/[chart]/chart-page';

export interface PublicOutput {
  /** What pages, figures, frames and the API say, by address. */
  texts: Map<string, string>;
  /** Files to download; workbooks and documents unpacked. */
  files: Map<string, string>;
}

let askers = 0;
/** Everybody from an address of their own: how often one may ask is a case by itself. */
const from = () => `2001:db8:${(askers >> 8).toString(16)}:${(askers++ & 255).toString(16)}::1`;

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

interface Wanted {
  /** `all`, but for two of the three PDFs, or those alone that name every file with its hash. */
  which?: 'all' | 'hashes';
  locales?: readonly Locale[];
}

/** Everything the public can ask of an edition, in every language and every state. */
export async function readEverything(
  app: App,
  id: string,
  { which = 'all', locales = LOCALES }: Wanted = {}
): Promise<PublicOutput> {
  const texts = new Map<string, string>();
  const put = (address: string, said: unknown) =>
    texts.set(address, typeof said === 'string' ? said : JSON.stringify(said));
  const edition = value(await readPublishedEdition(app, id));
  const words = { en: '', sv: '', nl: '' };
  put('/reports', await listPublishedReports(app, ANONYMOUS));
  put('/reports/catalog.jsonld', await readCatalog(app, ANONYMOUS, { words: { title: words, description: words } }));
  put('/api/v1/reports', value(await listReportData(app, ANONYMOUS, { from: from() })));
  put('/api/v1/reports/id', value(await readReportData(app, ANONYMOUS, { id, from: from() })));
  put('/api/v1/reports/id/tables', value(await listTableData(app, ANONYMOUS, { id, from: from() })));
  const { aggregates } = edition.content;
  const tables = aggregates.status === 'ready' ? aggregates.tables : {};
  for (const table of Object.keys(tables)) {
    const read = await readTableData(app, ANONYMOUS, { id, table, from: from() });
    // what older editions do not describe is not there for anybody
    if (!read.ok) continue;
    put(`/api/v1/reports/id/tables/${table}.json`, read.value);
    put(`/api/v1/reports/id/tables/${table}.csv`, writeTableCsv(read.value));
  }
  const charts = listCharts(edition).filter((chart) => !Object.hasOwn(tables, chart));
  for (const locale of locales) {
    const page = value(await readPublishedReport(app, ANONYMOUS, { id, locale }));
    put(`/reports/id?lang=${locale}`, page);
    for (const area of page.areas)
      put(
        `/reports/id/areas/${area.id}?lang=${locale}`,
        value(await readAreaFactsheet(app, ANONYMOUS, { id, area: area.id, locale }))
      );
    put(
      `/api/v1/reports/id/findings?lang=${locale}`,
      value(await listFindingData(app, ANONYMOUS, { id, locale, from: from() }))
    );
    for (const chart of charts) {
      put(
        `/api/…/charts/${chart}.svg?lang=${locale}`,
        value(await drawChartData(app, ANONYMOUS, { id, chart, locale, from: from() }))
      );
      const framed = value(await readEmbeddedChart(app, ANONYMOUS, { id, chart, locale }));
      put(`/embed/reports/id/${chart}?lang=${locale}`, chartPage(framed, locale, 'auto'));
    }
    for (const query of listFigureQueries(tables)) {
      const asked = Object.fromEntries(new URLSearchParams(query));
      put(
        `/reports/id/figures${query}&lang=${locale}`,
        value(await readFigure(app, ANONYMOUS, { id, locale, query: asked }))
      );
    }
  }
  const files = new Map<string, string>();
  const wanted = (name: string) => (which === 'hashes' ? /dcat/.test(name) : !/-(en|nl)\.pdf$/.test(name));
  for (const { name } of listFiles(edition).filter((file) => wanted(file.name))) {
    const { bytes } = value(await readPublishedFile(app, ANONYMOUS, { id, name }));
    files.set(name, textOf(name, bytes));
  }
  return { texts, files };
}

/** Whether what stands on the pages of a PDF can be read here; else its bytes are looked at, which are mostly packed. */
export const readsPdf = spawnSync('pdftotext', ['-v']).error === undefined;

function textOf(name: string, bytes: Uint8Array): string {
  if (readsPdf && name.endsWith('.pdf')) {
    const read = spawnSync('pdftotext', ['-layout', '-', '-'], { input: bytes, encoding: 'utf8', maxBuffer: 2 ** 26 });
    if (read.status !== 0) throw new Error(`pdftotext on ${name}: ${read.stderr}`);
    return read.stdout;
  }
  const text = (part: Uint8Array) => Buffer.from(part).toString('latin1');
  if (!/\.(docx|xlsx)$/.test(name)) return text(bytes);
  return [...value(unpackZip(bytes, 100_000_000))].map(([part, inside]) => `${part}\n${text(inside)}`).join('\n');
}
