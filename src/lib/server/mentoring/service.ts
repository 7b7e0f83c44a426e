import type { Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { listMunicipalities } from '../register/repository';
import { findRound, listRounds, pairingsOfRound, type PairingRow, type RoundRow } from './repository';

export interface RoundShown {
  round: RoundRow;
  pairings: (PairingRow & { mentee: string; mentor: string })[];
  /** Who asked and got nobody, with the reason. */
  unmatched: { name: string; code: string; reason: RoundRow['unmatched'][number]['reason'] }[];
}

export async function readRound(app: App, actor: Actor, input: { roundId: string }): Promise<Result<RoundShown>> {
  const refused = authorize(actor, 'round:read');
  if (refused) return refused;
  const round = await findRound(app.db.read, input.roundId);
  if (!round) return refuse('not-found', 'roundId', 'This round does not exist, or it may have been discarded.');
  const forbidden = authorize(actor, 'round:read', { networkId: round.networkId });
  if (forbidden) return forbidden;
  const pairings = await pairingsOfRound(app.db.read, round.id);
  const municipalities = new Map(
    (await listMunicipalities(app.db.read, { networkId: round.networkId, on: 'any' })).map((m) => [m.id, m])
  );
  const name = (id: string) => municipalities.get(id)?.name ?? id;
  return ok({
    round,
    pairings: pairings.map((p) => ({ ...p, mentee: name(p.menteeId), mentor: name(p.mentorId) })),
    unmatched: round.unmatched.map(({ municipalityId, reason }) => ({
      name: name(municipalityId),
      code: municipalities.get(municipalityId)?.code ?? '',
      reason
    }))
  });
}

export async function listNetworkRounds(
  app: App,
  actor: Actor,
  input: { networkId: string }
): Promise<Result<RoundRow[]>> {
  const refused = authorize(actor, 'round:read', { networkId: input.networkId });
  if (refused) return refused;
  return ok(await listRounds(app.db.read, input.networkId));
}
