import { cleanFileName, MAX_MUNICIPALITY_BYTES } from '$lib/domain/assessment/evidence-file';
import { actorId } from '$lib/domain/identity/actor';
import {
  type PairingFileAdd,
  pairingFileAdd,
  type PairingFileRemove,
  pairingFileRemove
} from '$lib/domain/mentoring/pairing-life-commands';
import { ok, refuse, refuseAll, type Result } from '$lib/domain/shared/result';
import { checkFile, idUsed } from '../assessment/evidence-keeping';
import type { App } from '../app';
import type { Tx } from '../db/client';
import { deleteUpload, findUploadRow, readPieces } from '../files/upload-repository';
import { defineHandler, type Effect } from '../sync/command-handler';
import { findOwn, hasBegun, notBegun } from './own-pairing';
import { feedPairing } from './pairing-life-handlers';
import { bytesOfPairing, findPairingFile, insertPairingFile, updatePairingFile } from './pairing-life-repository';
import { findPairing } from './pairing-repository';

const MB = 1024 * 1024;
const DONE: Effect = { kind: 'applied', version: 1 };

const networkOf = async (app: App, about: { pairingId: string }) =>
  (await findPairing(app.db.read, about.pairingId))?.networkId ?? null;

/** Puts a file that its sender has uploaded into a pairing. Only the sender's own upload counts, as for evidence. */
export const pairingFileAddHandler = defineHandler<PairingFileAdd>({
  ...pairingFileAdd,
  subject: ({ fileId }) => fileId,
  networkOf,
  async handle(_app, actor, { payload, uploadedBy }, context): Promise<Result<Effect>> {
    const found = await findOwn(context.tx, actor, payload, 'pairing:edit');
    if (!found.ok) return found;
    if (!hasBegun(found.value)) return notBegun();
    const { fileId: id, pairingId, sha256, size } = payload;
    const known = await findPairingFile(context.tx, id);
    if (known) return known.pairingId === pairingId && known.sha256 === sha256 ? ok(DONE) : idUsed();
    const key = { personId: uploadedBy ?? actorId(actor), sha256 };
    const upload = await findUploadRow(context.tx, key);
    if (upload?.size !== size || upload.received !== size)
      return refuse('file-missing', 'sha256', 'The file itself is not here - send its bytes to /api/v1/files first.');
    const bytes = await readPieces(context.tx, key);
    const name = cleanFileName(payload.name);
    const type = await checkFile(name, bytes);
    if (!type.ok) return type;
    const room = await checkRoom(context.tx, pairingId, size);
    if (!room.ok) return room;
    const file = { id, pairingId, sha256, name, mediaType: type.value, size, addedBy: actorId(actor) };
    await insertPairingFile(context.tx, { ...file, addedAt: context.now, removedAt: null, removedBy: null }, bytes);
    await deleteUpload(context.tx, key);
    await feedPairing(context, found.value);
    return ok(DONE);
  }
});

/** Takes a file away from a pairing, or brings it back; its bytes stay for a while. */
export const pairingFileRemoveHandler = defineHandler<PairingFileRemove>({
  ...pairingFileRemove,
  subject: ({ fileId }) => fileId,
  networkOf,
  async handle(_app, actor, { payload }, context): Promise<Result<Effect>> {
    const found = await findOwn(context.tx, actor, payload, 'pairing:edit');
    if (!found.ok) return found;
    const file = await findPairingFile(context.tx, payload.fileId);
    if (file?.pairingId !== found.value.id)
      return refuse('not-found', 'fileId', 'This file is not here any more - fetch your data again.');
    if (payload.removed !== (file.removedAt !== null)) {
      const gone = { removedAt: context.now, removedBy: actorId(actor) };
      await updatePairingFile(context.tx, file.id, payload.removed ? gone : { removedAt: null, removedBy: null });
    }
    await feedPairing(context, found.value);
    return ok(DONE);
  }
});

export const pairingFileHandlers = [pairingFileAddHandler, pairingFileRemoveHandler];

/** As much as the evidence of one municipality; with what was taken away and can be brought back, twice that. */
async function checkRoom(tx: Tx, pairingId: string, size: number): Promise<Result<null>> {
  const held = await bytesOfPairing(tx, pairingId);
  if (held.standing + size <= MAX_MUNICIPALITY_BYTES && held.all + size <= 2 * MAX_MUNICIPALITY_BYTES) return ok(null);
  const megabytes = MAX_MUNICIPALITY_BYTES / MB;
  const message = `The files of a pairing together may have ${megabytes} MB - take one away, or give a link instead.`;
  return refuseAll([{ code: 'quota-full', path: 'file', message, facts: { megabytes } }]);
}
