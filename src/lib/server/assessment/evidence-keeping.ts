import { fileTooLarge, MAX_EVIDENCE_BYTES, MAX_MUNICIPALITY_BYTES } from '$lib/domain/assessment/evidence-file';
import { ok, refuse, refuseAll, type Result } from '$lib/domain/shared/result';
import type { Tx } from '../db/client';
import type { ChangeContext } from '../shared/change';
import { bytesOf, type EvidenceFileRow, insertFile } from './evidence-repository';
import { readEvidenceType } from './evidence-type';
import type { Found } from './open-assessment';
import { touch } from './save-answer';

// What holds for a file as evidence, whichever way its bytes came.

const MB = 1024 * 1024;

/** The media type of a file that may be kept; refused with why not. */
export async function checkFile(name: string, bytes: Uint8Array): Promise<Result<string>> {
  if (bytes.length > MAX_EVIDENCE_BYTES) return refuseAll([fileTooLarge()]);
  if (bytes.length === 0) return refuse('file-empty', 'file', `"${name}" is empty - attach the file again.`);
  return readEvidenceType(name, bytes);
}

/** The same file for the same answer, under the id it had the first time. */
export const isSame = (
  known: EvidenceFileRow,
  other: Pick<EvidenceFileRow, 'assessmentId' | 'criterionId' | 'sha256'>
): boolean =>
  known.assessmentId === other.assessmentId && known.criterionId === other.criterionId && known.sha256 === other.sha256;

export const idUsed = () =>
  refuse('file-id-reused', 'fileId', 'This file id was used for another file - attach the file again under a new id.');

/** Puts a checked file beside the answer it belongs to, where there is room, and tells the devices. */
export async function keepFile(
  context: ChangeContext,
  found: Found,
  file: Omit<EvidenceFileRow, 'addedAt' | 'removedAt' | 'removedBy'>,
  bytes: Uint8Array
): Promise<Result<null>> {
  const room = await checkRoom(context.tx, found.municipalityId, file.size);
  if (!room.ok) return room;
  await insertFile(context.tx, { ...file, addedAt: context.now, removedAt: null, removedBy: null }, bytes);
  await touch(context, found);
  await context.feed('file', file.id, found.municipalityId);
  return ok(null);
}

/** Files taken away can be brought back for a while; together with them a municipality may hold twice as much. */
async function checkRoom(tx: Tx, municipalityId: string, size: number): Promise<Result<null>> {
  const held = await bytesOf(tx, municipalityId);
  const megabytes = MAX_MUNICIPALITY_BYTES / MB;
  if (held.standing + size <= MAX_MUNICIPALITY_BYTES && held.all + size <= 2 * MAX_MUNICIPALITY_BYTES) return ok(null);
  const message = `The files of your municipality together may have ${megabytes} MB - take one away, or give a link instead.`;
  return refuseAll([{ code: 'quota-full', path: 'file', message, facts: { megabytes } }]);
}
