import type { Actor } from '$lib/domain/identity/actor';
import type { ReportDocument } from '$lib/domain/reporting/document';
import type { PublishedEdition } from '$lib/domain/reporting/edition';
import { buildCountyFactsheet } from '$lib/domain/reporting/factsheet';
import type { Locale } from '$lib/domain/shared/locale';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { readPublishedEdition } from './edition-store';
import { keepFew } from './keep-few';
import { listAreas } from './list-areas';
import { type EditionFacts, editionWording, factsOf } from './edition-words';
import { type ScreenReport, wordForScreen } from './public-service';

export interface AreaFactsheet extends ScreenReport {
  edition: EditionFacts;
  area: { id: string; name: string };
  areas: { id: string; name: string }[];
}

/** Every county of an edition in three languages, and some more: anybody may ask for all of them. */
const sheets = keepFew<Uint8Array>(96);

/** What an edition says of a county, or of several with few answers: of those that have ten answers or more. */
export async function readAreaFactsheet(
  app: App,
  _actor: Actor,
  input: { id: string; area: string; locale: Locale }
): Promise<Result<AreaFactsheet>> {
  const built = await build(app, input);
  if (!built.ok) return built;
  const { edition, area, areas, document } = built.value;
  const { model, texts } = editionWording(edition, input.locale);
  return ok({ edition: factsOf(edition), area, areas, ...wordForScreen(document, input.locale, model, texts) });
}

/** The same as tagged PDF. */
export async function readAreaFactsheetPdf(
  app: App,
  _actor: Actor,
  input: { id: string; area: string; locale: Locale }
): Promise<Result<{ pdf: Uint8Array; fileName: string }>> {
  const built = await build(app, input);
  if (!built.ok) return built;
  const { edition, area, document } = built.value;
  const { model, texts } = editionWording(edition, input.locale);
  const key = `${edition.id} ${edition.sha256} ${area.id} ${input.locale}`;
  const pdf = await sheets(app, key, () =>
    app.offload('renderReport', { document, locale: input.locale, model, texts })
  );
  const fileName = `waymark-report-${edition.number}-${area.id.replaceAll(/[^\w-]+/g, '-')}-${input.locale}.pdf`;
  return pdf.ok ? ok({ pdf: pdf.value, fileName }) : pdf;
}

async function build(
  app: App,
  input: { id: string; area: string }
): Promise<
  Result<{
    edition: PublishedEdition;
    area: AreaFactsheet['area'];
    areas: AreaFactsheet['areas'];
    document: ReportDocument;
  }>
> {
  const found = await readPublishedEdition(app, input.id);
  if (!found.ok) return found;
  const areas = listAreas(found.value);
  const area = areas.find(({ id }) => id === input.area);
  const { model, aggregates, meta, material } = found.value.content;
  const document = area && buildCountyFactsheet(model, aggregates, area.id, meta, material);
  if (!area || !document) return refuse('not-found', 'area', `This report has no factsheet of "${input.area}".`);
  return ok({ edition: found.value, area, areas, document });
}
