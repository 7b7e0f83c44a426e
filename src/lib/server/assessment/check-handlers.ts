import { checkKeep } from '$lib/domain/assessment/commands';
import { checkCriteria } from '$lib/domain/assessment/check';
import { isCheckAnswer } from '$lib/domain/assessment/kept-check';
import { actorId } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import type { AnswerSheet } from '$lib/domain/model/types';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { findModel } from '../model/repository';
import { findMunicipality } from '../register/repository';
import { defineHandler, type Effect } from '../sync/command-handler';
import { findCheck, insertCheck } from './check-repository';

/** Keeps a check that was taken before signing in; it is never counted and never becomes an assessment. */
export const checkKeepHandler = defineHandler({
  ...checkKeep,
  subject: (payload) => payload.checkId,
  networkOf: async (app, payload) => (await findMunicipality(app.db.read, payload.municipalityId))?.networkId ?? null,
  async handle(app, actor, { payload }, context): Promise<Result<Effect>> {
    const refused = authorize(actor, 'assessment:answer');
    if (refused) return refused;
    const municipality = await findMunicipality(context.tx, payload.municipalityId);
    if (!municipality)
      return refuse('not-found', 'municipalityId', 'This municipality is not in the register any more.');
    const { networkId, id: municipalityId } = municipality;
    const forbidden = authorize(actor, 'assessment:answer', { networkId, municipalityId });
    if (forbidden) return forbidden;
    const fits = await checkAgainstModel(app, payload);
    if (!fits.ok) return fits;
    const present = await findCheck(context.tx, payload.checkId);
    if (present && present.municipalityId !== municipalityId)
      return refuse('id-taken', 'checkId', 'Another check has this id - take the check again and keep that one.');
    // sent twice: it is kept already
    if (present) return ok({ kind: 'applied', version: 1 });
    const { checkId: id, modelId, modelVersion, answers, takenAt } = payload;
    await insertCheck(context.tx, {
      id,
      networkId,
      municipalityId,
      personId: actorId(actor),
      modelId,
      modelVersion,
      answers,
      takenAt: new Date(takenAt),
      keptAt: context.now
    });
    await context.feed('check', id, municipalityId);
    return ok({ kind: 'applied', version: 1 });
  }
});

async function checkAgainstModel(
  app: App,
  { modelId, modelVersion, answers }: { modelId: string; modelVersion: string; answers: AnswerSheet }
): Promise<Result<null>> {
  const stored = await findModel(app, modelId, modelVersion);
  if (!stored)
    return refuse(
      'unknown-model',
      'modelVersion',
      `There is no model ${modelId} ${modelVersion} here - take the check again.`
    );
  const asked = new Map(checkCriteria(stored.model).map((criterion) => [criterion.id, criterion]));
  for (const [id, answer] of Object.entries(answers)) {
    const criterion = asked.get(id);
    if (!criterion)
      return refuse(
        'unknown-criterion',
        `answers.${id}`,
        `The check of model ${modelId} ${modelVersion} has no question "${id}" - take the check again.`
      );
    if (!isCheckAnswer(answer) || (answer === 'partly' && !criterion.canBePartly))
      return refuse(
        'unknown-answer',
        `answers.${id}`,
        `"${answer}" is no answer to "${id}" in the check - take the check again.`
      );
  }
  return ok(null);
}

export const checkHandlers = [checkKeepHandler];
