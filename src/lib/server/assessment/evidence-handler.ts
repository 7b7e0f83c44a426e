import { evidenceRemove } from '$lib/domain/assessment/commands';
import { actorId } from '$lib/domain/identity/actor';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import { defineHandler, type Effect } from '../sync/command-handler';
import { findFile, updateFile } from './evidence-repository';
import { findAnswerable, mayAnswerAnywhere } from './open-assessment';
import { findAssessment } from './repository';
import { touch } from './save-answer';

/** Takes a file away from an answer, or brings it back; its bytes stay for a while. */
export const evidenceHandler = defineHandler({
  ...evidenceRemove,
  subject: (payload) => payload.fileId,
  networkOf: async (app, payload) => {
    const file = await findFile(app.db.read, payload.fileId);
    return file ? ((await findAssessment(app.db.read, file.assessmentId))?.networkId ?? null) : null;
  },
  async handle(_app, actor, { payload, envelope }, context): Promise<Result<Effect>> {
    const refused = mayAnswerAnywhere(actor);
    if (refused) return refused;
    const file = await findFile(context.tx, payload.fileId);
    if (!file) return refuse('not-found', 'fileId', 'This file is not here any more - fetch your data again.');
    const given = new Date(envelope.issuedAt);
    const found = await findAnswerable(context.tx, actor, file.assessmentId, { now: context.now, given });
    if (!found.ok) return found;
    if (payload.removed !== (file.removedAt !== null)) {
      const gone = { removedAt: context.now, removedBy: actorId(actor) };
      await updateFile(context.tx, file.id, payload.removed ? gone : { removedAt: null, removedBy: null });
      await touch(context, found.value);
    }
    await context.feed('file', file.id, found.value.municipalityId);
    return ok({ kind: 'applied', version: 1 });
  }
});
