import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { fileTooLarge, MAX_EVIDENCE_BYTES } from '$lib/domain/assessment/evidence-file';
import { type Actor, actorId } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { check } from '$lib/domain/shared/check';
import { ok, refuse, refuseAll, type Result } from '$lib/domain/shared/result';
import {
  fileSize,
  MAX_PIECE_BYTES,
  MAX_UPLOAD_BYTES,
  MAX_UPLOADS,
  pieceTooLarge,
  sha256Field
} from '$lib/domain/sync/upload';
import type { App } from '../app';
import type { Tx } from '../db/client';
import {
  deleteUpload,
  findUploadRow,
  insertPiece,
  insertUpload,
  readPieces,
  type UploadKey,
  type UploadRow,
  uploadsOf
} from './upload-repository';

// Everything here is about the caller's own uploads: whether somebody else has sent the same bytes, or they are evidence
// somewhere, makes no difference to any answer.

const named = z.object({ sha256: sha256Field });
const piece = z.object({ sha256: sha256Field, offset: z.int().check(z.minimum(0)), size: fileSize });

export interface UploadState {
  /** Bytes that are here for good; the next piece begins there. */
  offset: number;
  size: number;
}

/** How far the caller's upload of these bytes is. */
export async function findUpload(app: App, actor: Actor, input: { sha256: string }): Promise<Result<UploadState>> {
  const refused = authorize(actor, 'sync:push');
  if (refused) return refused;
  const given = check(named, input);
  if (!given.ok) return given;
  const row = await findUploadRow(app.db.read, { personId: actorId(actor), ...given.value });
  return row
    ? ok(stateOf(row))
    : refuse('not-found', 'sha256', 'You have no such file on the way - begin at offset 0.');
}

/**
 * Takes the next piece. It is on the disk when this resolves; the last one only where all bytes together are what the
 * hash says, else everything is dropped and the upload begins anew.
 */
export async function receivePiece(
  app: App,
  actor: Actor,
  input: z.input<typeof piece> & { read: () => Promise<Result<Uint8Array>> }
): Promise<Result<UploadState>> {
  const refused = authorize(actor, 'sync:push');
  if (refused) return refused;
  if (input.size > MAX_EVIDENCE_BYTES) return refuseAll([fileTooLarge()]);
  const given = check(piece, input);
  if (!given.ok) return given;
  const { sha256, offset, size } = given.value;
  const key = { personId: actorId(actor), sha256 };
  // what cannot be taken is not even read
  const early = await place(app.db.read, key, offset, size);
  if (!early.ok) return early;
  const read = await input.read();
  if (!read.ok) return read;
  const bytes = read.value;
  if (bytes.length > MAX_PIECE_BYTES) return refuseAll([pieceTooLarge()]);
  if (bytes.length === 0) return refuse('piece-empty', 'body', 'A piece must have at least one byte.');
  if (offset + bytes.length > size)
    return refuse('piece-beyond', 'body', `The file has ${size} bytes, and this piece ends beyond them.`);
  return app.db.write(async (tx) => {
    const placed = await place(tx, key, offset, size);
    if (!placed.ok) return placed;
    const now = app.now();
    if (placed.value !== 'goes-on') {
      await deleteUpload(tx, key);
      await insertUpload(tx, { ...key, size, received: 0, updatedAt: now });
    }
    await insertPiece(tx, key, offset, bytes, now);
    const received = offset + bytes.length;
    if (
      received === size &&
      createHash('sha256')
        .update(await readPieces(tx, key))
        .digest('hex') !== sha256
    ) {
      await deleteUpload(tx, key);
      return refuse('hash-wrong', 'sha256', 'The bytes that arrived are not this file - send it again from offset 0.');
    }
    return ok({ offset: received, size });
  });
}

/** Takes back an upload that no command will name. */
export async function dropUpload(app: App, actor: Actor, input: { sha256: string }): Promise<Result<null>> {
  const refused = authorize(actor, 'sync:push');
  if (refused) return refused;
  const given = check(named, input);
  if (!given.ok) return given;
  await app.db.write((tx) => deleteUpload(tx, { personId: actorId(actor), ...given.value }));
  return ok(null);
}

/** Whether a piece goes on with an upload or begins one; refused with where the next one belongs. */
async function place(
  db: Tx | App['db']['read'],
  key: UploadKey,
  offset: number,
  size: number
): Promise<Result<'goes-on' | 'begins'>> {
  const row = await findUploadRow(db, key);
  if (row?.size === size && row.received === offset && offset < size) return ok('goes-on');
  const expected = row?.size === size ? row.received : 0;
  if (offset !== expected || expected === size) return offsetWrong(expected);
  const held = await uploadsOf(db, key.personId);
  if (held.uploads - (row ? 1 : 0) >= MAX_UPLOADS || held.bytes - (row?.size ?? 0) + size > MAX_UPLOAD_BYTES) {
    const message = `You have ${held.uploads} files on the way already - finish or take back one of them first.`;
    return refuseAll([{ code: 'uploads-full', path: 'sha256', message, facts: { uploads: held.uploads } }]);
  }
  return ok('begins');
}

function offsetWrong(offset: number) {
  const message = `The next piece of this file begins at byte ${offset}.`;
  return refuseAll([{ code: 'offset-wrong', path: 'offset', message, facts: { offset } }]);
}

const stateOf = ({ received, size }: UploadRow): UploadState => ({ offset: received, size });
