import { actorId, type Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { pairKey } from '$lib/domain/mentoring/match-problem';
import { proposePairs } from '$lib/domain/mentoring/propose';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { currentWave } from '../assessment/repository';
import { findModel } from '../model/repository';
import { listMunicipalities } from '../register/repository';
import { change } from '../shared/change';
import { gatherProfiles } from './gather-profiles';
import {
  findRound,
  insertRound,
  listRounds,
  officersByMunicipality,
  pairingsOfRound,
  type NewPairing,
  type PairingRow,
  publishRound as publishRows,
  removeDraft,
  type RoundRow
} from './repository';

/**
 * Computes a round as a draft only the coordinator sees: the assignment with the highest total under capacities.
 * An earlier draft is replaced; published rounds stay, and their pairings count against capacity.
 */
export async function computeRound(
  app: App,
  actor: Actor,
  input: { networkId: string; name: string }
): Promise<Result<{ roundId: string; pairs: number }>> {
  const refused = authorize(actor, 'round:compute', { networkId: input.networkId });
  if (refused) return refused;
  const name = input.name.trim();
  if (!name || name.length > 60)
    return refuse(
      'round-name',
      'name',
      `Give the round a name of 1 to 60 characters - got "${input.name.slice(0, 80)}".`
    );
  const wave = await currentWave(app.db.read, input.networkId);
  const stored = wave && (await findModel(app, wave.modelId, wave.modelVersion));
  if (!wave || !stored)
    return refuse(
      'no-wave',
      'networkId',
      'There is no wave yet, so no levels to match by - open one under Administration.'
    );
  const { mentees, mentors, current } = await gatherProfiles(app, wave, stored.model);
  const proposals = proposePairs(mentees, mentors, { current });
  if (!proposals.ok) return proposals;
  const { capacity, need, edges, unhelped } = proposals.value;
  const solved = await app.offload('match', {
    capacity,
    need,
    edges: edges.map(({ mentee, mentor, score }) => ({ mentee, mentor, score })),
    forbid: [],
    pin: [],
    previous: []
  });
  // nobody may publish what is not proven to be the best
  if (!solved.optimal || solved.bound === null)
    throw new Error(`The matching of ${edges.length} pairs came back without its proof`);
  const proposed = new Map(edges.map((edge) => [pairKey(edge.mentee, edge.mentor), edge]));
  const roundId = app.newId();
  const officers = await officersByMunicipality(app.db.read, input.networkId);
  const pairings = solved.pairs.map(({ mentee, mentor, score }): NewPairing => {
    const { dimension, reasons } = proposed.get(pairKey(mentee, mentor))!;
    return {
      id: app.newId(),
      networkId: input.networkId,
      roundId,
      menteeId: mentee,
      mentorId: mentor,
      dimension,
      score,
      reasons,
      status: 'proposed',
      menteeOfficerId: officers.get(mentee) ?? null,
      mentorOfficerId: officers.get(mentor) ?? null
    };
  });
  const withoutEdge = new Set(unhelped.map((u) => u.mentee));
  const unmatched = solved.unmatched.map(({ mentee, reason }) => ({
    municipalityId: mentee,
    reason: withoutEdge.has(mentee) ? ('no-edge' as const) : reason
  }));
  return change(
    app,
    actor,
    { action: 'round:compute', networkId: input.networkId, subject: roundId },
    async ({ tx, now }) => {
      await removeDraft(tx, input.networkId);
      const { total, bound } = solved;
      await insertRound(
        tx,
        {
          id: roundId,
          networkId: input.networkId,
          name,
          createdAt: now,
          createdBy: actorId(actor),
          total,
          bound: bound!,
          proven: true,
          unmatched,
          computedAt: now
        },
        pairings
      );
      return ok({ roundId, pairs: pairings.length });
    }
  );
}

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
  if (!round) return refuse('not-found', 'roundId', 'This round does not exist, or a newer draft has replaced it.');
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

/** From now on the municipalities see their own pairings. */
export async function publishRound(
  app: App,
  actor: Actor,
  input: { roundId: string }
): Promise<Result<{ pairs: number }>> {
  const refused = authorize(actor, 'round:publish');
  if (refused) return refused;
  const round = await findRound(app.db.read, input.roundId);
  if (!round) return refuse('not-found', 'roundId', 'This round does not exist, or a newer draft has replaced it.');
  const forbidden = authorize(actor, 'round:publish', { networkId: round.networkId });
  if (forbidden) return forbidden;
  return change(
    app,
    actor,
    { action: 'round:publish', networkId: round.networkId, subject: round.id },
    async ({ tx, now, feed }) => {
      const fresh = await findRound(tx, round.id);
      if (!fresh || fresh.publishedAt)
        return refuse('published-already', 'roundId', 'This round is published already.');
      const pairings = await pairingsOfRound(tx, round.id);
      if (!pairings.length)
        return refuse('round-empty', 'roundId', 'There is no pair in this round - nothing to publish.');
      await publishRows(tx, round.id, {
        publishedAt: now,
        expiresAt: new Date(now.getTime() + round.replyDays * 86_400_000)
      });
      for (const pairing of pairings) {
        await feed('pairing', pairing.id, pairing.menteeId);
        await feed('pairing', pairing.id, pairing.mentorId);
      }
      return ok({ pairs: pairings.length });
    }
  );
}
