import type { Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import type { Board } from '$lib/domain/mentoring/board';
import { DEFAULT_RULES, MOST_INVITATIONS } from '$lib/domain/mentoring/hard-rules';
import { municipalityOf } from '$lib/domain/mentoring/profile';
import type { RoundState } from '$lib/domain/mentoring/round-states';
import { readWishes, type WishesState } from '$lib/domain/mentoring/wishes-state';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { listMunicipalities } from '../register/repository';
import { today } from '../shared/today';
import { nextLapse } from './pairing-repository';
import { findRound, pairingsOfRound, profilesOf, type RoundRow } from './repository';
import { poseRound } from './solve-round';

export interface BoardShown {
  roundId: string;
  state: RoundState;
  /** Version of the draft: when it was computed. */
  computedAt: string | null;
  board: Board;
  /** Municipalities of the round, by id. */
  names: Record<string, string>;
  /** Mentors left out as long as two invitations wait for their answer, by id: when the next of these lapses. */
  answering: Record<string, string>;
}

/**
 * A draft with the profiles and wishes as they are now, for working on it: the coordinator's alone, who sees vetoes and
 * wishes of everybody in it.
 */
export async function readBoard(app: App, actor: Actor, input: { roundId: string }): Promise<Result<BoardShown>> {
  const found = await findReadable(app, actor, input.roundId, 'round:compute');
  if (!found.ok) return found;
  const { id: roundId, networkId, state, computedAt, objective, weights, pins, forbids } = found.value;
  if (state !== 'draft')
    return refuse('not-a-draft', 'roundId', 'Only a draft has a board - compute the draft first, or open a new round.');
  // pins stay out: a board whose pins have become impossible must open, or nobody could take them off
  const posed = await poseRound(app, { networkId, weights, pins: [], forbids: [], previous: [] });
  if (!posed.ok) return posed;
  const { mentees, mentors, options } = posed.value;
  const { maxGap, minLevel, current } = { ...DEFAULT_RULES, ...options };
  const inRound = new Set([...mentees.map(({ id }) => id), ...mentors.map(municipalityOf)]);
  const drafted = await pairingsOfRound(app.db.read, roundId);
  for (const id of [...pins, ...forbids].flat()) inRound.add(id);
  for (const pair of drafted) inRound.add(pair.menteeId).add(pair.mentorId);
  const municipalities = await listMunicipalities(app.db.read, { networkId, on: 'any' });
  const lapsing = await nextLapse(app.db.read, networkId);
  const full = mentors.filter(({ openInvitations = 0 }) => openInvitations >= MOST_INVITATIONS).map(municipalityOf);
  return ok({
    roundId,
    state,
    computedAt: computedAt?.toISOString() ?? null,
    board: {
      mentees,
      mentors,
      rules: { maxGap, minLevel, current },
      decisions: { objective, weights, pins, forbids },
      pairs: drafted.map((pair): [string, string] => [pair.menteeId, pair.groupId ?? pair.mentorId])
    },
    names: Object.fromEntries(municipalities.filter(({ id }) => inRound.has(id)).map(({ id, name }) => [id, name])),
    answering: Object.fromEntries(
      full.flatMap((id) => {
        const at = lapsing.get(id);
        return at ? [[id, at.toISOString()]] : [];
      })
    )
  });
}

export interface WishesShown {
  round: RoundRow;
  municipalities: {
    id: string;
    code: string;
    name: string;
    county: string | null;
    said: WishesState;
    wants: string[];
    offers: string[];
    capacity: number;
    /** When it last said something. */
    at: Date | null;
    /** It has said something since the round was opened. */
    fresh: boolean;
  }[];
}

/** Who has said what, while wishes are collected: every municipality of the network that exists today. */
export async function readRoundWishes(
  app: App,
  actor: Actor,
  input: { roundId: string }
): Promise<Result<WishesShown>> {
  const found = await findReadable(app, actor, input.roundId, 'round:read');
  if (!found.ok) return found;
  const { networkId, createdAt } = found.value;
  const profiles = new Map((await profilesOf(app.db.read, networkId)).map((row) => [row.municipalityId, row]));
  const places = await listMunicipalities(app.db.read, { networkId, on: today(app) });
  return ok({
    round: found.value,
    municipalities: places.map(({ id, code, name, countyName }) => {
      const profile = profiles.get(id);
      const { wants = [], offers = [], capacity = 0, updatedAt = null } = profile ?? {};
      const fresh = updatedAt !== null && updatedAt >= createdAt;
      return {
        id,
        code,
        name,
        county: countyName,
        said: readWishes(profile),
        wants,
        offers,
        capacity,
        at: updatedAt,
        fresh
      };
    })
  });
}

async function findReadable(
  app: App,
  actor: Actor,
  roundId: string,
  permission: 'round:read' | 'round:compute'
): Promise<Result<RoundRow>> {
  const refused = authorize(actor, permission);
  if (refused) return refused;
  const round = await findRound(app.db.read, roundId);
  if (!round) return refuse('not-found', 'roundId', 'This round does not exist - it may have been discarded.');
  return authorize(actor, permission, { networkId: round.networkId }) ?? ok(round);
}
