import * as z from 'zod/mini';
import type { Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { check } from '$lib/domain/shared/check';
import { id } from '$lib/domain/shared/fields';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { readContent } from '../assessment/evidence-repository';
import { findPairingFile } from './pairing-life-repository';
import { findPairing } from './pairing-repository';

/** A file of a pairing with its bytes, for officers of either side and the network's coordinators. */
export async function readPairingFile(
  app: App,
  actor: Actor,
  input: { fileId: string }
): Promise<Result<{ bytes: Uint8Array; name: string; mediaType: string }>> {
  const refused = authorize(actor, 'pairing:read');
  if (refused) return refused;
  const given = check(z.object({ fileId: id }), input);
  if (!given.ok) return given;
  const file = await findPairingFile(app.db.read, given.value.fileId);
  const pairing = file && (await findPairing(app.db.read, file.pairingId));
  if (!file || !pairing) return gone();
  const { networkId, menteeId, mentorId } = pairing;
  const forbidden = authorize(actor, 'pairing:read', { networkId, municipalityId: menteeId });
  if (forbidden && authorize(actor, 'pairing:read', { networkId, municipalityId: mentorId })) return forbidden;
  const bytes = file.removedAt ? undefined : await readContent(app.db.read, file.sha256);
  return bytes ? ok({ bytes, name: file.name, mediaType: file.mediaType }) : gone();
}

const gone = () => refuse('not-found', 'fileId', 'This file is not here any more - fetch your data again.');
