import { actorId, type Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { mayBecome, type RoundState } from '$lib/domain/mentoring/round-states';
import { FACTORS } from '$lib/domain/mentoring/weights';
import { check } from '$lib/domain/shared/check';
import { isoDate, line } from '$lib/domain/shared/fields';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import * as z from 'zod/mini';
import type { App } from '../app';
import { change } from '../shared/change';
import { today } from '../shared/today';
import { askForWishes } from './ask-for-wishes';
import { inviteWhatFits } from './invite';
import {
  findRound,
  insertRound,
  listRounds,
  pairingsOfRound,
  replacePairings,
  type RoundRow,
  updateRound
} from './repository';
import { solveRound } from './solve-round';

const openInput = z.object({
  networkId: z.string(),
  name: line(60),
  /** Wishes are collected until this day. */
  collectUntil: isoDate,
  /** Days an invitation waits. */
  replyDays: z.int().check(z.minimum(3, 'Give at least three days to answer'), z.maximum(60, 'Give at most sixty days'))
});

/** Opens a round for wishes and asks every officer of the network for theirs. One round at a time is prepared. */
export async function openRound(
  app: App,
  actor: Actor,
  input: z.infer<typeof openInput>
): Promise<Result<{ roundId: string; asked: number }>> {
  const refused = authorize(actor, 'round:compute', { networkId: input.networkId });
  if (refused) return refused;
  const given = check(openInput, input);
  if (!given.ok) return given;
  const { networkId, name, collectUntil, replyDays } = given.value;
  const past = inThePast(app, collectUntil);
  if (past) return past;
  const roundId = app.newId();
  const entry = { action: 'round:open', networkId, subject: roundId };
  return change(app, actor, entry, async ({ tx, now }) => {
    const prepared = (await listRounds(tx, networkId)).find(
      (round) => round.state !== 'published' && round.state !== 'closed'
    );
    if (prepared)
      return refuse('round-open', 'name', `"${prepared.name}" is being prepared - publish or discard it first.`);
    await insertRound(
      tx,
      {
        id: roundId,
        networkId,
        name,
        createdAt: now,
        createdBy: actorId(actor),
        total: 0,
        bound: 0,
        unmatched: [],
        state: 'collecting',
        collectUntil,
        replyDays
      },
      []
    );
    return ok({ roundId, asked: await askForWishes(app, tx, { networkId, name, until: collectUntil }) });
  });
}

const pairs = z.array(z.tuple([z.string(), z.string()])).check(z.maxLength(1000));
const decisions = z.object({
  roundId: z.string(),
  /** Version of the draft the decisions were made on: when it was computed; null for the first time. */
  computedAt: z.nullable(z.string()),
  objective: z.optional(z.enum(['total', 'stable'])),
  weights: z.optional(z.partialRecord(z.enum(FACTORS), z.number().check(z.minimum(0), z.maximum(100)))),
  pins: z.optional(pairs),
  forbids: z.optional(pairs)
});
export type RoundDecisions = z.infer<typeof decisions>;

export interface Computed {
  pairs: number;
  total: number;
  /** Against the draft before: how much the total moved, and how many pairs are new or gone. */
  gained: number | null;
  changed: number | null;
}

/**
 * Computes a draft only the coordinator sees, under decisions that are kept with it: what to aim for, weights, pairs that
 * must be and pairs that must not. A draft computed again changes as few pairs as possible.
 */
export async function computeRound(app: App, actor: Actor, input: RoundDecisions): Promise<Result<Computed>> {
  const found = await findOpen(app, actor, input.roundId, 'round:compute');
  if (!found.ok) return found;
  const given = check(decisions, input);
  if (!given.ok) return given;
  const { pins, forbids, weights, objective } = { ...found.value, ...given.value };
  const before = await pairingsOfRound(app.db.read, found.value.id);
  const previous = before.map(idsOf);
  const { networkId, id: roundId } = found.value;
  const settings = { networkId, roundId, objective, weights, pins, forbids, previous };
  const solved = await solveRound(app, settings);
  if (!solved.ok) return solved;
  const { pairings, result } = solved.value;
  const entry = { action: 'round:compute', networkId, subject: roundId };
  return change(app, actor, entry, async ({ tx, now }) => {
    const fresh = await findRound(tx, roundId);
    if (!fresh || !isPrepared(fresh.state)) return publishedAlready();
    // two coordinators at one board: whoever comes second sees the other's decisions before overwriting them
    if ((fresh.computedAt?.toISOString() ?? null) !== input.computedAt)
      return refuse(
        'changed-elsewhere',
        'computedAt',
        'A colleague computed this draft again since - look at it first.'
      );
    await replacePairings(tx, roundId, pairings);
    await updateRound(tx, roundId, { ...result, objective, weights, pins, forbids, state: 'draft', computedAt: now });
    const known = new Set(previous.map(([mentee, mentor]) => `${mentee}/${mentor}`));
    const kept = pairings.filter((pair) => known.has(idsOf(pair).join('/'))).length;
    return ok({
      pairs: pairings.length,
      total: result.total,
      gained: fresh.computedAt ? result.total - fresh.total : null,
      changed: fresh.computedAt ? pairings.length + known.size - 2 * kept : null
    });
  });
}

/** From here on municipalities see their own pairs, as invitations that go out two at a time to a mentor. */
export async function publishRound(
  app: App,
  actor: Actor,
  input: { roundId: string }
): Promise<Result<{ pairs: number; invited: number }>> {
  const found = await findOpen(app, actor, input.roundId, 'round:publish');
  if (!found.ok) return found;
  const { networkId, id: roundId } = found.value;
  return change(app, actor, { action: 'round:publish', networkId, subject: roundId }, async (context) => {
    const { tx, now } = context;
    const fresh = await findRound(tx, roundId);
    if (fresh?.state === 'collecting')
      return refuse('not-computed', 'roundId', 'Wishes are still being collected - compute the draft first.');
    if (!fresh || !mayBecome(fresh.state, 'published')) return publishedAlready();
    const pairings = await pairingsOfRound(tx, roundId);
    if (!pairings.length)
      return refuse('round-empty', 'roundId', 'There is no pair in this round - nothing to publish.');
    await updateRound(tx, roundId, { state: 'published', publishedAt: now });
    return ok({ pairs: pairings.length, invited: await inviteWhatFits(app, context, networkId) });
  });
}

/**
 * Takes a draft back to the wishes, where some turn out to be missing. Its pairs go; the decisions made on it are kept for
 * the next draft. Once published, a round never goes back: municipalities have seen it.
 */
export async function collectAgain(
  app: App,
  actor: Actor,
  input: { roundId: string; collectUntil: string }
): Promise<Result<null>> {
  const found = await findOpen(app, actor, input.roundId, 'round:compute');
  if (!found.ok) return found;
  const given = check(z.object({ collectUntil: isoDate }), { collectUntil: input.collectUntil });
  if (!given.ok) return given;
  const { collectUntil } = given.value;
  const past = inThePast(app, collectUntil);
  if (past) return past;
  const { networkId, id: roundId } = found.value;
  return change(app, actor, { action: 'round:collect', networkId, subject: roundId }, async ({ tx }) => {
    const fresh = await findRound(tx, roundId);
    if (!fresh || !isPrepared(fresh.state)) return publishedAlready();
    if (!mayBecome(fresh.state, 'collecting'))
      return refuse('not-a-draft', 'roundId', 'Wishes are being collected already - there is no draft to take back.');
    await replacePairings(tx, roundId, []);
    const nothing = { total: 0, bound: 0, proven: false, unmatched: [], blocking: [], computedAt: null };
    await updateRound(tx, roundId, { ...nothing, state: 'collecting', collectUntil });
    return ok(null);
  });
}

/** Throws away a round nobody but the coordinator has seen. */
export async function discardRound(app: App, actor: Actor, input: { roundId: string }): Promise<Result<null>> {
  const found = await findOpen(app, actor, input.roundId, 'round:compute');
  if (!found.ok) return found;
  const { networkId, id: roundId } = found.value;
  return change(app, actor, { action: 'round:discard', networkId, subject: roundId }, async ({ tx }) => {
    const fresh = await findRound(tx, roundId);
    if (!fresh || !isPrepared(fresh.state)) return publishedAlready();
    await replacePairings(tx, roundId, []);
    await updateRound(tx, roundId, null);
    return ok(null);
  });
}

/** A round that has come to its end: nothing is offered from it any more; its pairings go on. */
export async function closeRound(app: App, actor: Actor, input: { roundId: string }): Promise<Result<null>> {
  const found = await findRoundFor(app, actor, input.roundId, 'round:publish');
  if (!found.ok) return found;
  const { networkId, id: roundId } = found.value;
  return change(app, actor, { action: 'round:close', networkId, subject: roundId }, async ({ tx, now }) => {
    const fresh = await findRound(tx, roundId);
    if (!fresh || !mayBecome(fresh.state, 'closed'))
      return refuse('not-published', 'roundId', 'Only a published round can be closed.');
    await updateRound(tx, roundId, { state: 'closed', closedAt: now });
    return ok(null);
  });
}

async function findRoundFor(
  app: App,
  actor: Actor,
  roundId: string,
  permission: 'round:compute' | 'round:publish'
): Promise<Result<RoundRow>> {
  const refused = authorize(actor, permission);
  if (refused) return refused;
  const round = await findRound(app.db.read, roundId);
  if (!round) return refuse('not-found', 'roundId', 'This round does not exist - it may have been discarded.');
  return authorize(actor, permission, { networkId: round.networkId }) ?? ok(round);
}

async function findOpen(
  app: App,
  actor: Actor,
  roundId: string,
  permission: 'round:compute' | 'round:publish'
): Promise<Result<RoundRow>> {
  const found = await findRoundFor(app, actor, roundId, permission);
  return found.ok && !isPrepared(found.value.state) ? publishedAlready() : found;
}

function inThePast(app: App, collectUntil: string) {
  if (collectUntil >= today(app)) return null;
  return refuse('past', 'collectUntil', `Choose a day from today on - got ${collectUntil}.`);
}

/** As the matching knows a pair: a place in a group is one with the group. */
const idsOf = (pair: { menteeId: string; mentorId: string; groupId?: string | null }): [string, string] => [
  pair.menteeId,
  pair.groupId ?? pair.mentorId
];
const isPrepared = (state: RoundState) => state === 'collecting' || state === 'draft';
const publishedAlready = () => refuse('published-already', 'roundId', 'This round is published already.');
