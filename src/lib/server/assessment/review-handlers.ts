import { answerLock } from '$lib/domain/assessment/answer-lock';
import {
  assessmentAssist,
  assessmentName,
  assessmentOpen,
  assessmentReady,
  commentAdd,
  commentSettle
} from '$lib/domain/assessment/commands';
import { isUnconfirmed } from '$lib/domain/assessment/origin';
import { authorize } from '$lib/domain/identity/permissions';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { defineHandler, type Effect } from '../sync/command-handler';
import { addComment, settleComment } from './comment';
import { findComment } from './comment-repository';
import { findAnswerable, findExisting, findOpen, lockTimes, mayAnswerAnywhere, refuseLock } from './open-assessment';
import { redactUnnamed } from './redact-unnamed';
import { answersOf, findAssessment, openConflicts, updateAssessment } from './repository';

const DONE: Result<Effect> = ok({ kind: 'applied', version: 1 });
const networkOf = async (app: App, { assessmentId }: { assessmentId: string }) =>
  (await findAssessment(app.db.read, assessmentId))?.networkId ?? null;

export const openHandler = defineHandler({
  ...assessmentOpen,
  subject: (payload) => payload.assessmentId,
  networkOf: (app, payload) => networkOf(app, payload),
  async handle(_app, actor, { payload, envelope }, context) {
    const refused = authorize(actor, 'assessment:answer');
    if (refused) return refused;
    const found = await findExisting(context.tx, payload.assessmentId);
    if (!found.ok) return found;
    const forbidden = authorize(actor, 'assessment:answer', found.value);
    if (forbidden) return forbidden;
    // nobody asked for this command by hand: what comes too late or twice is no mistake to show anybody
    if (found.value.openedAt || found.value.wave.closedAt) return DONE;
    const openedAt = new Date(Math.min(context.now.getTime(), Date.parse(envelope.issuedAt)));
    await updateAssessment(context.tx, found.value.id, { openedAt });
    await context.feed('assessment', found.value.id, found.value.municipalityId);
    return DONE;
  }
});

export const nameHandler = defineHandler({
  ...assessmentName,
  subject: (payload) => payload.assessmentId,
  networkOf: (app, payload) => networkOf(app, payload),
  async handle(app, actor, { payload }, context) {
    const refused = authorize(actor, 'assessment:answer');
    if (refused) return refused;
    // a closed wave ends answering, and the right to say yes; a yes is taken back as long as it is read
    const find = payload.named ? findOpen : findExisting;
    const found = await find(context.tx, payload.assessmentId);
    if (!found.ok) return found;
    const forbidden = authorize(actor, 'assessment:answer', found.value);
    if (forbidden) return forbidden;
    if (found.value.wave.publish !== 'chosen')
      return refuse(
        'nothing-to-choose',
        'named',
        'What is published of this wave was decided before it opened - there is nothing to choose.'
      );
    await updateAssessment(context.tx, found.value.id, { named: payload.named });
    if (!payload.named) await redactUnnamed(app, context, found.value);
    await context.feed('assessment', found.value.id, found.value.municipalityId);
    return DONE;
  }
});

export const assistHandler = defineHandler({
  ...assessmentAssist,
  subject: (payload) => payload.assessmentId,
  networkOf: (app, payload) => networkOf(app, payload),
  async handle(_app, actor, { payload, envelope }, context) {
    const refused = authorize(actor, 'assessment:assist');
    if (refused) return refused;
    const found = await findExisting(context.tx, payload.assessmentId);
    if (!found.ok) return found;
    const forbidden = authorize(actor, 'assessment:assist', found.value);
    if (forbidden) return forbidden;
    const at = { now: context.now.getTime(), given: Date.parse(envelope.issuedAt) };
    const lock = answerLock({ ...lockTimes(found.value), mode: 'assisted' }, 'coordinator', at);
    if (lock) return refuseLock(lock, found.value);
    if (found.value.mode === 'assisted') return DONE;
    const given = await answersOf(context.tx, [found.value.id]);
    // what was only carried over from the last wave is nobody's answer yet
    if (given.some((a) => !isUnconfirmed(a) && (a.value ?? (a.note || a.evidence))))
      return refuse(
        'begun-already',
        'assessmentId',
        'The municipality has begun to answer by itself - its answers stay there. Ask its officer to go on, or sit beside them.'
      );
    await updateAssessment(context.tx, found.value.id, { mode: 'assisted' });
    // coordinators' devices keep its answers from now on
    await context.feed('answer', `${found.value.id}/*`, found.value.municipalityId);
    await context.feed('assessment', found.value.id, found.value.municipalityId);
    return DONE;
  }
});

export const readyHandler = defineHandler({
  ...assessmentReady,
  subject: (payload) => payload.assessmentId,
  networkOf: (app, payload) => networkOf(app, payload),
  async handle(_app, actor, { payload, envelope }, context) {
    const refused = mayAnswerAnywhere(actor);
    if (refused) return refused;
    const known = await findExisting(context.tx, payload.assessmentId);
    if (!known.ok) return known;
    // an officer submits the own assessment; only what somebody filled in for a municipality waits for its word
    const right = known.value.mode === 'shared' ? 'assessment:answer' : 'assessment:assist';
    const forbidden = authorize(actor, right, known.value);
    if (forbidden) return forbidden;
    if (known.value.mode === 'self') return refuseLock('not-assisted', known.value);
    const given = new Date(envelope.issuedAt);
    const found = await findAnswerable(context.tx, actor, payload.assessmentId, { now: context.now, given });
    if (!found.ok) return found;
    if (found.value.submittedAt) return DONE;
    if (!(await answersOf(context.tx, [found.value.id])).some((a) => a.value && !isUnconfirmed(a)))
      return refuse(
        'nothing-answered',
        'assessmentId',
        'Nothing is answered yet - answer first, then have it confirmed.'
      );
    const open = await openConflicts(context.tx, found.value.id);
    if (open.length)
      return refuse('conflicts-open', 'assessmentId', `Settle the ${open.length} question(s) with two answers first.`);
    await updateAssessment(context.tx, found.value.id, {
      readyAt: context.now,
      returnedAt: null,
      returnedBy: null,
      updatedAt: context.now
    });
    await context.feed('assessment', found.value.id, found.value.municipalityId);
    return DONE;
  }
});

export const commentAddHandler = defineHandler({
  ...commentAdd,
  subject: (payload) => payload.commentId,
  networkOf: (app, payload) => networkOf(app, payload),
  handle: async (app, actor, { payload }, context): Promise<Result<Effect>> => {
    const added = await addComment(app, actor, context, payload);
    return added.ok ? DONE : added;
  }
});

export const commentSettleHandler = defineHandler({
  ...commentSettle,
  subject: (payload) => payload.commentId,
  networkOf: async (app, { commentId }) => {
    const comment = await findComment(app.db.read, commentId);
    return comment ? networkOf(app, comment) : null;
  },
  handle: async (_app, actor, { payload }, context): Promise<Result<Effect>> => {
    const settled = await settleComment(actor, context, payload);
    return settled.ok ? DONE : settled;
  }
});

/** Part of `assessmentHandlers`. */
export const reviewHandlers = [
  openHandler,
  nameHandler,
  assistHandler,
  readyHandler,
  commentAddHandler,
  commentSettleHandler
];
