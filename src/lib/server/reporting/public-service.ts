import type { Actor } from '$lib/domain/identity/actor';
import type { ModelText } from '$lib/domain/model/types';
import { SCREEN_PALETTE } from '$lib/domain/reporting/charts/palette';
import type { ReportDocument } from '$lib/domain/reporting/document';
import type { PublishedEdition } from '$lib/domain/reporting/edition';
import type { ReportTexts } from '$lib/domain/reporting/word';
import { wordReport } from '$lib/domain/reporting/word-report';
import type { WordedReport } from '$lib/domain/reporting/worded-report';
import type { Locale } from '$lib/domain/shared/locale';
import { ok, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { REPORT_TEXTS } from '../render/report-texts';
import { readEditionPicture, readPublishedEdition } from './edition-store';
import { type EditionFacts, editionWording, factsOf, PHONE_WIDTH, renameIds, SCREEN_WIDTH } from './edition-words';
import { listAreas } from './list-areas';
import { type ContentsChapter, listContents } from './report-contents';
import { renderOnce } from './render-once';
import { listPublishedEditions } from './repository';

/** A report for the screen; its charts come in a second drawing for phones, by the block's id. */
export interface ScreenReport {
  report: WordedReport;
  phoneCharts: Record<string, string>;
}

/** Published reports are for everybody: that is what publishing means. */
export async function listPublishedReports(app: App, _actor: Actor, input: { networkId?: string } = {}) {
  return listPublishedEditions(app.db.read, input.networkId);
}

/** What of a page stays the same as long as the edition says the same. */
interface ReportPage extends ScreenReport {
  contents: ContentsChapter[];
  /** Areas that have a factsheet of their own. */
  areas: { id: string; name: string }[];
  /** Whether there are tables to choose among. */
  figures: boolean;
}

export interface PublishedReport extends ReportPage, EditionFacts {}

/** A published edition in one language, as a page. */
export async function readPublishedReport(
  app: App,
  _actor: Actor,
  input: { id: string; locale: Locale; from?: string }
): Promise<Result<PublishedReport>> {
  const found = await readPublishedEdition(app, input.id, input.from);
  if (!found.ok) return found;
  const { id, sha256 } = found.value;
  const make = async () => ok(makePage(found.value, input.locale));
  const page = await pages(app, `${id} ${sha256} ${input.locale}`, make, input.from);
  // that a later edition corrects it is said at once
  return page.ok ? ok({ ...factsOf(found.value), ...page.value }) : page;
}

const pages = renderOnce<ReportPage>('here', 12);

function makePage(edition: PublishedEdition, locale: Locale): ReportPage {
  const { document, aggregates } = edition.content;
  const { model, texts } = editionWording(edition, locale);
  const screen = wordForScreen(document, locale, model, texts);
  return {
    ...screen,
    contents: listContents(screen.report.blocks),
    areas: listAreas(edition),
    figures: aggregates.status === 'ready'
  };
}

/** A picture that stands in a published edition. */
export async function readPublishedPicture(
  app: App,
  _actor: Actor,
  input: { id: string; sha256: string; from?: string }
): Promise<Result<{ bytes: Uint8Array; type: string }>> {
  const found = await readPublishedEdition(app, input.id, input.from);
  return found.ok ? readEditionPicture(app, found.value.id, input.sha256) : found;
}

export function wordForScreen(
  document: ReportDocument,
  locale: Locale,
  model: ModelText,
  texts: ReportTexts = REPORT_TEXTS[locale]
): ScreenReport {
  const wording = { locale, texts, model };
  const draw = (width: number) => wordReport(document, wording, { palette: SCREEN_PALETTE, width });
  const phone = draw(PHONE_WIDTH).blocks.filter((block) => block.kind === 'chart');
  const phoneCharts = Object.fromEntries(phone.map(({ id, svg }) => [id, renameIds(svg)]));
  return { report: draw(SCREEN_WIDTH), phoneCharts };
}
