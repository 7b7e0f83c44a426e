import { createHash } from 'node:crypto';
import { actorId, type Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { readPicture } from '$lib/domain/reporting/editorial/read-picture';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { readContent } from '../assessment/evidence-repository';
import { change } from '../shared/change';
import { insertPicture, reportPicturesOf } from './editorial-repository';

/**
 * Takes a picture for a report, without what its camera wrote beside it. What it shows is said where it is put in.
 *
 * Errors: those of `readPicture`; `picture-type` also where it cannot be set in a PDF.
 */
export async function addPicture(
  app: App,
  actor: Actor,
  input: { networkId: string; bytes: Uint8Array }
): Promise<Result<{ sha256: string; width: number; height: number }>> {
  const refused = authorize(actor, 'report:draft', { networkId: input.networkId });
  if (refused) return refused;
  const read = readPicture(input.bytes);
  if (!read.ok) return read;
  const { type, width, height, bytes } = read.value;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const shown = await app.offload('showPicture', { sha256, bytes });
  if (!shown.ok) return shown;
  const { networkId } = input;
  return change(app, actor, { action: 'report:picture', networkId, subject: sha256 }, async ({ tx, now: addedAt }) => {
    const row = { networkId, sha256, type, width, height, addedBy: actorId(actor), addedAt };
    await insertPicture(tx, row, bytes);
    return ok({ sha256, width, height });
  });
}

/** A picture that was given for a report of the network, published or not. */
export async function readDraftPicture(
  app: App,
  actor: Actor,
  input: { networkId: string; sha256: string }
): Promise<Result<{ bytes: Uint8Array; type: 'image/jpeg' | 'image/png' }>> {
  const refused = authorize(actor, 'report:draft', { networkId: input.networkId });
  if (refused) return refused;
  const row = (await reportPicturesOf(app.db.read, input.networkId)).find(({ sha256 }) => sha256 === input.sha256);
  const bytes = row && (await readContent(app.db.read, row.sha256));
  return row && bytes
    ? ok({ bytes, type: row.type })
    : refuse('not-found', 'sha256', 'There is no such picture - choose the file again.');
}
