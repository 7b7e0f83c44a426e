import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { App } from '$lib/server/app';
import { findWave } from '$lib/server/assessment/repository';
import { gatherProfiles } from '$lib/server/mentoring/gather-profiles';
import { type ProfileRow, writeProfile } from '$lib/server/mentoring/repository';
import { solveRound } from '$lib/server/mentoring/solve-round';
import { shippedModels } from '$lib/server/model/seed';
import { createPeerNetwork, type PeerNetwork } from '../support/peer-network';
import { createTestApp, disposeTestApp } from '../support/test-app';

const { model } = shippedModels.at(-1)!;
const dimension = model.dimensions[0]!.id;

let app: App;
let net: PeerNetwork;
// a round in November: the six months are November to April
const now = () => new Date('2026-11-22T10:00:00Z');

beforeAll(async () => {
  app = await createTestApp({ now });
});
afterAll(() => disposeTestApp(app));

/** Place 0 asks, 1 and 2 offer; both mentors are at level 2. */
beforeEach(async () => {
  net = await createPeerNetwork(app, 3);
  for (const [place, level] of [1, 2, 2].entries()) {
    await net.answerUpTo(place, level);
    await net.submit(net.places[place]!.assessmentId);
  }
});

const id = (place: number) => net.places[place]!.id;
async function say(place: number, said: Partial<ProfileRow>): Promise<void> {
  const row = { offers: [], wants: [], capacity: 1, languages: ['sv'], version: 1, consentedAt: app.now() };
  const of = { municipalityId: id(place), networkId: net.networkId, updatedAt: app.now() };
  await app.db.write(async (tx) => writeProfile(tx, { ...row, ...of, ...said }));
}
async function solve(weights: Record<string, number> = {}) {
  const decided = { weights, pins: [], forbids: [], previous: [] };
  const solved = await solveRound(app, { networkId: net.networkId, roundId: 'r', objective: 'total', ...decided });
  if (!solved.ok) throw new Error(solved.problems[0]!.message);
  return solved.value.pairings[0]!;
}

describe('how and when two would meet', () => {
  it('counts in a round, of the months only those of its first six, and can be weighed', async () => {
    // the other mentor is a little nearer in size
    await say(0, { wants: [dimension], forms: ['call', 'visit'], months: [1, 2, 3, 7] });
    await say(1, { offers: [dimension], forms: ['group'], months: [7, 8] });
    await say(2, { offers: [dimension], forms: ['call'], months: [1, 2, 7] });
    const pair = await solve();
    expect(pair.mentorId).toBe(id(2));
    expect(pair.reasons).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ factor: 'form', value: 1, weight: 10 }),
        // both name July too, which is not among the six months from November
        expect.objectContaining({ factor: 'months', value: 2 / 3, facts: { shared: '1,2', count: 2 } })
      ])
    );
    expect((await solve({ form: 0, months: 0 })).mentorId).toBe(id(1));
  });

  it('counts for nobody where a side said nothing', async () => {
    await say(0, { wants: [dimension] });
    await say(1, { offers: [dimension], forms: ['visit'], months: [7] });
    await say(2, {});
    const { reasons } = await solve();
    expect(reasons.map(({ factor }) => factor)).not.toContain('form');
    expect(reasons.map(({ factor }) => factor)).not.toContain('months');
  });

  it('takes a group for a meeting as a group', async () => {
    await say(0, { wants: [dimension], forms: ['group'] });
    await say(1, { offers: [dimension], forms: ['call'], groups: [{ id: app.newId(), dimension, places: 3 }] });
    const wave = (await findWave(app.db.read, net.waveId))!;
    const { mentors } = await gatherProfiles(app, wave, model);
    expect(mentors.map(({ of, forms }) => [of === undefined, forms])).toEqual([
      [true, ['call']],
      [false, ['group']]
    ]);
    expect((await solve()).groupId).not.toBeNull();
  });
});
