import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { cleanFileName } from '$lib/domain/assessment/evidence-file';
import { type Actor, actorId } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { check } from '$lib/domain/shared/check';
import { id, slug } from '$lib/domain/shared/fields';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { change } from '../shared/change';
import { checkFile, idUsed, isSame, keepFile } from './evidence-keeping';
import { type EvidenceFileRow, findFile, readContent } from './evidence-repository';
import { authorizeReading, findAnswerable, mayAnswerAnywhere } from './open-assessment';
import { findAssessment } from './repository';
import { checkAgainstModel } from './save-answer';

const fileInput = z.object({ fileId: id, assessmentId: id, criterionId: slug, name: z.string() });

export interface StoredFile {
  id: string;
  name: string;
  mediaType: string;
  size: number;
  sha256: string;
  /** The same file under the same id had arrived before. */
  duplicate: boolean;
}

/**
 * Keeps a file as evidence for one answer. Its id comes from the device, so that one sent twice is kept once; its bytes
 * are asked for only once everything else is known to be right.
 */
export async function storeEvidence(
  app: App,
  actor: Actor,
  input: z.input<typeof fileInput> & { read: () => Promise<Result<Uint8Array>> }
): Promise<Result<StoredFile>> {
  const refused = mayAnswerAnywhere(actor);
  if (refused) return refused;
  const checked = check(fileInput, input);
  if (!checked.ok) return checked;
  const { fileId, assessmentId, criterionId } = checked.value;
  const now = app.now();
  const found = await findAnswerable(app.db.read, actor, assessmentId, { now, given: now });
  if (!found.ok) return found;
  const fits = await checkAgainstModel(app, found.value, { criterionId, value: null });
  if (!fits.ok) return fits;
  const name = cleanFileName(checked.value.name);
  const bytes = await input.read();
  if (!bytes.ok) return bytes;
  const { length: size } = bytes.value;
  const type = await checkFile(name, bytes.value);
  if (!type.ok) return type;
  const sha256 = createHash('sha256').update(bytes.value).digest('hex');
  const { networkId } = found.value;
  const file = { id: fileId, name, mediaType: type.value, size, sha256 };
  return change(app, actor, { action: 'evidence:add', networkId, subject: fileId }, async (context) => {
    const known = await findFile(context.tx, fileId);
    if (known) return isSame(known, { assessmentId, criterionId, sha256 }) ? ok(shape(known, true)) : idUsed();
    // closed or taken over meanwhile: an upload over a weak network takes minutes
    const still = await findAnswerable(context.tx, actor, assessmentId, { now: context.now, given: now });
    if (!still.ok) return still;
    const row = { ...file, assessmentId, criterionId, addedBy: actorId(actor) };
    const kept = await keepFile(context, still.value, row, bytes.value);
    return kept.ok ? ok({ ...file, duplicate: false }) : kept;
  });
}

/** A file with its bytes, for whoever may read the answer it stands with. */
export async function readEvidence(
  app: App,
  actor: Actor,
  input: { fileId: string }
): Promise<Result<StoredFile & { bytes: Uint8Array }>> {
  const refused = authorize(actor, 'assessment:read-submitted');
  if (refused) return refused;
  const given = check(z.object({ fileId: id }), input);
  if (!given.ok) return given;
  const file = await findFile(app.db.read, given.value.fileId);
  const found = file && (await findAssessment(app.db.read, file.assessmentId));
  if (!file || !found) return gone();
  const forbidden = authorizeReading(actor, found);
  if (forbidden) return forbidden;
  const bytes = file.removedAt ? undefined : await readContent(app.db.read, file.sha256);
  return bytes ? ok({ ...shape(file, false), bytes }) : gone();
}

const shape = ({ id: fileId, name, mediaType, size, sha256 }: EvidenceFileRow, duplicate: boolean): StoredFile => ({
  id: fileId,
  name,
  mediaType,
  size,
  sha256,
  duplicate
});

const gone = () => refuse('not-found', 'fileId', 'This file is not here any more - fetch your data again.');
