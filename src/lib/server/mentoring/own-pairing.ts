import type { Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import type { Side } from '$lib/domain/mentoring/pairing-states';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { Tx } from '../db/client';
import { findPairing } from './pairing-repository';
import type { PairingRow } from './repository';

/** The pairing, where the actor speaks for the side it says it does. */
export async function findOwn(
  tx: Tx,
  actor: Actor,
  { pairingId, side }: { pairingId: string; side: Side },
  permission: 'pairing:reply' | 'pairing:edit'
): Promise<Result<PairingRow>> {
  const refused = authorize(actor, permission);
  if (refused) return refused;
  const found = await findPairing(tx, pairingId);
  // a draft is nobody's business: as if it were not there
  if (!found || found.status === 'proposed')
    return refuse('not-found', 'pairingId', 'This pairing does not exist, or was taken back before it was published.');
  const municipalityId = sideOf(found, side);
  return authorize(actor, permission, { networkId: found.networkId, municipalityId }) ?? ok(found);
}

export const sideOf = (row: Pick<PairingRow, 'menteeId' | 'mentorId'>, side: Side) =>
  side === 'mentee' ? row.menteeId : row.mentorId;

/** Both have said yes, or did once. */
export const hasBegun = ({ status }: Pick<PairingRow, 'status'>) => status === 'active' || status === 'closed';

export const notBegun = () =>
  refuse('not-active', 'pairingId', 'This pairing is not running - both sides have to say yes first.');
