import { createHmac } from 'node:crypto';
import { type Actor, actorId } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { Envelope } from '$lib/domain/sync/protocol';
import { sealedText } from '$lib/domain/sync/seal';
import { sameHash } from '../auth/secrets';
import type { Tx } from '../db/client';
import { findDeviceKey, rolesWithTheirEnd } from '../identity/device-key-repository';
import { deviceKeyId, proofFrom } from '../identity/device-proof';

/**
 * In whose name an imported command is carried out: its author's, where somebody who may bring others' work brings it
 * and the seal shows that it was made on the author's device; null where it is the importer's own, with the importer's
 * rights. The seal is what keeps a coordinator from inventing answers of an officer.
 *
 * The author has the rights of then: roles that have ended, and a closed account, count for what was made before, on a
 * device the server knew before. That time is said by the author's device, and looked at by whoever brings it, so nobody
 * brings their own work: it is carried out with the rights they have.
 */
export async function authorOf(
  tx: Tx,
  importer: Actor,
  envelope: Envelope,
  networkId: string | null
): Promise<Result<Actor | null>> {
  const { via, issuedAt } = envelope;
  if (!via?.seal || !via.deviceId || !networkId || authorize(importer, 'work:bring', { networkId })) return ok(null);
  const { personId, deviceId, commandId, seal, baseVersion = null } = via;
  if (personId === actorId(importer)) return ok(null);
  const known = await findDeviceKey(tx, deviceKeyId(personId, deviceId));
  const text = sealedText(personId, deviceId, { ...envelope, commandId, baseVersion });
  if (!known || !sameHash(createHmac('sha256', proofFrom(known.key.secret)).update(text).digest('hex'), seal))
    return refuse(
      'seal-wrong',
      'via',
      'This change is not as it left its author’s device, or the server does not know that device - ask for the file again, or let an officer of the municipality add it.'
    );
  const at = Date.parse(issuedAt);
  const roles = await rolesWithTheirEnd(tx, personId, networkId);
  const memberships = roles.filter(
    ({ until }) => until === null || (at <= until.getTime() && known.key.createdAt <= until)
  );
  if (!memberships.length)
    return refuse(
      'author-left',
      'via',
      'Its author had no role in this network any more when this was made - let an officer of the municipality add it.'
    );
  return ok({ kind: 'person', personId, memberships });
}
