import { createHash } from 'node:crypto';
import { scoreAssessment } from '$lib/domain/assessment/score-assessment';
import { type Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import type { AnswerValue } from '$lib/domain/model/types';
import type { ReportDocument } from '$lib/domain/reporting/document';
import type { PublishedEdition } from '$lib/domain/reporting/edition';
import { buildMunicipalityFactsheet } from '$lib/domain/reporting/factsheet';
import type { Locale } from '$lib/domain/shared/locale';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { answersOf, assessmentsOfWave } from '../assessment/repository';
import { findMunicipality } from '../register/repository';
import { readPublishedEdition } from './edition-store';
import { type EditionFacts, editionWording, factsOf } from './edition-words';
import { type ScreenReport, wordForScreen } from './public-service';
import { renderOnce } from './render-once';

interface Asked {
  id: string;
  municipalityId: string;
  locale: Locale;
}

export interface OwnFactsheet extends ScreenReport {
  edition: EditionFacts;
  municipality: { id: string; name: string };
}

/**
 * A municipality's own result beside the published numbers, for its officers alone: it names the municipality, so it is
 * no part of the edition and in nobody's cache.
 *
 * Errors: `not-signed-in`, `forbidden`, `not-found`, `not-submitted`.
 */
export async function readOwnFactsheet(app: App, actor: Actor, input: Asked): Promise<Result<OwnFactsheet>> {
  const built = await build(app, actor, input);
  if (!built.ok) return built;
  const { edition, municipality, document } = built.value;
  const { model, texts } = editionWording(edition, input.locale);
  return ok({ edition: factsOf(edition), municipality, ...wordForScreen(document, input.locale, model, texts) });
}

/** In nobody's cache, ours neither; but in turn with what else is set. */
const sheets = renderOnce<Uint8Array>('thread', 0);

/** The same as tagged PDF. */
export async function printOwnFactsheet(
  app: App,
  actor: Actor,
  input: Asked
): Promise<Result<{ pdf: Uint8Array; fileName: string }>> {
  const built = await build(app, actor, input);
  if (!built.ok) return built;
  const { edition, document } = built.value;
  const { model, texts } = editionWording(edition, input.locale);
  // of its answers as they are now: the same for whoever of that municipality asks meanwhile
  const hash = createHash('sha256').update(JSON.stringify(document)).digest('hex');
  const make = () => app.offload('renderReport', { document, locale: input.locale, model, texts });
  const pdf = await sheets(app, `${edition.id} ${input.municipalityId} ${input.locale} ${hash}`, make);
  return pdf.ok ? ok({ pdf: pdf.value, fileName: `waymark-factsheet-${edition.number}-${input.locale}.pdf` }) : pdf;
}

async function build(
  app: App,
  actor: Actor,
  { id, municipalityId }: Asked
): Promise<
  Result<{ edition: PublishedEdition; municipality: OwnFactsheet['municipality']; document: ReportDocument }>
> {
  const anybody = authorize(actor, 'assessment:read');
  if (anybody) return anybody;
  const municipality = await findMunicipality(app.db.read, municipalityId);
  if (!municipality) return refuse('not-found', 'municipalityId', 'There is no municipality at this address.');
  const refused = authorize(actor, 'assessment:read', { networkId: municipality.networkId, municipalityId });
  if (refused) return refused;
  const found = await readPublishedEdition(app, id);
  if (!found.ok) return found;
  const edition = found.value;
  const { model, aggregates, meta } = edition.content;
  const rows = await assessmentsOfWave(app.db.read, edition.waveId);
  const assessment = rows.find((row) => row.municipality.id === municipalityId)?.assessment;
  if (!assessment?.submittedAt)
    return refuse(
      'not-submitted',
      'municipalityId',
      `${municipality.name} has handed in no assessment in the wave of this report - there is nothing to set beside its numbers.`
    );
  const answers: Record<string, AnswerValue> = {};
  for (const row of await answersOf(app.db.read, [assessment.id])) if (row.value) answers[row.criterionId] = row.value;
  const { overall, dimensions } = scoreAssessment(model, answers);
  const levels = Object.fromEntries(Object.entries(dimensions).map(([key, one]) => [key, one?.level ?? null]));
  const own = { name: municipality.name, overallLevel: overall.level, levels, answers };
  const document = buildMunicipalityFactsheet(model, aggregates, own, meta);
  return ok({ edition, municipality: { id: municipalityId, name: municipality.name }, document });
}
