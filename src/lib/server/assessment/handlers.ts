import { answerSet, assessmentSubmit, conflictSettle } from '$lib/domain/assessment/commands';
import { originOf } from '$lib/domain/assessment/origin';
import { type Actor, actorId } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import { defineHandler, type Effect } from '../sync/command-handler';
import { evidenceAddHandler, evidenceHandler } from './evidence-handler';
import { isOnlyBy } from './history-repository';
import { findAnswerable, type Found, mayAnswerAnywhere } from './open-assessment';
import {
  findAnswer,
  findConflict,
  networkOfAssessment,
  openConflicts,
  settleConflict,
  updateAssessment
} from './repository';
import { reviewHandlers } from './review-handlers';
import { saveAnswer, touch } from './save-answer';
import { saveAnswers } from './save-answers';

export const answerHandler = defineHandler({
  ...answerSet,
  subject: (payload) => `${payload.assessmentId}/${payload.criterionId}`,
  networkOf: (app, payload) => networkOfAssessment(app.db.read, payload.assessmentId),
  handle: async (app, actor, command, context): Promise<Result<Effect>> =>
    (await saveAnswers(app, actor, [{ ...command, context }]))[0]!,
  onlyBy: (tx, payload, personId, versions) => isOnlyBy(tx, payload, personId, versions),
  together: { about: ({ assessmentId }) => assessmentId, handle: saveAnswers }
});

export const submitHandler = defineHandler({
  ...assessmentSubmit,
  subject: (payload) => payload.assessmentId,
  networkOf: (app, payload) => networkOfAssessment(app.db.read, payload.assessmentId),
  async handle(_app, actor, { payload, envelope }, context): Promise<Result<Effect>> {
    const refused = authorize(actor, 'assessment:answer');
    if (refused) return refused;
    const given = new Date(envelope.issuedAt);
    const found = await findAnswerable(context.tx, actor, payload.assessmentId, { now: context.now, given });
    if (!found.ok) return found;
    const forbidden = authorize(actor, 'assessment:answer', found.value);
    if (forbidden) return forbidden;
    if (found.value.mode === 'shared' && answersForOthersToo(actor, found.value)) {
      return refuse(
        'confirm-needed',
        'assessmentId',
        'These answers were copied from another municipality - mark them as ready and let somebody here confirm them.'
      );
    }
    const open = await openConflicts(context.tx, found.value.id);
    if (open.length) {
      return refuse(
        'conflicts-open',
        'assessmentId',
        `Settle the ${open.length} question(s) with two answers first, then submit.`
      );
    }
    await updateAssessment(context.tx, found.value.id, {
      submittedAt: context.now,
      submittedBy: actorId(actor),
      returnedAt: null,
      returnedBy: null,
      updatedAt: context.now
    });
    await context.feed('assessment', found.value.id, found.value.municipalityId);
    return ok({ kind: 'applied', version: 1 });
  }
});

/** One officer for several municipalities that share a service: each of them confirms for itself. */
function answersForOthersToo(actor: Actor, { networkId, municipalityId }: Found): boolean {
  return (
    actor.kind === 'person' &&
    actor.memberships.some(
      (m) => m.role === 'officer' && m.networkId === networkId && m.municipalityId !== municipalityId
    )
  );
}

export const settleHandler = defineHandler({
  ...conflictSettle,
  subject: (payload) => payload.conflictId,
  networkOf: async (app, payload) => {
    const conflict = await findConflict(app.db.read, payload.conflictId);
    return conflict ? networkOfAssessment(app.db.read, conflict.assessmentId) : null;
  },
  async handle(app, actor, { payload, envelope }, context): Promise<Result<Effect>> {
    const refused = mayAnswerAnywhere(actor);
    if (refused) return refused;
    const conflict = await findConflict(context.tx, payload.conflictId);
    if (!conflict)
      return refuse('not-found', 'conflictId', 'This question has no second answer any more - fetch your data again.');
    const given = new Date(envelope.issuedAt);
    const found = await findAnswerable(context.tx, actor, conflict.assessmentId, { now: context.now, given });
    if (!found.ok) return found;
    const present = await findAnswer(context.tx, conflict.assessmentId, conflict.criterionId);
    // what this device says next builds on what its person had on the screen, not on what others have written since
    const seen = envelope.baseVersion ?? present?.version ?? 0;
    // settled by a colleague meanwhile: their choice stands, and both answers are in the history
    if (conflict.settledAt) return ok({ kind: 'applied', version: seen });
    let effect: Effect = { kind: 'applied', version: seen };
    if (payload.choose === 'other') {
      const { assessmentId, criterionId, value, note, evidence, answeredBy, answeredAt } = conflict;
      // whoever chose had seen one present answer; what others have written into it since is put together, not overwritten
      const chosen = await saveAnswer(app, context, found.value, {
        ...{ assessmentId, criterionId, value, note, evidence, answeredBy, answeredAt },
        // a device of an earlier release does not say what it had seen
        baseVersion: seen || null,
        // a colleague's answer stays a colleague's, whoever chose it
        origin: answeredBy.startsWith('link:') ? 'colleague' : originOf(found.value.mode)
      });
      if (!chosen.ok) return chosen;
      effect = chosen.value;
    }
    await settleConflict(context.tx, conflict.id, actorId(actor), context.now);
    await context.feed('conflict', conflict.id, found.value.municipalityId);
    await touch(context, found.value);
    return ok(effect);
  }
});

/** For the walking test: each refuses an anonymous actor. */
export const assessmentHandlers = [
  answerHandler,
  submitHandler,
  settleHandler,
  evidenceAddHandler,
  evidenceHandler,
  ...reviewHandlers
];
