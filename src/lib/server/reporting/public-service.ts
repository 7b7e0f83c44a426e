import { createHash } from 'node:crypto';
import type { Actor } from '$lib/domain/identity/actor';
import type { ModelText } from '$lib/domain/model/types';
import { SCREEN_PALETTE } from '$lib/domain/reporting/charts/palette';
import type { ReportDocument } from '$lib/domain/reporting/document';
import { wordReport } from '$lib/domain/reporting/word-report';
import type { WordedReport } from '$lib/domain/reporting/worded-report';
import type { Locale } from '$lib/domain/shared/locale';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { findModel } from '../model/repository';
import { REPORT_TEXTS } from '../render/report-texts';
import { type EditionRow, findEdition, listPublishedEditions } from './repository';

/** Of a chart on a page, and on a phone: there the labels stand above their bars. */
const SCREEN_WIDTH = 640;
const PHONE_WIDTH = 360;

/** A report for the screen; its charts come in a second drawing for phones, by the block's id. */
export interface ScreenReport {
  report: WordedReport;
  phoneCharts: Record<string, string>;
}

/** Published reports are for everybody: that is what publishing means. */
export async function listPublishedReports(app: App, _actor: Actor, input: { networkId?: string } = {}) {
  return listPublishedEditions(app.db.read, input.networkId);
}

export interface PublishedReport extends ScreenReport {
  id: string;
  number: number;
  sha256: string;
}

/** A published edition in one language, as a page. */
export async function readPublishedReport(
  app: App,
  _actor: Actor,
  input: { id: string; locale: Locale }
): Promise<Result<PublishedReport>> {
  const found = await readEdition(app, input.id);
  if (!found.ok) return found;
  const { row, document } = found.value;
  const model = await modelText(app, document, input.locale);
  return ok({
    id: row.id,
    number: row.number,
    sha256: row.sha256,
    ...wordForScreen(document, input.locale, model)
  });
}

/** The same edition as tagged PDF: the same bytes every time. */
export async function readPublishedPdf(
  app: App,
  _actor: Actor,
  input: { id: string; locale: Locale }
): Promise<Result<{ pdf: Uint8Array; fileName: string }>> {
  const found = await readEdition(app, input.id);
  if (!found.ok) return found;
  const { row, document } = found.value;
  const pdf = await renderOnce(app, `${row.sha256}/${input.locale}`, async () =>
    app.offload('renderReport', { document, locale: input.locale, model: await modelText(app, document, input.locale) })
  );
  return pdf.ok ? ok({ pdf: pdf.value, fileName: `waymark-report-${row.number}-${input.locale}.pdf` }) : pdf;
}

/** PDFs asked for lately: an edition never changes, and anybody may ask. */
const RENDERED_MOST = 12;
const rendered = new WeakMap<App, Map<string, Promise<Result<Uint8Array>>>>();

function renderOnce(app: App, key: string, render: () => Promise<Result<Uint8Array>>): Promise<Result<Uint8Array>> {
  const kept = rendered.get(app) ?? new Map<string, Promise<Result<Uint8Array>>>();
  rendered.set(app, kept);
  const known = kept.get(key);
  if (known) return known;
  const made = render();
  kept.set(key, made);
  made.catch(() => kept.delete(key));
  for (const oldest of kept.keys()) {
    if (kept.size <= RENDERED_MOST) break;
    kept.delete(oldest);
  }
  return made;
}

export function wordForScreen(document: ReportDocument, locale: Locale, model: ModelText): ScreenReport {
  const wording = { locale, texts: REPORT_TEXTS[locale], model };
  const draw = (width: number) => wordReport(document, wording, { palette: SCREEN_PALETTE, width });
  const phone = draw(PHONE_WIDTH).blocks.filter((block) => block.kind === 'chart');
  // the wide drawing beside it has the same ids, and a hatching in a hidden drawing paints nothing
  const rename = (svg: string) => svg.replaceAll(' id="', ' id="phone-').replaceAll('url(#', 'url(#phone-');
  return { report: draw(SCREEN_WIDTH), phoneCharts: Object.fromEntries(phone.map(({ id, svg }) => [id, rename(svg)])) };
}

async function readEdition(app: App, id: string): Promise<Result<{ row: EditionRow; document: ReportDocument }>> {
  const row = await findEdition(app.db.read, id);
  // a draft is nobody's business: the same answer as for one that never was
  if (!row?.publishedAt) return refuse('not-found', 'id', 'There is no published report at this address.');
  const hash = createHash('sha256').update(JSON.stringify(row.document)).digest('hex');
  if (hash !== row.sha256) {
    return refuse(
      'altered',
      'id',
      `Edition ${row.number} was altered in the database: its hash is ${hash.slice(0, 12)}, published as ${row.sha256.slice(0, 12)}. Restore it from a backup.`
    );
  }
  return ok({ row, document: row.document as ReportDocument });
}

async function modelText(app: App, document: ReportDocument, locale: Locale): Promise<ModelText> {
  const stored = await findModel(app, document.model.id, document.model.version);
  const text = stored?.texts.find((t) => t.locale === locale);
  if (!text) throw new Error(`Model ${document.model.id} ${document.model.version} has no texts in ${locale}`);
  return text;
}
