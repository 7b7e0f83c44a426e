import { scoreAssessment } from '$lib/domain/assessment/score-assessment';
import type { AssessmentResult } from '$lib/domain/assessment/result-types';
import type { Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { showUnder, type ShownUnder } from '$lib/domain/model/show-under';
import type { AnswerSheet, MaturityModel } from '$lib/domain/model/types';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { answersOf, assessmentsOfWave, findAssessment, listWaves } from '../assessment/repository';
import { findMunicipality } from '../register/repository';
import { findBridge } from './find-bridge';
import { findModel } from './repository';

export interface OlderAssessment {
  id: string;
  municipality: string;
  wave: string;
  modelVersion: string;
}

/** Submitted assessments made under other versions of this model, by name of the municipality. */
export async function listOlderAssessments(
  app: App,
  actor: Actor,
  input: { networkId: string; id: string; version: string }
): Promise<Result<OlderAssessment[]>> {
  const refused = authorize(actor, 'assessment:read-submitted', { networkId: input.networkId });
  if (refused) return refused;
  const waves = (await listWaves(app.db.read, input.networkId)).filter(
    ({ modelId, modelVersion }) => modelId === input.id && modelVersion !== input.version
  );
  const listed: OlderAssessment[] = [];
  for (const wave of waves) {
    for (const { assessment, municipality } of await assessmentsOfWave(app.db.read, wave.id)) {
      if (!assessment.submittedAt) continue;
      listed.push({
        ...{ id: assessment.id, municipality: municipality.name },
        ...{ wave: wave.name, modelVersion: wave.modelVersion }
      });
    }
  }
  return ok(listed.sort((a, b) => a.municipality.localeCompare(b.municipality, 'sv')));
}

export interface AssessmentUnder extends ShownUnder {
  municipality: string;
  wave: string;
  old: { model: MaturityModel; answers: AnswerSheet; result: AssessmentResult };
  result: AssessmentResult;
}

/** A submitted assessment as it stands under another version of its model, with what could not be carried. */
export async function showAssessmentUnder(
  app: App,
  actor: Actor,
  input: { assessmentId: string; version: string }
): Promise<Result<AssessmentUnder>> {
  const refused = authorize(actor, 'assessment:read-submitted');
  if (refused) return refused;
  const found = await findAssessment(app.db.read, input.assessmentId);
  if (!found) return refuse('not-found', 'assessmentId', 'This assessment does not exist.');
  const { networkId, municipalityId, submittedAt, wave } = found;
  const forbidden = authorize(actor, 'assessment:read-submitted', { networkId, municipalityId });
  if (forbidden) return forbidden;
  if (!submittedAt)
    return refuse(
      'not-submitted',
      'assessmentId',
      'This assessment is not submitted: until then it stays inside the municipality.'
    );
  const [from, to] = [
    { id: wave.modelId, version: wave.modelVersion },
    { id: wave.modelId, version: input.version }
  ];
  const [old, next] = [await findModel(app, from.id, from.version), await findModel(app, to.id, to.version)];
  const bridge = await findBridge(app, from, to);
  if (!old || !next || !bridge)
    return refuse('not-found', 'version', `There is no ${to.id} ${to.version} to show this assessment under.`);
  const rows = await answersOf(app.db.read, [found.id]);
  const answers: AnswerSheet = Object.fromEntries(
    rows.flatMap(({ criterionId, value }) => (value === null ? [] : [[criterionId, value]]))
  );
  const shown = showUnder(next.model, bridge, answers);
  const municipality = await findMunicipality(app.db.read, municipalityId);
  return ok({
    ...shown,
    ...{ municipality: municipality?.name ?? '', wave: wave.name },
    old: { model: old.model, answers, result: scoreAssessment(old.model, answers) },
    result: scoreAssessment(next.model, shown.answers)
  });
}
