import type { Examples } from '$lib/domain/assessment/comparison';
import { nearestExamples, type PastAnswer, whenStepTaken } from '$lib/domain/assessment/examples';
import { addMonths } from '$lib/domain/assessment/prefill';
import type { Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { findMunicipality } from '../register/repository';
import { today } from '../shared/today';
import { consentingMunicipalities, historyOf, submittedOf, yesAnswers } from './example-repository';
import { findAssessment } from './repository';

const MONTHS = 24;

/**
 * For each criterion, up to three municipalities near in size that took that step in the last 24 months and agree to be named. Consent
 * is the network's own setting apart from what a wave publishes; it is read anew each time, so that taking it back works at once.
 */
export async function findExamples(app: App, actor: Actor, input: { assessmentId: string }): Promise<Result<Examples>> {
  const refused = authorize(actor, 'assessment:read');
  if (refused) return refused;
  const found = await findAssessment(app.db.read, input.assessmentId);
  if (!found) return refuse('not-found', 'assessmentId', 'This assessment does not exist - fetch your data again.');
  const forbidden = authorize(actor, 'assessment:read', found);
  if (forbidden) return forbidden;
  const own = await findMunicipality(app.db.read, found.municipalityId);
  const consenting = (await consentingMunicipalities(app.db.read, found.networkId, today(app))).filter(
    ({ id }) => id !== found.municipalityId
  );
  const steps = await readSteps(
    app,
    consenting.map(({ id }) => id),
    found.wave.modelId
  );
  const since = addMonths(app.now(), -MONTHS).toISOString();
  const criteria: Examples['criteria'] = {};
  for (const [criterionId, taken] of steps) {
    const candidates = consenting.map(({ id, name, population }) => ({
      name,
      population,
      tookStepAt: taken.get(id) ?? null
    }));
    const nearest = nearestExamples(own?.population ?? null, candidates, since);
    // the month is enough to ask by
    if (nearest.length > 0) {
      criteria[criterionId] = nearest.map(({ name, tookStepAt }) => ({ name, month: tookStepAt.slice(0, 7) }));
    }
  }
  return ok({ assessmentId: found.id, criteria });
}

/** By criterion and municipality, when a submitted yes became one; ids of criteria are stable over versions of a model. */
async function readSteps(
  app: App,
  municipalityIds: string[],
  modelId: string
): Promise<Map<string, Map<string, string>>> {
  const submitted = (await submittedOf(app.db.read, municipalityIds)).filter((row) => row.modelId === modelId);
  const municipalityOf = new Map(submitted.map(({ id, municipalityId }) => [id, municipalityId]));
  const latest = new Map([...submitted].reverse().map(({ id, municipalityId }) => [municipalityId, id]));
  const history = new Map<string, PastAnswer[]>();
  for (const row of await historyOf(app.db.read, [...municipalityOf.keys()])) {
    const key = `${municipalityOf.get(row.assessmentId)}/${row.criterionId}`;
    const past = history.get(key) ?? [];
    past.push({ value: row.value, origin: row.origin, answeredAt: row.answeredAt.toISOString() });
    history.set(key, past);
  }
  const steps = new Map<string, Map<string, string>>();
  for (const { assessmentId, criterionId } of await yesAnswers(app.db.read, [...latest.values()])) {
    const municipalityId = municipalityOf.get(assessmentId)!;
    const at = whenStepTaken(history.get(`${municipalityId}/${criterionId}`) ?? []);
    if (at) steps.set(criterionId, (steps.get(criterionId) ?? new Map<string, string>()).set(municipalityId, at));
  }
  return steps;
}
