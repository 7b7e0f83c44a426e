import { type AnswerSet, answerSet, assessmentSubmit, conflictSettle } from '$lib/domain/assessment/commands';
import { mergeAnswer } from '$lib/domain/assessment/merge-answer';
import { actorId } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { findModel } from '../model/repository';
import type { ChangeContext } from '../shared/change';
import { defineHandler, type Effect } from '../sync/command-handler';
import {
  type AssessmentRow,
  findAnswer,
  findAssessment,
  findConflict,
  findVersion,
  insertConflict,
  openConflicts,
  settleConflict,
  updateAssessment,
  type WaveRow,
  writeAnswer
} from './repository';

type Found = AssessmentRow & { wave: WaveRow };

/** The assessment if it may still be changed; else why not. */
async function findOpen(context: ChangeContext, id: string): Promise<Result<Found>> {
  const found = await findAssessment(context.tx, id);
  if (!found)
    return refuse('not-found', 'assessmentId', 'This assessment does not exist on the server - fetch your data again.');
  if (found.wave.closedAt) {
    return refuse(
      'wave-closed',
      'assessmentId',
      `The wave "${found.wave.name}" is closed and its answers no longer change - ask your coordinator.`
    );
  }
  return ok(found);
}

/** Only these may be answered, and only in these ways. */
async function checkAgainstModel(app: App, found: Found, payload: AnswerSet): Promise<Result<null>> {
  const stored = await findModel(app, found.wave.modelId, found.wave.modelVersion);
  const criterion = stored?.model.criteria.find((c) => c.id === payload.criterionId);
  if (!criterion) {
    return refuse(
      'unknown-criterion',
      'criterionId',
      `Model ${found.wave.modelId} ${found.wave.modelVersion} has no criterion "${payload.criterionId}".`
    );
  }
  if (payload.value === 'not-applicable' && !criterion.canBeNotApplicable) {
    return refuse(
      'not-applicable-refused',
      'value',
      `"${payload.criterionId}" applies to every municipality: answer yes, partly, no or don't know.`
    );
  }
  if (payload.value === 'partly' && !criterion.canBePartly) {
    return refuse('partly-refused', 'value', `"${payload.criterionId}" is either so or not: answer yes or no.`);
  }
  return ok(null);
}

export const answerHandler = defineHandler({
  ...answerSet,
  subject: (payload) => `${payload.assessmentId}/${payload.criterionId}`,
  networkOf: async (app, payload) => (await findAssessment(app.db.read, payload.assessmentId))?.networkId ?? null,
  async handle(app, actor, { payload, envelope }, context): Promise<Result<Effect>> {
    const refused = authorize(actor, 'assessment:answer');
    if (refused) return refused;
    const found = await findOpen(context, payload.assessmentId);
    if (!found.ok) return found;
    const forbidden = authorize(actor, 'assessment:answer', found.value);
    if (forbidden) return forbidden;
    const fits = await checkAgainstModel(app, found.value, payload);
    if (!fits.ok) return fits;

    const mine = { value: payload.value, note: payload.note, evidence: payload.evidence };
    const present = await findAnswer(context.tx, payload.assessmentId, payload.criterionId);
    const who = { answeredBy: actorId(actor), answeredAt: new Date(envelope.issuedAt) };
    const where = { assessmentId: payload.assessmentId, criterionId: payload.criterionId };
    const version = (present?.version ?? 0) + 1;
    const save = async (content: typeof mine, merged?: typeof mine): Promise<Result<Effect>> => {
      await writeAnswer(
        context.tx,
        { answer: present?.id ?? app.newId(), history: app.newId() },
        { ...where, ...content, version, ...who },
        context.now
      );
      await touch(context, found.value);
      await context.feed('answer', `${where.assessmentId}/${where.criterionId}`, found.value.municipalityId);
      return ok({ kind: 'applied', version, ...(merged && { merged }) });
    };
    if (!present || present.version === envelope.baseVersion) return save(mine);

    // somebody else was here since this officer last looked
    const base = envelope.baseVersion
      ? await findVersion(context.tx, where.assessmentId, where.criterionId, envelope.baseVersion)
      : null;
    const merge = mergeAnswer(base ?? null, present, mine);
    if (merge.kind === 'same') {
      const { value, note, evidence } = present;
      return ok({ kind: 'applied', version: present.version, merged: { value, note, evidence } });
    }
    if (merge.kind === 'merged') return save(merge.content, merge.content);
    const conflictId = app.newId();
    await insertConflict(context.tx, { id: conflictId, ...where, ...mine, ...who, createdAt: context.now });
    await context.feed('conflict', conflictId, found.value.municipalityId);
    const theirs = {
      value: present.value,
      note: present.note,
      evidence: present.evidence,
      by: present.answeredBy,
      at: present.answeredAt.toISOString()
    };
    return ok({
      kind: 'conflict',
      version: present.version,
      conflictId,
      theirs,
      mine: { ...mine, by: who.answeredBy, at: who.answeredAt.toISOString() }
    });
  }
});

async function touch(context: ChangeContext, found: Found): Promise<void> {
  await updateAssessment(context.tx, found.id, { startedAt: found.startedAt ?? context.now, updatedAt: context.now });
  await context.feed('assessment', found.id, found.municipalityId);
}

export const submitHandler = defineHandler({
  ...assessmentSubmit,
  subject: (payload) => payload.assessmentId,
  networkOf: async (app, payload) => (await findAssessment(app.db.read, payload.assessmentId))?.networkId ?? null,
  async handle(app, actor, { payload }, context): Promise<Result<Effect>> {
    const refused = authorize(actor, 'assessment:answer');
    if (refused) return refused;
    const found = await findOpen(context, payload.assessmentId);
    if (!found.ok) return found;
    const forbidden = authorize(actor, 'assessment:answer', found.value);
    if (forbidden) return forbidden;
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
      updatedAt: context.now
    });
    await context.feed('assessment', found.value.id, found.value.municipalityId);
    return ok({ kind: 'applied', version: 1 });
  }
});

export const settleHandler = defineHandler({
  ...conflictSettle,
  subject: (payload) => payload.conflictId,
  networkOf: async (app, payload) => {
    const conflict = await findConflict(app.db.read, payload.conflictId);
    return conflict ? ((await findAssessment(app.db.read, conflict.assessmentId))?.networkId ?? null) : null;
  },
  async handle(app, actor, { payload }, context): Promise<Result<Effect>> {
    const refused = authorize(actor, 'assessment:answer');
    if (refused) return refused;
    const conflict = await findConflict(context.tx, payload.conflictId);
    if (!conflict)
      return refuse('not-found', 'conflictId', 'This question has no second answer any more - fetch your data again.');
    const found = await findOpen(context, conflict.assessmentId);
    if (!found.ok) return found;
    const forbidden = authorize(actor, 'assessment:answer', found.value);
    if (forbidden) return forbidden;
    const present = await findAnswer(context.tx, conflict.assessmentId, conflict.criterionId);
    // settled by a colleague meanwhile: their choice stands, and both answers are in the history
    if (conflict.settledAt) return ok({ kind: 'applied', version: present?.version ?? 0 });
    let version = present?.version ?? 0;
    if (payload.choose === 'other') {
      version += 1;
      const { assessmentId, criterionId, value, note, evidence } = conflict;
      await writeAnswer(
        context.tx,
        { answer: present?.id ?? app.newId(), history: app.newId() },
        {
          assessmentId,
          criterionId,
          value,
          note,
          evidence,
          version,
          answeredBy: conflict.answeredBy,
          answeredAt: conflict.answeredAt
        },
        context.now
      );
      await context.feed('answer', `${assessmentId}/${criterionId}`, found.value.municipalityId);
    }
    await settleConflict(context.tx, conflict.id, actorId(actor), context.now);
    await context.feed('conflict', conflict.id, found.value.municipalityId);
    await touch(context, found.value);
    return ok({ kind: 'applied', version });
  }
});

/** For the walking test: each refuses an anonymous actor. */
export const assessmentHandlers = [answerHandler, submitHandler, settleHandler];
