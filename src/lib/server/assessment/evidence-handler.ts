import { evidenceAdd, evidenceRemove } from '$lib/domain/assessment/commands';
import { cleanFileName } from '$lib/domain/assessment/evidence-file';
import { actorId } from '$lib/domain/identity/actor';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import { defineHandler, type Effect } from '../sync/command-handler';
import { deleteUpload, findUploadRow, readPieces } from '../files/upload-repository';
import { checkFile, idUsed, isSame, keepFile } from './evidence-keeping';
import { findFile, updateFile } from './evidence-repository';
import { findAnswerable, mayAnswerAnywhere } from './open-assessment';
import { findAssessment } from './repository';
import { checkAgainstModel, touch } from './save-answer';

/**
 * Makes a file that its sender has uploaded (`../files`) evidence for an answer. Only the sender's own upload counts: to
 * know a hash gives nobody the bytes.
 */
export const evidenceAddHandler = defineHandler({
  ...evidenceAdd,
  subject: (payload) => payload.fileId,
  networkOf: async (app, payload) => (await findAssessment(app.db.read, payload.assessmentId))?.networkId ?? null,
  async handle(app, actor, { payload, envelope, uploadedBy }, context): Promise<Result<Effect>> {
    const refused = mayAnswerAnywhere(actor);
    if (refused) return refused;
    const { fileId, assessmentId, criterionId, sha256, size } = payload;
    const given = new Date(envelope.issuedAt);
    const found = await findAnswerable(context.tx, actor, assessmentId, { now: context.now, given });
    if (!found.ok) return found;
    const fits = await checkAgainstModel(app, found.value, { criterionId, value: null });
    if (!fits.ok) return fits;
    const done: Effect = { kind: 'applied', version: 1 };
    const known = await findFile(context.tx, fileId);
    if (known) return isSame(known, payload) ? ok(done) : idUsed();
    const key = { personId: uploadedBy ?? actorId(actor), sha256 };
    const upload = await findUploadRow(context.tx, key);
    if (upload?.size !== size || upload.received !== size)
      return refuse('file-missing', 'sha256', 'The file itself is not here - send its bytes to /api/v1/files first.');
    const bytes = await readPieces(context.tx, key);
    const name = cleanFileName(payload.name);
    const type = await checkFile(name, bytes);
    if (!type.ok) return type;
    const file = { id: fileId, assessmentId, criterionId, name, mediaType: type.value, size, sha256 };
    const kept = await keepFile(context, found.value, { ...file, addedBy: actorId(actor) }, bytes);
    if (!kept.ok) return kept;
    await deleteUpload(context.tx, key);
    return ok(done);
  }
});

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
