import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { App } from '$lib/server/app';
import { auditLog } from '$lib/server/db/schema/identity';
import { tendInvitations } from '$lib/server/jobs/tend-pairings';
import { readBoard } from '$lib/server/mentoring/board-service';
import { offerNextBest } from '$lib/server/mentoring/next-best';
import { collectAgain, publishRound } from '$lib/server/mentoring/round-service';
import { findRound } from '$lib/server/mentoring/repository';
import { readRound } from '$lib/server/mentoring/service';
import { createRoundNetwork, dimension, offers, otherDimension, type Place, wants } from '../support/round-network';
import { createTestApp, disposeTestApp, testClock } from '../support/test-app';

const DAY = 86_400_000;
let clock: ReturnType<typeof testClock>;
let app: App;
let net: Awaited<ReturnType<typeof createRoundNetwork>>;

beforeAll(async () => {
  clock = testClock();
  app = await createTestApp({ now: clock.now });
});
afterAll(() => disposeTestApp(app));
beforeEach(async () => {
  net = await createRoundNetwork(app, clock);
});

/** One mentor with a place, two that ask: who gets it, and who waits. */
async function oneWaits(says: object = {}): Promise<{ roundId: string; has: Place; waits: Place; mentor: Place }> {
  const has = await net.place('Has', 1, wants);
  const waits = await net.place('Waits', 1, wants);
  const mentor = await net.place('Umeå', 3, { ...offers, prefers: [has.id], ...says });
  const roundId = await net.runRound();
  expect(await net.pairsOf(roundId)).toEqual([[has.id, mentor.id, 'invited']]);
  await offerNextBest(app);
  expect(await net.pairsOf(roundId)).toHaveLength(1);
  return { roundId, has, waits, mentor };
}
const pairIn = async (roundId: string) => (await net.pairs(roundId))[0]!.id;
const mentorsOf = async (roundId: string, mentee: Place) =>
  (await net.pairs(roundId)).filter((row) => row.menteeId === mentee.id).map((row) => [row.mentorId, row.status]);
async function agree(roundId: string, mentee: Place, mentor: Place): Promise<string> {
  const id = await pairIn(roundId);
  await net.reply(mentee, id, 'mentee', true);
  await net.reply(mentor, id, 'mentor', true);
  return id;
}

describe('whoever was left without anyone is offered what becomes free', () => {
  it('by a no', async () => {
    const { roundId, has, waits, mentor } = await oneWaits();
    await net.reply(has, await pairIn(roundId), 'mentee', false);
    await offerNextBest(app);
    expect(await mentorsOf(roundId, waits)).toEqual([[mentor.id, 'invited']]);
    expect(await mentorsOf(roundId, has)).toEqual([[mentor.id, 'declined']]);
  });

  it('by an invitation that lapsed', async () => {
    const { roundId, waits, mentor } = await oneWaits();
    clock.forward(15 * DAY);
    await tendInvitations(app);
    expect(await mentorsOf(roundId, waits)).toEqual([[mentor.id, 'invited']]);
  });

  it('by a larger capacity', async () => {
    const { roundId, waits, mentor } = await oneWaits();
    expect(await net.say(mentor, { ...offers, capacity: 2 })).toBe('applied');
    await tendInvitations(app);
    expect(await mentorsOf(roundId, waits)).toEqual([[mentor.id, 'invited']]);
  });

  it('by a place in a group', async () => {
    const { roundId, waits, mentor } = await oneWaits();
    const groups = [{ id: app.newId(), dimension, places: 2 }];
    expect(await net.say(mentor, { ...offers, groups })).toBe('applied');
    await tendInvitations(app);
    expect((await net.pairs(roundId)).find((row) => row.menteeId === waits.id)).toMatchObject({
      mentorId: mentor.id,
      groupId: groups[0]!.id
    });
  });

  it('by a pairing that ended early; whoever ended it is asked no more', async () => {
    const { roundId, has, waits, mentor } = await oneWaits();
    const id = await agree(roundId, has, mentor);
    await net.place('Falun', 3, offers);
    await net.end(has, id, 'mentee', 'early');
    await tendInvitations(app);
    expect((await mentorsOf(roundId, waits)).map(([, status]) => status)).toEqual(['invited']);
    expect(await mentorsOf(roundId, has)).toEqual([[mentor.id, 'closed']]);
  });

  it('by a mentor that joins, and by the end of a rest', async () => {
    const { roundId, has, waits, mentor } = await oneWaits({ rest: true });
    const id = await agree(roundId, has, mentor);
    await net.end(mentor, id, 'mentor', 'completed');
    await tendInvitations(app);
    expect(await mentorsOf(roundId, waits)).toEqual([]);
    clock.forward(93 * DAY);
    await tendInvitations(app);
    expect(await mentorsOf(roundId, waits)).toEqual([[mentor.id, 'invited']]);
    const late = await net.place('Late', 2, offers);
    await net.reply(waits, (await net.pairs(roundId)).at(-1)!.id, 'mentee', false);
    await tendInvitations(app);
    expect((await mentorsOf(roundId, waits)).at(-1)).toEqual([late.id, 'invited']);
  });

  it('in a turn: whoever was never asked comes before whoever was', async () => {
    const { roundId, has, waits, mentor } = await oneWaits();
    // the mentor would rather have the first one, whose pair with another mentor comes to nothing
    await net.reply(has, await pairIn(roundId), 'mentee', false);
    const other = await net.place('Other', 3, { ...offers, prefers: [has.id] });
    await net.say(mentor, { offers: [], capacity: 0 });
    await offerNextBest(app);
    expect(await mentorsOf(roundId, waits)).toEqual([[other.id, 'invited']]);
    expect(await mentorsOf(roundId, has)).toEqual([[mentor.id, 'declined']]);
  });

  it('not where the place is taken while it is looked for', async () => {
    const { roundId, has, waits, mentor } = await oneWaits();
    await net.reply(has, await pairIn(roundId), 'mentee', false);
    // whoever has it takes it back at that very moment
    const outcomes: string[] = [];
    const offload: App['offload'] = (task, input, options) =>
      net.say(mentor, { ...offers, capacity: 0 }).then((outcome) => {
        outcomes.push(outcome);
        return app.offload(task, input, options);
      });
    await offerNextBest({ ...app, offload });
    expect(outcomes).toContain('applied');
    expect(await mentorsOf(roundId, waits)).toEqual([]);
  });

  it('not from a round that is over, and not twice where two rounds run', async () => {
    const { roundId, waits, mentor } = await oneWaits();
    await net.say(waits, { wants: [dimension, otherDimension] });
    const second = await net.open('Summer');
    const other = await net.place('Falun', 3, offers);
    await net.compute(second);
    await publishRound(app, net.coordinator, { roundId: second });
    expect(await mentorsOf(second, waits)).toEqual([[other.id, 'invited']]);
    // there is somebody for what else it wants too: not before it has answered, and not from the round before
    await net.say(mentor, { offers: [otherDimension], capacity: 3 });
    await tendInvitations(app);
    await tendInvitations(app);
    expect(await mentorsOf(roundId, waits)).toEqual([]);
    const { id } = (await net.pairs(second)).find((row) => row.menteeId === waits.id)!;
    await net.reply(waits, id, 'mentee', true);
    await net.reply(other, id, 'mentor', true);
    await tendInvitations(app);
    expect(await mentorsOf(roundId, waits)).toEqual([]);
  });
});

describe('a mentee that helps itself to two themes', () => {
  it('is offered the next best in a later round although an invitation of the one before is open', async () => {
    const mentee = await net.place('Jokkmokk', 1, { wants: [dimension, otherDimension] });
    const first = await net.place('First', 3, offers);
    await net.runRound();
    const both = { offers: [otherDimension], capacity: 1 };
    const [second, next] = [
      await net.place('Second', 3, { ...both, prefers: [mentee.id] }),
      await net.place('Next', 3, both)
    ];
    clock.forward(1000);
    const roundId = await net.runRound();
    expect(await mentorsOf(roundId, mentee)).toEqual([[second.id, 'invited']]);
    await net.reply(mentee, await pairIn(roundId), 'mentee', false);
    await tendInvitations(app);
    expect(await mentorsOf(roundId, mentee)).toEqual([
      [second.id, 'declined'],
      [next.id, 'invited']
    ]);
    expect(first.id).not.toBe(next.id);
  });
});

describe('a pairing ended to get another mentor', () => {
  it('is closed, and the next best is offered in its place', async () => {
    const mentee = await net.place('Ljusdal', 1, wants);
    const best = await net.place('Best', 2, { ...offers, prefers: [mentee.id] });
    const next = await net.place('Next', 2, offers);
    const roundId = await net.runRound();
    const id = await agree(roundId, mentee, best);
    expect(await net.end(mentee, id, 'mentee', 're-match')).toBe('applied');
    await tendInvitations(app);
    const rows = await net.pairs(roundId);
    expect(rows).toMatchObject([
      { id, status: 'closed', closedAs: 're-match', mentorId: best.id },
      { mentorId: next.id, status: 'invited', replacesId: id }
    ]);
    expect(rows[0]!.followedUpAt).not.toBeNull();
    // it can be agreed on, and what it replaces stays closed
    await net.reply(mentee, rows[1]!.id, 'mentee', true);
    await net.reply(next, rows[1]!.id, 'mentor', true);
    expect((await net.pairs(roundId)).map(({ status }) => status)).toEqual(['closed', 'active']);
  });
});

describe('a mentor with two invitations to answer', () => {
  /** Two mentors with invitations of a first round; a mentee that asks since. */
  async function twoOpen() {
    for (const name of ['A', 'B']) await net.place(name, 1, wants);
    const mentor = await net.place('Umeå', 3, { ...offers, capacity: 4 });
    const first = await net.runRound();
    const late = await net.place('Late', 1, wants);
    const second = await net.open('Summer');
    await net.compute(second);
    return { mentor, first, second, late };
  }

  it('is left out of a new draft, which says so and until when', async () => {
    const { mentor, second, late } = await twoOpen();
    expect(await net.pairsOf(second)).toEqual([]);
    const round = await findRound(app.db.read, second);
    expect(round!.unmatched).toContainEqual({
      municipalityId: late.id,
      reason: 'no-edge',
      ruledOut: { 'invitations-open': 1 }
    });
    const board = await readBoard(app, net.coordinator, { roundId: second });
    if (!board.ok) throw new Error(board.problems[0]!.message);
    const [pair] = await net.pairs((await twoRounds())[0]!);
    expect(board.value.answering).toEqual({ [mentor.id]: pair!.expiresAt!.toISOString() });
  });

  it('is let in as soon as they have lapsed', async () => {
    const { mentor, second, late } = await twoOpen();
    clock.forward(15 * DAY);
    await tendInvitations(app);
    await net.compute(second);
    expect((await net.pairsOf(second)).map(([mentee]) => mentee)).toContain(late.id);
    expect((await net.pairsOf(second)).every(([, of]) => of === mentor.id)).toBe(true);
  });

  it('is let in after the round was published too, and asked when it has answered', async () => {
    const { mentor, first, second, late } = await twoOpen();
    const other = await net.place('Falun', 3, offers);
    const alone = await net.place('Alone', 1, wants);
    await net.compute(second, { pins: [[alone.id, other.id]] });
    await publishRound(app, net.coordinator, { roundId: second });
    const shown = await readRound(app, net.coordinator, { roundId: second });
    expect(shown.ok && shown.value.without).toMatchObject([
      { id: late.id, leftOut: { reason: 'capacity', municipalityId: late.id } }
    ]);
    // its place is taken at once, and nobody is asked before one of the two is answered
    await tendInvitations(app);
    expect(await mentorsOf(second, late)).toEqual([[mentor.id, 'proposed']]);
    await net.reply(mentor, (await net.pairs(first))[0]!.id, 'mentor', true);
    await tendInvitations(app);
    expect(await mentorsOf(second, late)).toEqual([[mentor.id, 'invited']]);
  });

  const twoRounds = async () =>
    (await app.db.read.query.round.findMany({ where: (r, { eq }) => eq(r.networkId, net.networkId) })).map((r) => r.id);
});

describe('a draft', () => {
  it('goes back to collecting: its pairs go, its decisions stay, and it is in the audit log', async () => {
    const mentee = await net.place('Ljusdal', 1, wants);
    const mentor = await net.place('Umeå', 3, offers);
    const roundId = await net.open();
    const back = (collectUntil: string) => collectAgain(app, net.coordinator, { roundId, collectUntil });
    expect(await back('2030-02-28')).toMatchObject({ problems: [{ code: 'not-a-draft' }] });
    await net.compute(roundId, { pins: [[mentee.id, mentor.id]] });
    expect(await back('2020-01-01')).toMatchObject({ problems: [{ code: 'past', path: 'collectUntil' }] });
    expect(await back('never')).toMatchObject({ problems: [{ path: 'collectUntil' }] });
    expect((await back('2030-02-28')).ok).toBe(true);
    expect(await findRound(app.db.read, roundId)).toMatchObject({
      ...{ state: 'collecting', collectUntil: '2030-02-28', computedAt: null, total: 0, unmatched: [] },
      pins: [[mentee.id, mentor.id]]
    });
    expect(await net.pairsOf(roundId)).toEqual([]);
    const audit = await app.db.read.select().from(auditLog).where(eq(auditLog.subject, roundId));
    expect(audit.map(({ action }) => action)).toContain('round:collect');
    expect(await publishRound(app, net.coordinator, { roundId })).toMatchObject({
      problems: [{ code: 'not-computed' }]
    });
    expect((await net.compute(roundId)).pairs).toBe(1);
  });

  it('never goes back once it is published', async () => {
    await net.place('Ljusdal', 1, wants);
    await net.place('Umeå', 3, offers);
    const roundId = await net.runRound();
    expect(await collectAgain(app, net.coordinator, { roundId, collectUntil: '2030-02-28' })).toMatchObject({
      problems: [{ code: 'published-already' }]
    });
    expect(await net.pairsOf(roundId)).toHaveLength(1);
  });
});
