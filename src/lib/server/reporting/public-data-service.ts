import type { Actor } from '$lib/domain/identity/actor';
import { PRINT_PALETTE } from '$lib/domain/reporting/charts/palette';
import type { PublishedEdition } from '$lib/domain/reporting/edition';
import { describeTables, type MachineTable } from '$lib/domain/reporting/release/describe-tables';
import { joinText } from '$lib/domain/reporting/word';
import { wordReport } from '$lib/domain/reporting/word-report';
import type { Locale } from '$lib/domain/shared/locale';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { addressKey, takeTry } from '../auth/limits';
import { readPublishedEdition } from './edition-store';
import { findChart, listCharts } from './find-chart';
import { listFiles } from './list-files';
import { editionWording, factsOf } from './edition-words';
import { reportAddress } from './release-facts-of';
import { renderOnce } from './render-once';
import { listPublishedEditions } from './repository';

/** Who asks: programs are held to a number of questions from one address. */
interface Asked {
  from: string;
}
type AskedEdition = Asked & { id: string };

/** Described tables are some megabytes of an edition, its findings some hundred kilobytes, a drawing some ten. */
const described = renderOnce<MachineTable[]>('here', 4);
const told = renderOnce<object[]>('here', 12);
const drawings = renderOnce<string>('here', 200);

/** Published editions, the newest of each network first. */
export async function listReportData(app: App, _actor: Actor, input: Asked): Promise<Result<{ reports: object[] }>> {
  const refused = await limit(app, input);
  if (refused) return refused;
  const rows = await listPublishedEditions(app.db.read);
  const reports = rows.map(({ id, number, network, demo, publishedAt }) => ({
    ...{ id, number, network, demo, publishedAt: publishedAt?.toISOString() ?? null },
    ...{ page: reportAddress(app, id), data: dataAddress(app, id) }
  }));
  return ok({ reports });
}

/** One edition: what it is, what it corrects, what was taken out of it, and where its parts are. */
export async function readReportData(app: App, _actor: Actor, input: AskedEdition): Promise<Result<object>> {
  return withEdition(app, input, (edition) => {
    const { publishedAt, corrects, correctedBy, redactions, ...facts } = factsOf(edition);
    const page = reportAddress(app, edition.id);
    const data = dataAddress(app, edition.id);
    const link = (other: typeof corrects) => other && { ...other, page: reportAddress(app, other.id) };
    return ok({
      ...{ ...facts, publishedAt: publishedAt.toISOString(), page, figures: `${page}/figures` },
      ...{ corrects: link(corrects), correctedBy: link(correctedBy), redactions },
      model: { id: edition.content.model.id, version: edition.content.model.version },
      ...{ tables: `${data}/tables`, findings: `${data}/findings` },
      charts: listCharts(edition)
        .filter((id) => !Object.hasOwn(tablesOf(edition), id))
        .map((id) => ({ id, svg: `${data}/charts/${id}.svg`, embed: embedAddress(app, edition.id, id) })),
      files: listFiles(edition).map(({ name, mediaType, kind, locale }) => ({
        ...{ name, mediaType, kind, locale, address: `${page}/files/${name}` }
      }))
    });
  });
}

/** What was tabulated, without the numbers. */
export async function listTableData(
  app: App,
  _actor: Actor,
  input: AskedEdition
): Promise<Result<{ tables: object[] }>> {
  return withEdition(app, input, async (edition) => {
    const all = await describe(app, edition, input);
    if (!all.ok) return all;
    const tables = all.value.map(({ rows, ...table }) => {
      const address = `${dataAddress(app, edition.id)}/tables/${table.id}`;
      return { ...table, cells: rows.length, json: address, csv: `${address}.csv` };
    });
    return ok({ tables });
  });
}

const describe = (app: App, edition: PublishedEdition, { from }: Asked) =>
  described(app, keyOf(edition), async () => ok(describeTables(edition.content.aggregates)), from);

/** A table with what has to be known to read it. */
type TableData = MachineTable & {
  edition: { id: string; number: number };
  threshold: number;
  /** Counts are multiples of it; null where they are exact. */
  roundedTo: number | null;
};

/** One table, cell by cell; what is withheld is marked and has no value. */
export async function readTableData(
  app: App,
  _actor: Actor,
  input: AskedEdition & { table: string }
): Promise<Result<TableData>> {
  return withEdition(app, input, async (edition) => {
    const { aggregates } = edition.content;
    const all = await describe(app, edition, input);
    if (!all.ok) return all;
    const table = all.value.find(({ id }) => id === input.table);
    if (!table) return refuse('not-found', 'table', `This report has no table "${input.table}".`);
    const roundedTo = (aggregates.status === 'ready' && aggregates.roundedTo) || null;
    const { id, number, content } = edition;
    return ok({ edition: { id, number }, threshold: content.aggregates.threshold, roundedTo, ...table });
  });
}

/** What the report finds, sentence by sentence, with the cells its numbers come from. */
export async function listFindingData(
  app: App,
  _actor: Actor,
  input: AskedEdition & { locale: Locale }
): Promise<Result<{ findings: object[] }>> {
  return withEdition(app, input, async (edition) => {
    const { locale, from } = input;
    const make = async () => ok(tellFindings(app, edition, locale));
    const findings = await told(app, `${keyOf(edition)} ${locale}`, make, from);
    return findings.ok ? ok({ locale, findings: findings.value }) : findings;
  });
}

function tellFindings(app: App, edition: PublishedEdition, locale: Locale): object[] {
  const { document } = edition.content;
  const wanted = document.blocks.filter((block) => block.kind === 'finding' || block.kind === 'table');
  const wording = editionWording(edition, locale);
  const { blocks } = wordReport({ ...document, blocks: wanted }, wording, { palette: PRINT_PALETTE, width: 640 });
  const source = new Map(document.blocks.flatMap((block) => (block.kind === 'finding' ? [[block.id, block]] : [])));
  return blocks.flatMap((block) => {
    const from = source.get(block.id);
    if (block.kind !== 'finding' || !from) return [];
    const numbers = block.text.flatMap(({ text, number }) => (number ? [{ text, ...number }] : []));
    const address = `${reportAddress(app, edition.id)}#${block.id}`;
    return [{ id: block.id, basis: from.basis, text: joinText(block.text), numbers, tables: from.sources, address }];
  });
}

/** A chart as a drawing that stands by itself. */
export async function drawChartData(
  app: App,
  _actor: Actor,
  input: AskedEdition & { chart: string; locale: Locale }
): Promise<Result<string>> {
  const { chart, locale, from } = input;
  return withEdition(app, input, async (edition) => {
    const gone = refuse('not-found', 'chart', `This report has no chart "${chart}".`);
    if (!listCharts(edition).includes(chart)) return gone;
    const make = async () => {
      // a drawing alone has no page whose font it could take
      const palette = { ...PRINT_PALETTE, font: "'Source Sans 3', system-ui, sans-serif" };
      const found = findChart(edition, chart, locale, { palette, width: 640 });
      return found ? ok(found.svg) : gone;
    };
    return drawings(app, `${keyOf(edition)} ${locale} ${chart}`, make, from);
  });
}

async function withEdition<T>(
  app: App,
  input: AskedEdition,
  tell: (edition: PublishedEdition) => Promise<Result<T>> | Result<T>
): Promise<Result<T>> {
  const refused = await limit(app, input);
  if (refused) return refused;
  const found = await readPublishedEdition(app, input.id, input.from);
  return found.ok ? tell(found.value) : found;
}

/** What an edition says now: a redaction has another hash. */
const keyOf = ({ id, sha256 }: PublishedEdition) => `${id} ${sha256}`;
const limit = (app: App, { from }: Asked) => takeTry(app, [['figures-address', addressKey(from)]]);
const tablesOf = ({ content: { aggregates } }: PublishedEdition) =>
  aggregates.status === 'ready' ? aggregates.tables : {};
const dataAddress = (app: App, id: string) => reportAddress(app, id).replace('/reports/', '/api/v1/reports/');
const embedAddress = (app: App, id: string, chart: string) =>
  `${reportAddress(app, id).replace('/reports/', '/embed/reports/')}/${chart}`;
