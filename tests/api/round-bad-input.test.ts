import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '$lib/domain/identity/actor';
import type { App } from '$lib/server/app';
import { findRound, insertPairings, type ProfileRow, writeProfile } from '$lib/server/mentoring/repository';
import { computeRound, openRound, publishRound, type RoundDecisions } from '$lib/server/mentoring/round-service';
import { shippedModels } from '$lib/server/model/seed';
import { createPeerNetwork, type PeerNetwork } from '../support/peer-network';
import { createTestApp, disposeTestApp, testClock } from '../support/test-app';
import { actorOf, createMember } from '../support/test-people';

const { model } = shippedModels.at(-1)!;
const dimension = model.dimensions[0]!.id;
const [asks, offers] = [{ wants: [dimension] }, { offers: [dimension] }];

let app: App;
const clock = testClock();
let net: PeerNetwork;
let coordinator: Actor;
let roundId: string;

beforeAll(async () => {
  app = await createTestApp({ now: clock.now });
});
afterAll(() => disposeTestApp(app));

/** Places 0 and 1 ask at level 1, 2 and 3 offer at levels 2 and 3. */
beforeEach(async () => {
  net = await createPeerNetwork(app, 4);
  const { networkId } = net;
  coordinator = await actorOf(app, (await createMember(app, { networkId, role: 'coordinator' })).personId);
  for (const [place, level] of [1, 1, 2, 3].entries()) {
    await net.answerUpTo(place, level);
    await net.submit(net.places[place]!.assessmentId);
    await say(place, place < 2 ? asks : offers);
  }
  const round = { networkId, name: 'Spring', collectUntil: '2030-01-31', replyDays: 14 };
  const opened = await openRound(app, coordinator, round);
  if (!opened.ok) throw new Error(opened.problems[0]!.message);
  roundId = opened.value.roundId;
});

const id = (place: number) => net.places[place]!.id;
async function say(place: number, said: Partial<ProfileRow>): Promise<void> {
  const row = {
    offers: [],
    wants: [],
    capacity: 1,
    languages: ['sv'],
    version: 1,
    withdrawnAt: null,
    consentedAt: app.now()
  };
  const of = { municipalityId: id(place), networkId: net.networkId, updatedAt: app.now() };
  await app.db.write(async (tx) => writeProfile(tx, { ...row, ...of, ...said }));
}
async function compute(decided: Partial<RoundDecisions> = {}) {
  const computedAt = (await findRound(app.db.read, roundId))?.computedAt?.toISOString() ?? null;
  clock.forward(1000);
  return computeRound(app, coordinator, { roundId, computedAt, ...decided });
}
async function problemsOf(decided: Partial<RoundDecisions>) {
  const computed = await compute(decided);
  return computed.ok ? [] : computed.problems.map(({ code, path, message }) => `${code} ${path}: ${message}`);
}

describe('bad input to a round', () => {
  it('names what is missing where nobody offers, or nobody asks', async () => {
    for (const place of [2, 3]) await say(place, {});
    expect(await problemsOf({})).toEqual([
      'nobody mentors: Nobody offers to be a mentor - a round needs at least one of the mentors'
    ]);
    for (const place of [0, 1]) await say(place, offers);
    expect(await problemsOf({})).toEqual([
      'nobody mentees: Nobody asks for a mentor - a round needs at least one of the mentees'
    ]);
  });

  it('tells for everybody that nobody is ahead where all are at the same level', async () => {
    for (const place of [2, 3]) await say(place, {});
    await say(1, offers);
    expect(await compute()).toMatchObject({ ok: true, value: { pairs: 0 } });
    const round = await findRound(app.db.read, roundId);
    expect(round?.unmatched).toMatchObject([{ municipalityId: id(0), reason: 'no-edge' }]);
    expect(await publishRound(app, coordinator, { roundId })).toMatchObject({ problems: [{ code: 'round-empty' }] });
  });

  it('names a pinned mentor with a capacity of 0, and one whose places are taken', async () => {
    await say(2, { ...offers, capacity: 0 });
    expect(await problemsOf({ pins: [[id(0), id(2)]] })).toEqual([
      'unknown-id pin.0.1: Pin 1 ("Place 0" with "Place 2"): "Place 2" has a capacity of 0 - let the pin go, or wait until that has changed'
    ]);
    await say(2, offers);
    const running = { id: app.newId(), networkId: net.networkId, roundId, menteeId: id(1), mentorId: id(2) };
    await app.db.write(async (tx) =>
      insertPairings(tx, [{ ...running, dimension, score: 1, reasons: [], status: 'active' }])
    );
    expect((await problemsOf({ pins: [[id(0), id(2)]] }))[0]).toContain(
      '"Place 2" has no place left beside its running pairings'
    );
    expect((await problemsOf({ pins: [[id(1), id(3)]] }))[0]).toContain('"Place 1" has a mentor for all it asks for');
  });

  it('names a pinned municipality that has left the round, and why', async () => {
    const pins: [string, string][] = [[id(0), id(2)]];
    const why = async (place: number, said: Partial<ProfileRow>, other: Partial<ProfileRow>) => {
      await say(place, said);
      const [problem] = await problemsOf({ pins });
      await say(place, other);
      return /: "(.*) - let/.exec(problem ?? '')?.[1];
    };
    expect(await why(2, { ...offers, withdrawnAt: app.now() }, offers)).toBe('Place 2" has withdrawn');
    expect(await why(2, { ...offers, consentedAt: null }, offers)).toBe('Place 2" has not said that it takes part');
    expect(await why(2, {}, offers)).toBe('Place 2" offers no help now');
    expect(await why(0, {}, asks)).toBe('Place 0" asks for no help now');
    expect(await problemsOf({ pins })).toEqual([]);
  });

  it('says by name which pins conflict', async () => {
    const [a, b] = [id(0), id(1)];
    expect(
      await problemsOf({
        pins: [
          [a, id(2)],
          [b, id(2)]
        ]
      })
    ).toEqual([
      'pins-over-capacity pin.1: Mentor "Place 2" has a capacity of 1 but 2 pins: Pin 1 ("Place 0" with "Place 2"), Pin 2 ("Place 1" with "Place 2") - remove 1 or raise the capacity'
    ]);
    expect(
      await problemsOf({
        pins: [
          [a, id(2)],
          [a, id(3)]
        ]
      })
    ).toEqual([
      'pins-over-need pin.1: Mentee "Place 0" has a need of 1 but 2 pins: Pin 1 ("Place 0" with "Place 2"), Pin 2 ("Place 0" with "Place 3") - remove 1 or raise the need'
    ]);
    expect(await problemsOf({ pins: [[a, id(2)]], forbids: [[a, id(2)]] })).toEqual([
      'pin-forbidden pin.0: Pin 1 ("Place 0" with "Place 2") is also forbidden (forbid 1) - remove one of the two'
    ]);
  });

  it('says by name that a pinned group and its municipality are one', async () => {
    const group = { id: app.newId(), dimension, places: 2 };
    await say(2, { ...offers, groups: [group] });
    const problems = await problemsOf({
      pins: [
        [id(0), id(2)],
        [id(0), group.id]
      ]
    });
    expect(problems[1]).toBe(
      'pins-one-municipality pin.1: Mentee "Place 0" is pinned to "Place 2" 2 times: Pin 1 ("Place 0" with "Place 2"), Pin 2 ("Place 0" with "a group of Place 2") - one of its offers is the most, so remove 1'
    );
  });

  it('names a pin that the rules do not allow', async () => {
    await say(2, { ...offers, languages: ['nl'] });
    expect(await problemsOf({ pins: [[id(0), id(2)]] })).toEqual([
      'pin-not-an-edge pin.0: Pin 1 ("Place 0" with "Place 2"): the rules do not allow this pair - let the pin go, or change what is in its way'
    ]);
  });

  it('names an unknown id, as itself', async () => {
    expect(await problemsOf({ pins: [['nobody', id(2)]] })).toEqual([
      'unknown-id pin.0.0: Pin 1 ("nobody" with "Place 2"): "nobody" is not known in this network - let the pin go, or wait until that has changed'
    ]);
    expect(await compute({ forbids: [['nobody', id(2)]] })).toMatchObject({ ok: true });
  });

  it.each([
    ['NaN', NaN],
    ['infinity', Infinity],
    ['a negative number', -1]
  ])('names the weight that is %s', async (_, gap) => {
    const [problem, ...others] = await problemsOf({ weights: { gap } });
    expect(problem).toMatch(/ weights\.gap: /);
    expect(others).toEqual([]);
  });

  it('refuses weights that are all 0, and counts a pair that is pinned or forbidden twice once', async () => {
    const { FACTORS } = await import('$lib/domain/mentoring/weights');
    const weights = Object.fromEntries(FACTORS.map((factor) => [factor, 0]));
    expect(await problemsOf({ weights })).toEqual([
      'weight weights: At least one weight must be above 0 - got 0 for all of them'
    ]);
    const pair: [string, string] = [id(0), id(2)];
    expect(
      await compute({
        weights: {},
        pins: [pair, pair],
        forbids: [
          [id(1), id(2)],
          [id(1), id(2)]
        ]
      })
    ).toMatchObject({
      ok: true,
      value: { pairs: 2 }
    });
  });
});
