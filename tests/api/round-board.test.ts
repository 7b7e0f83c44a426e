import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '$lib/domain/identity/actor';
import { tryRound } from '$lib/domain/mentoring/board';
import type { App } from '$lib/server/app';
import { readBoard, readRoundWishes } from '$lib/server/mentoring/board-service';
import { offerNextBest } from '$lib/server/mentoring/next-best';
import { allPairsOf, updatePairing } from '$lib/server/mentoring/pairing-repository';
import { findRound, type ProfileRow, writeProfile } from '$lib/server/mentoring/repository';
import { computeRound, openRound, publishRound } from '$lib/server/mentoring/round-service';
import { shippedModels } from '$lib/server/model/seed';
import { createPeerNetwork, type PeerNetwork } from '../support/peer-network';
import { createTestApp, disposeTestApp, testClock } from '../support/test-app';
import { actorOf, createMember } from '../support/test-people';

const { model } = shippedModels.at(-1)!;
const dimension = model.dimensions[0]!.id;
const asks = { wants: [dimension] };
const offers = { offers: [dimension] };

let app: App;
const clock = testClock();
let net: PeerNetwork;
let coordinator: Actor;
let roundId: string;

beforeAll(async () => {
  app = await createTestApp({ now: clock.now });
});
afterAll(() => disposeTestApp(app));

/** Places 0 and 1 ask, 2 and 3 offer, 4 has withdrawn, 5 is silent; a round is open. */
beforeEach(async () => {
  net = await createPeerNetwork(app, 6);
  coordinator = await actorOf(
    app,
    (await createMember(app, { networkId: net.networkId, role: 'coordinator' })).personId
  );
  for (const [place, level] of [
    [0, 1],
    [1, 1],
    [2, 2],
    [3, 3]
  ] as const) {
    await net.answerUpTo(place, level);
    await net.submit(net.places[place]!.assessmentId);
  }
  await say(0, asks);
  await say(1, asks);
  await say(2, offers);
  await say(3, offers);
  await say(4, { ...asks, withdrawnAt: app.now() });
  const round = { networkId: net.networkId, name: 'Spring', collectUntil: '2030-01-31', replyDays: 14 };
  const opened = await openRound(app, coordinator, round);
  if (!opened.ok) throw new Error(opened.problems[0]!.message);
  roundId = opened.value.roundId;
});

const id = (place: number) => net.places[place]!.id;
async function say(place: number, said: Partial<ProfileRow>): Promise<void> {
  const row = { offers: [], wants: [], capacity: 1, languages: ['sv'], version: 1, consentedAt: app.now() };
  const of = { municipalityId: id(place), networkId: net.networkId, updatedAt: app.now() };
  await app.db.write(async (tx) => writeProfile(tx, { ...row, ...of, ...said }));
}
async function compute(decisions: object = {}): Promise<void> {
  const computedAt = (await findRound(app.db.read, roundId))?.computedAt?.toISOString() ?? null;
  clock.forward(1000);
  const computed = await computeRound(app, coordinator, { roundId, computedAt, ...decisions });
  if (!computed.ok) throw new Error(computed.problems[0]!.message);
}
async function board() {
  const read = await readBoard(app, coordinator, { roundId });
  if (!read.ok) throw new Error(read.problems[0]!.message);
  return read.value;
}
const pairsOf = async () =>
  (await allPairsOf(app.db.read, roundId)).map((row) => [row.menteeId, row.groupId ?? row.mentorId].join('/')).sort();

describe('a board', () => {
  it('is there for a draft only', async () => {
    expect(await readBoard(app, coordinator, { roundId })).toMatchObject({ problems: [{ code: 'not-a-draft' }] });
    await compute();
    expect((await board()).names[id(2)]).toBe('Place 2');
    expect((await board()).names[id(5)]).toBeUndefined();
  });

  it('foretells what the server computes, pair by pair', async () => {
    const groupId = app.newId();
    await say(3, { ...offers, groups: [{ id: groupId, dimension, places: 2 }] });
    await compute();
    const { board: before } = await board();
    const [mentee, mentor] = before.pairs[0]!;
    const decisions = { pins: [[id(1), groupId] as const], forbids: [[mentee, mentor] as const] };
    const tried = tryRound(before, { ...before.decisions, ...decisions });
    if (!tried.ok) throw new Error(tried.problems[0]!.message);
    await compute(decisions);
    expect(await pairsOf()).toEqual(tried.value.pairs.map((pair) => `${pair.mentee}/${pair.mentor}`).sort());
    expect((await board()).board.decisions).toMatchObject(decisions);
  });

  it('keeps a place in a group where one with its municipality alone would do as well', async () => {
    const groupId = app.newId();
    await say(1, {});
    await say(2, {});
    await say(3, { ...offers, groups: [{ id: groupId, dimension, places: 2 }] });
    for (const form of [groupId, id(3)]) {
      await compute({ pins: [[id(0), form]] });
      await compute({ pins: [] });
      expect(await pairsOf()).toEqual([`${id(0)}/${form}`]);
    }
  });

  it('opens although a pinned municipality has left the round, so that the pin can be taken off', async () => {
    await compute({ pins: [[id(0), id(2)]] });
    await say(2, { ...offers, withdrawnAt: app.now() });
    const { board: left, names } = await board();
    expect(left.decisions.pins).toEqual([[id(0), id(2)]]);
    expect(names[id(2)]).toBe('Place 2');
    expect(tryRound(left, left.decisions)).toMatchObject({ ok: false, problems: [{ path: 'pin.0.1' }] });
    expect(tryRound(left, { ...left.decisions, pins: [] })).toMatchObject({ ok: true });
  });
});

describe('wishes before a round', () => {
  it('tell who has said what, and who since the round was opened', async () => {
    clock.forward(60_000);
    await say(5, { ...asks, consentedAt: null });
    const read = await readRoundWishes(app, coordinator, { roundId });
    const rows = read.ok ? read.value.municipalities : [];
    expect(rows.map(({ said }) => said)).toEqual(['asks', 'asks', 'offers', 'offers', 'withdrawn', 'unsure']);
    expect(rows.filter(({ fresh }) => fresh).map(({ name }) => name)).toContain('Place 5');
    expect(rows.find(({ name }) => name === 'Place 0')!.wants).toEqual([dimension]);
  });
});

describe('the next best', () => {
  const decline = async () => {
    const [row] = await allPairsOf(app.db.read, roundId);
    await app.db.write(async (tx) => updatePairing(tx, row!.id, { status: 'declined', declinedBy: 'mentee' }));
    await offerNextBest(app);
    return row!;
  };

  it('is never the same municipality in another form', async () => {
    await say(1, {});
    await say(2, {});
    await say(3, { ...offers, groups: [{ id: app.newId(), dimension, places: 2 }] });
    await compute();
    await publishRound(app, coordinator, { roundId });
    const declined = await decline();
    expect((await allPairsOf(app.db.read, roundId)).map((row) => row.id)).toEqual([declined.id]);
  });

  it('takes no place that is held by a pair still waiting for its invitation', async () => {
    await say(2, { ...offers, capacity: 5 });
    await say(3, {});
    await say(5, asks);
    await net.answerUpTo(5, 1);
    await net.submit(net.places[5]!.assessmentId);
    await compute();
    await publishRound(app, coordinator, { roundId });
    const rows = await allPairsOf(app.db.read, roundId);
    expect(rows.map((row) => row.status).sort()).toEqual(['invited', 'invited', 'proposed']);
    // three places are three pairs: nothing is left for whoever asks now
    await say(2, { ...offers, capacity: 3 });
    await say(3, offers);
    const invited = rows.find((row) => row.status === 'invited')!;
    await app.db.write(async (tx) => updatePairing(tx, invited.id, { status: 'declined', declinedBy: 'mentee' }));
    await offerNextBest(app);
    const held = (await allPairsOf(app.db.read, roundId)).filter((row) => row.status !== 'declined');
    expect(held.filter((row) => row.mentorId === id(2))).toHaveLength(2);
    expect(held.find((row) => row.menteeId === invited.menteeId)).toMatchObject({
      mentorId: id(3),
      replacesId: invited.id
    });
  });
});
