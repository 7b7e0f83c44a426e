import type { Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import type { LeftWithout } from '$lib/domain/mentoring/left-without';
import { listWaiting } from '$lib/domain/mentoring/waiting-mentees';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { listMunicipalities } from '../register/repository';
import { findRound, listRounds, pairingsOfRound, type PairingRow, type RoundRow } from './repository';

export interface RoundShown {
  round: RoundRow;
  pairings: (PairingRow & { mentee: string; mentor: string })[];
  /** Who asks and has nobody now, by name. */
  without: WithoutMentor[];
}

export interface WithoutMentor {
  id: string;
  name: string;
  code: string;
  /** Why nobody was found when the round was computed; null where what was found came to nothing. */
  leftOut: LeftWithout | null;
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
  const leftOut = new Map(round.unmatched.map((one) => [one.municipalityId, one]));
  const { compare } = new Intl.Collator('sv');
  return ok({
    round,
    pairings: pairings.map((p) => ({ ...p, mentee: name(p.menteeId), mentor: name(p.mentorId) })),
    without: listWaiting([...leftOut.keys()], pairings)
      .flat()
      .map((id) => ({
        id,
        name: name(id),
        code: municipalities.get(id)?.code ?? '',
        leftOut: pairings.some((pair) => pair.menteeId === id) ? null : (leftOut.get(id) ?? null)
      }))
      .sort((a, b) => compare(a.name, b.name))
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
