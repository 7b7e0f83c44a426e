import { gatherSheet } from '$lib/domain/assessment/result-sheet';
import type { Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import type { Locale } from '$lib/domain/shared/locale';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { findNetwork } from '../identity/directory-repository';
import { findModel, listModels } from '../model/repository';
import { shippedModels } from '../model/seed';
import { findMunicipality } from '../register/repository';
import type { SheetComparison } from '../render/render-sheet';
import { comparePeers } from './compare-service';
import { filesOf } from './evidence-repository';
import { answersOf, type AssessmentRow, assessmentsOfWave, currentWave, findAssessment } from './repository';

export interface Printed {
  pdf: Uint8Array;
  fileName: string;
}

/** What there is to print for one person: the model's parts, and the results this person may have on paper. */
export interface PrintChoices {
  /** `id@version` of the network's current wave, else of the newest model that ships. */
  model: string;
  levels: { level: number; name: string }[];
  dimensions: { id: string; name: string }[];
  sheets: { assessmentId: string; municipality: string; wave: string; submitted: boolean; own: boolean }[];
}

export async function readPrintChoices(
  app: App,
  actor: Actor,
  input: { networkId: string; locale: Locale }
): Promise<Result<PrintChoices>> {
  const refused = authorize(actor, 'model:read', { networkId: input.networkId });
  if (refused) return refused;
  const wave = await currentWave(app.db.read, input.networkId);
  const { id, version } = wave ? { id: wave.modelId, version: wave.modelVersion } : shippedModels.at(-1)!.model;
  const stored = await findModel(app, id, version);
  const text = stored?.texts.find((one) => one.locale === input.locale);
  if (!stored || !text) throw new Error(`Model ${id} ${version} has no texts in ${input.locale}`);
  const rows = wave ? await assessmentsOfWave(app.db.read, wave.id) : [];
  return ok({
    model: `${id}@${version}`,
    levels: [...new Set(stored.model.criteria.map(({ level }) => level))]
      .sort((a, b) => a - b)
      .map((level) => ({ level, name: text.levels[level]?.name ?? '' })),
    dimensions: stored.model.dimensions.map((one) => ({ id: one.id, name: text.dimensions[one.id]?.name ?? one.id })),
    sheets: rows
      .filter(({ assessment }) => !refuseSheet(actor, assessment))
      .map(({ assessment, municipality }) => ({
        assessmentId: assessment.id,
        municipality: municipality.name,
        wave: wave!.name,
        submitted: assessment.submittedAt !== null,
        own: !authorize(actor, 'assessment:read', assessment)
      }))
      .sort((a, b) => a.municipality.localeCompare(b.municipality, input.locale))
  });
}

/** Criteria of a published model for a workshop on paper. */
export async function printCriteria(
  app: App,
  actor: Actor,
  input: { model: string; level?: string; dimension?: string; locale: Locale }
): Promise<Result<Printed>> {
  const refused = authorize(actor, 'model:read');
  if (refused) return refused;
  const row = (await listModels(app)).find(({ id, version }) => `${id}@${version}` === input.model);
  const text = row?.texts.find((one) => one.locale === input.locale);
  if (!row || !text)
    return refuse('not-found', 'model', `There is no published model "${input.model}" - write it as roadmap@1.0.0.`);
  const { model } = row;
  const asked = [...new Set(model.criteria.map(({ level }) => String(level)))].sort();
  if (input.level !== undefined && !asked.includes(input.level))
    return refuse('unknown-level', 'level', `Level must be one of ${asked.join(', ')} - got "${input.level}".`);
  const ids = model.dimensions.map(({ id }) => id);
  if (input.dimension !== undefined && !ids.includes(input.dimension))
    return refuse(
      'unknown-dimension',
      'dimension',
      `Dimension must be one of ${ids.join(', ')} - got "${input.dimension}".`
    );
  const rendered = await app.offload('renderCriteria', {
    locale: input.locale,
    model,
    text,
    level: input.level === undefined ? undefined : Number(input.level),
    dimension: input.dimension,
    date: row.publishedAt.toISOString()
  });
  if (!rendered.ok) return rendered;
  const part = [input.level && `level-${input.level}`, input.dimension].filter(Boolean).join('-') || 'all';
  return ok({ pdf: rendered.value, fileName: `waymark-criteria-${part}-${input.locale}.pdf` });
}

/**
 * The one-page result for a council meeting: an officer's own at any time, others' once submitted. A comparison is on it only
 * where it is asked for.
 */
export async function printSheet(
  app: App,
  actor: Actor,
  input: { assessmentId: string; locale: Locale; comparison?: 'peers' }
): Promise<Result<Printed>> {
  const refused = authorize(actor, 'assessment:read-submitted');
  if (refused) return refused;
  const found = await findAssessment(app.db.read, input.assessmentId);
  if (!found) return refuse('not-found', 'assessmentId', 'There is no assessment at this address.');
  const forbidden = refuseSheet(actor, found);
  if (forbidden) return forbidden;
  const comparison = input.comparison && (await readComparison(app, actor, found.id));
  if (comparison && !comparison.ok) return comparison;
  const { wave } = found;
  const stored = await findModel(app, wave.modelId, wave.modelVersion);
  const text = stored?.texts.find((one) => one.locale === input.locale);
  const municipality = await findMunicipality(app.db.read, found.municipalityId);
  const network = await findNetwork(app.db.read, found.networkId);
  if (!stored || !text || !municipality || !network)
    throw new Error(`Assessment ${found.id} lacks its model's texts, its municipality or its network`);
  const answers = (await answersOf(app.db.read, [found.id])).map((row) => ({
    ...row,
    answeredAt: row.answeredAt.toISOString()
  }));
  const withFile = new Set((await filesOf(app.db.read, [found.id])).map(({ criterionId }) => criterionId));
  // never the clock: the same answers give the same sheet, whenever it is printed
  const date = (found.submittedAt ?? found.updatedAt).toISOString();
  const rendered = await app.offload('renderSheet', {
    locale: input.locale,
    facts: gatherSheet(stored.model, answers, withFile, date),
    levels: stored.model.levels,
    text,
    modelVersion: stored.model.version,
    municipality: municipality.name,
    network: network.name,
    wave: wave.name,
    demo: network.demo,
    mode: found.mode,
    submitted: found.submittedAt !== null,
    date,
    comparison: comparison?.value
  });
  if (!rendered.ok) return rendered;
  return ok({ pdf: rendered.value, fileName: `waymark-result-${safe(municipality.code)}-${input.locale}.pdf` });
}

/** Own officers always, whoever fills it in with them, and the network's people once it is submitted. */
function refuseSheet(actor: Actor, found: AssessmentRow) {
  const own = authorize(actor, 'assessment:read', found);
  if (!own) return null;
  if (found.mode === 'assisted' && !authorize(actor, 'assessment:assist', found)) return null;
  return found.submittedAt ? authorize(actor, 'assessment:read-submitted', found) : own;
}

async function readComparison(
  app: App,
  actor: Actor,
  assessmentId: string
): Promise<Result<SheetComparison | 'withheld'>> {
  const compared = await comparePeers(app, actor, { assessmentId });
  if (!compared.ok) return compared;
  const { peers } = compared.value;
  return ok(peers.shown ? { compared: peers.compared, dimensions: peers.dimensions } : 'withheld');
}

/** Codes are an office's own; whatever they are, a header stays a header. */
const safe = (code: string) => code.replaceAll(/[^\w-]/g, '');
