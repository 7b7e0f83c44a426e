import type { Actor } from '$lib/domain/identity/actor';
import type { ReportDocument } from '$lib/domain/reporting/document';
import type { PublishedEdition } from '$lib/domain/reporting/edition';
import { buildCountyFactsheet } from '$lib/domain/reporting/factsheet';
import type { Locale } from '$lib/domain/shared/locale';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { readPublishedEdition } from './edition-store';
import { listAreas } from './list-areas';
import { type EditionFacts, editionWording, factsOf } from './edition-words';
import { type ScreenReport, wordForScreen } from './public-service';
import { renderOnce } from './render-once';

export interface AreaFactsheet extends ScreenReport {
  edition: EditionFacts;
  area: { id: string; name: string };
  areas: { id: string; name: string }[];
}

/** Every county of an edition in three languages, and some more: anybody may ask for all of them. */
const sheets = renderOnce<Uint8Array>('thread', 96);
const pages = renderOnce<ScreenReport>('here', 48);

interface Asked {
  id: string;
  area: string;
  locale: Locale;
  /** Address of whoever asks. */
  from?: string;
}

/** What an edition says of a county, or of several with few answers: of those that have ten answers or more. */
export async function readAreaFactsheet(app: App, _actor: Actor, input: Asked): Promise<Result<AreaFactsheet>> {
  const found = await find(app, input);
  if (!found.ok) return found;
  const { edition, area, areas, key } = found.value;
  const { model, texts } = editionWording(edition, input.locale);
  const make = async () => {
    const built = build(edition, area.id);
    return built.ok ? ok(wordForScreen(built.value, input.locale, model, texts)) : built;
  };
  const page = await pages(app, key, make, input.from);
  return page.ok ? ok({ edition: factsOf(edition), area, areas, ...page.value }) : page;
}

/** The same as tagged PDF. */
export async function readAreaFactsheetPdf(
  app: App,
  _actor: Actor,
  input: Asked
): Promise<Result<{ pdf: Uint8Array; fileName: string }>> {
  const found = await find(app, input);
  if (!found.ok) return found;
  const { edition, area, key } = found.value;
  const { model, texts } = editionWording(edition, input.locale);
  const make = async () => {
    const built = build(edition, area.id);
    return built.ok
      ? app.offload('renderReport', { document: built.value, locale: input.locale, model, texts })
      : built;
  };
  const pdf = await sheets(app, key, make, input.from);
  const fileName = `waymark-report-${edition.number}-${area.id.replaceAll(/[^\w-]+/g, '-')}-${input.locale}.pdf`;
  return pdf.ok ? ok({ pdf: pdf.value, fileName }) : pdf;
}

interface Found {
  edition: PublishedEdition;
  area: AreaFactsheet['area'];
  areas: AreaFactsheet['areas'];
  /** What the sheet is kept by. */
  key: string;
}

async function find(app: App, input: Asked): Promise<Result<Found>> {
  const found = await readPublishedEdition(app, input.id, input.from);
  if (!found.ok) return found;
  const areas = listAreas(found.value);
  const area = areas.find(({ id }) => id === input.area);
  if (!area) return none(input.area);
  const key = `${found.value.id} ${found.value.sha256} ${area.id} ${input.locale}`;
  return ok({ edition: found.value, area, areas, key });
}

function build({ content }: PublishedEdition, area: string): Result<ReportDocument> {
  const { model, aggregates, meta, material } = content;
  const document = buildCountyFactsheet(model, aggregates, area, meta, material);
  return document ? ok(document) : none(area);
}

const none = (area: string) => refuse('not-found', 'area', `This report has no factsheet of "${area}".`);
