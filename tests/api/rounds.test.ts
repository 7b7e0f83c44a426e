import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '$lib/domain/identity/actor';
import type { App } from '$lib/server/app';
import { lapseInvitations } from '$lib/server/mentoring/invite';
import { offerNextBest } from '$lib/server/mentoring/next-best';
import { allPairsOf } from '$lib/server/mentoring/pairing-repository';
import { findRound, type ProfileRow } from '$lib/server/mentoring/repository';
import { closeRound, computeRound, discardRound, openRound, publishRound } from '$lib/server/mentoring/round-service';
import { createRoundNetwork, dimension, offers, wants } from '../support/round-network';
import { createTestApp, disposeTestApp, testClock } from '../support/test-app';
import { mailTo } from '../support/test-people';

const DAY = 86_400_000;
let clock: ReturnType<typeof testClock>;
let app: App;
let net: Awaited<ReturnType<typeof createRoundNetwork>>;
let networkId: string;
let coordinator: Actor;

beforeAll(async () => {
  clock = testClock();
  app = await createTestApp({ now: clock.now });
});
afterAll(() => disposeTestApp(app));
beforeEach(async () => {
  net = await createRoundNetwork(app, clock);
  ({ networkId, coordinator } = net);
});

const place: (typeof net)['place'] = (...given) => net.place(...given);
const open = () => net.open();
const compute: (typeof net)['compute'] = (...given) => net.compute(...given);
const pairsOf = (roundId: string) => net.pairsOf(roundId);
const reply: (typeof net)['reply'] = (...given) => net.reply(...given);

const codeOf = (result: { ok: boolean; problems?: { code: string }[] }) =>
  result.ok ? null : result.problems![0]!.code;

describe('a round', () => {
  it('asks every officer for wishes, is computed as a draft nobody sees, and goes out as invitations', async () => {
    const mentee = await place('Ljusdal', 1, wants);
    const mentor = await place('Umeå', 3, offers);
    const roundId = await open();
    expect((await mailTo(app, mentee.email))[0]!.subject).toContain('Spring');
    expect(codeOf(await publishRound(app, coordinator, { roundId }))).toBe('not-computed');
    expect(await compute(roundId)).toMatchObject({ pairs: 1, gained: null, changed: null });
    expect(await findRound(app.db.read, roundId)).toMatchObject({ state: 'draft', proven: true });
    expect(await pairsOf(roundId)).toEqual([[mentee.id, mentor.id, 'proposed']]);
    expect((await mailTo(app, mentee.email)).length).toBe(1);
    expect(await publishRound(app, coordinator, { roundId })).toMatchObject({
      ok: true,
      value: { pairs: 1, invited: 1 }
    });
    expect(await pairsOf(roundId)).toEqual([[mentee.id, mentor.id, 'invited']]);
    expect((await mailTo(app, mentee.email))[0]!.subject).toContain('Umeå');
    expect(codeOf(await publishRound(app, coordinator, { roundId }))).toBe('published-already');
    expect(codeOf(await discardRound(app, coordinator, { roundId }))).toBe('published-already');
    expect(codeOf(await computeRound(app, coordinator, { roundId, computedAt: null }))).toBe('published-already');
    expect((await closeRound(app, coordinator, { roundId })).ok).toBe(true);
    expect(codeOf(await closeRound(app, coordinator, { roundId }))).toBe('not-published');
  });

  it('is prepared one at a time, and can be thrown away', async () => {
    const roundId = await open();
    const second = { networkId, name: 'Summer', collectUntil: '2030-01-31', replyDays: 14 };
    expect(codeOf(await openRound(app, coordinator, second))).toBe('round-open');
    expect((await discardRound(app, coordinator, { roundId })).ok).toBe(true);
    expect((await openRound(app, coordinator, second)).ok).toBe(true);
    expect(codeOf(await openRound(app, coordinator, { ...second, collectUntil: '2020-01-01' }))).toBe('past');
    expect(codeOf(await openRound(app, coordinator, { ...second, replyDays: 1 }))).toBe('invalid');
  });

  it('holds pins and forbids, says what they cost, and changes as few pairs as it can', async () => {
    const near = await place('Near', 1, { ...wants });
    const far = await place('Far', 1, { ...wants });
    const good = await place('Good', 2, offers);
    const better = await place('Better', 3, { ...offers, capacity: 2, prefers: [near.id, far.id] });
    const roundId = await open();
    const first = await compute(roundId);
    expect(first.pairs).toBe(2);
    const forbidden = await compute(roundId, { forbids: [[near.id, better.id]] });
    expect(forbidden.gained).toBeLessThanOrEqual(0);
    const keys = async () => (await pairsOf(roundId)).map(([mentee, mentor]) => `${mentee}/${mentor}`);
    expect(await keys()).not.toContain(`${near.id}/${better.id}`);
    await compute(roundId, { forbids: [], pins: [[far.id, good.id]] });
    expect(await keys()).toContain(`${far.id}/${good.id}`);
    // decisions that were not named again stay
    await compute(roundId, { objective: 'stable' });
    expect(await keys()).toContain(`${far.id}/${good.id}`);
    expect(await findRound(app.db.read, roundId)).toMatchObject({ proven: false, objective: 'stable' });
    // the same again changes nothing
    expect((await compute(roundId)).changed).toBe(0);
  });

  it('names pins that cannot be', async () => {
    const mentee = await place('Ljusdal', 1, wants);
    const other = await place('Bollnäs', 1, wants);
    const mentor = await place('Umeå', 3, offers);
    const roundId = await open();
    const pin = async (pins: [string, string][]) => {
      const computedAt = (await findRound(app.db.read, roundId))?.computedAt?.toISOString() ?? null;
      return codeOf(await computeRound(app, coordinator, { roundId, computedAt, pins }));
    };
    expect(await pin([[mentor.id, mentee.id]])).not.toBeNull();
    expect(
      await pin([
        [mentee.id, mentor.id],
        [other.id, mentor.id]
      ])
    ).toBe('pins-over-capacity');
    expect((await findRound(app.db.read, roundId))!.state).toBe('collecting');
  });

  it('does not overwrite what a colleague decided meanwhile', async () => {
    await place('Ljusdal', 1, wants);
    await place('Umeå', 3, offers);
    const roundId = await open();
    await compute(roundId);
    expect(codeOf(await computeRound(app, coordinator, { roundId, computedAt: null }))).toBe('changed-elsewhere');
  });
});

describe('who is in a round', () => {
  const first = async () => {
    const roundId = await open();
    return (await compute(roundId).catch((error: Error) => ({ pairs: error.message }))).pairs;
  };

  it.each<[string, Partial<ProfileRow>, Partial<ProfileRow>]>([
    ['a mentee that withdrew', { withdrawnAt: new Date(0) }, {}],
    ['a mentor that has not consented', {}, { consentedAt: null }],
    ['nobody who speaks no common language', {}, { languages: ['nl'] }],
    ['a mentor without places', {}, { capacity: 0 }]
  ])('is not %s', async (_who, mentee, mentor) => {
    await place('Asks', 1, { ...wants, ...mentee });
    await place('Offers', 3, { ...offers, ...mentor });
    expect(await first()).not.toBe(1);
  });

  it('is nobody whom one of the two avoids', async () => {
    const mentee = await place('Asks', 1, wants);
    await place('Offers', 3, { ...offers, avoid: [mentee.id] });
    expect(await first()).toBe(0);
  });

  it('is a group offer as a mentor of its own, beside what its municipality does alone', async () => {
    const groupId = app.newId();
    for (const name of ['A', 'B', 'C']) await place(name, 1, wants);
    await place('Offers', 3, { ...offers, capacity: 1, groups: [{ id: groupId, dimension, places: 2 }] });
    const roundId = await open();
    expect((await compute(roundId)).pairs).toBe(3);
    expect((await allPairsOf(app.db.read, roundId)).filter((row) => row.groupId === groupId)).toHaveLength(2);
  });
});

describe('an invitation that comes to nothing', () => {
  it('leads to the next best, with what was declined ruled out, until nobody is left', async () => {
    const mentee = await place('Ljusdal', 1, wants);
    const best = await place('Best', 2, { ...offers, prefers: [mentee.id] });
    const next = await place('Next', 2, offers);
    const roundId = await open();
    await compute(roundId);
    await publishRound(app, coordinator, { roundId });
    const [pair] = await allPairsOf(app.db.read, roundId);
    expect(pair!.mentorId).toBe(best.id);
    expect(await reply(best, pair!.id, 'mentor', false)).toBe('applied');
    await offerNextBest(app);
    await offerNextBest(app);
    const pairs = await allPairsOf(app.db.read, roundId);
    expect(pairs.map(({ mentorId, status, replacesId }) => ({ mentorId, status, replacesId }))).toEqual([
      { mentorId: best.id, status: 'declined', replacesId: null },
      { mentorId: next.id, status: 'invited', replacesId: pair!.id }
    ]);
    expect((await mailTo(app, mentee.email))[0]!.subject).toContain('Next');
    // nobody answers: it lapses, and there is nobody else
    clock.forward(15 * DAY);
    await lapseInvitations(app);
    await offerNextBest(app);
    expect((await pairsOf(roundId)).map(([, , status]) => status)).toEqual(['declined', 'expired']);
  });

  it('frees a place for somebody who got nobody', async () => {
    const one = await place('One', 1, wants);
    const two = await place('Two', 1, { ...wants });
    const mentor = await place('Umeå', 2, { ...offers, prefers: [one.id] });
    const roundId = await open();
    await compute(roundId);
    await publishRound(app, coordinator, { roundId });
    const [pair] = await allPairsOf(app.db.read, roundId);
    expect(pair!.menteeId).toBe(one.id);
    await reply(one, pair!.id, 'mentee', false);
    await offerNextBest(app);
    expect(await pairsOf(roundId)).toEqual([
      [one.id, mentor.id, 'declined'],
      [two.id, mentor.id, 'invited']
    ]);
  });

  it('is left alone once its round is closed', async () => {
    const mentee = await place('Ljusdal', 1, wants);
    const best = await place('Best', 2, offers);
    await place('Next', 2, offers);
    const roundId = await open();
    await compute(roundId);
    await publishRound(app, coordinator, { roundId });
    const [pair] = await allPairsOf(app.db.read, roundId);
    await closeRound(app, coordinator, { roundId });
    await reply(mentee, pair!.id, 'mentee', false);
    await offerNextBest(app);
    expect(await pairsOf(roundId)).toHaveLength(1);
    expect(best.id).toBeTruthy();
  });

  it('does not offer a mentor that rests after a closed pairing', async () => {
    const mentee = await place('Ljusdal', 1, wants);
    const mentor = await place('Umeå', 2, { ...offers, rest: true });
    const roundId = await open();
    await compute(roundId);
    await publishRound(app, coordinator, { roundId });
    const [pair] = await allPairsOf(app.db.read, roundId);
    await reply(mentee, pair!.id, 'mentee', true);
    await reply(mentor, pair!.id, 'mentor', true);
    await net.end(mentee, pair!.id, 'mentee', 're-match');
    await closeRound(app, coordinator, { roundId });
    const second = await open();
    expect((await compute(second)).pairs).toBe(0);
    await discardRound(app, coordinator, { roundId: second });
    clock.forward(93 * DAY);
    expect((await compute(await open())).pairs).toBe(1);
  });
});
