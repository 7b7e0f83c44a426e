import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Examples } from '$lib/domain/assessment/comparison';
import type { Actor } from '$lib/domain/identity/actor';
import type { App } from '$lib/server/app';
import { findExamples } from '$lib/server/assessment/example-service';
import { updateAssessment } from '$lib/server/assessment/repository';
import { pushCommands } from '$lib/server/sync/service';
import { envelope, push } from '../support/commands';
import { createPeerNetwork, type PeerNetwork } from '../support/peer-network';
import { createTestApp, disposeTestApp, testClock } from '../support/test-app';

const CRITERION = 'legal-release-check';
const clock = testClock();
let app: App;
let net: PeerNetwork;
let officer: Actor;

beforeEach(async () => {
  app = await createTestApp({ now: clock.now });
  net = await createPeerNetwork(app, 6);
  officer = await net.officerOf(0);
});
afterEach(() => disposeTestApp(app));

/** No in the wave of a year ago, yes in this one, submitted. */
async function takeStep(place: number, on = '2026-10-05T09:00:00Z'): Promise<void> {
  const { assessmentId } = net.places[place]!;
  const earlier = await net.earlierWave(place, 365);
  await net.answer(earlier, CRITERION, 'no', new Date('2024-01-10T09:00:00Z'));
  await net.answer(assessmentId, CRITERION, 'yes', new Date(on));
  await net.submit(assessmentId);
}

/** As the button on the result page does it. */
async function agree(place: number, example: boolean): Promise<void> {
  const payload = { municipalityId: net.places[place]!.id, conditions: [], target: null, example };
  const sent = await pushCommands(
    app,
    await net.officerOf(place),
    push([envelope('setting.set', payload)], `d${app.newId()}`)
  );
  if (!sent.ok) throw new Error(JSON.stringify(sent.problems));
  expect(sent.value.outcomes[0]).toMatchObject({ outcome: 'applied' });
}

async function examples(): Promise<Examples['criteria']> {
  const result = await findExamples(app, officer, { assessmentId: net.places[0]!.assessmentId });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value.criteria;
}

describe('examples of municipalities that took a step', () => {
  it('name who agreed, with the month, the nearest in size first, three at most', async () => {
    for (const place of [5, 4, 3, 2]) {
      await takeStep(place);
      await agree(place, true);
    }
    expect(await examples()).toEqual({
      [CRITERION]: ['Place 2', 'Place 3', 'Place 4'].map((name) => ({ name, month: '2026-10' }))
    });
  });

  it('name nobody who has not agreed, whatever the wave publishes', async () => {
    await takeStep(1);
    expect(await examples()).toEqual({});
  });

  it('are gone at once when consent is withdrawn', async () => {
    await takeStep(1);
    await agree(1, true);
    expect(await examples()).toHaveProperty(CRITERION);
    await agree(1, false);
    expect(await examples()).toEqual({});
  });

  it('leave out what is not submitted, what is not yes any more, and what is longer ago than 24 months', async () => {
    await takeStep(1, '2024-11-01T09:00:00Z');
    await takeStep(2);
    await app.db.write((tx) => updateAssessment(tx, net.places[2]!.assessmentId, { submittedAt: null }));
    await takeStep(3);
    await net.answer(net.places[3]!.assessmentId, CRITERION, 'no');
    for (const place of [1, 2, 3]) await agree(place, true);
    expect(await examples()).toEqual({});
  });

  it('leave out oneself, and other networks', async () => {
    await takeStep(0);
    await agree(0, true);
    const other = await createPeerNetwork(app, 2);
    net = other;
    await takeStep(1);
    await agree(1, true);
    const foreign = await findExamples(app, officer, { assessmentId: other.places[0]!.assessmentId });
    expect(foreign).toMatchObject({ ok: false, problems: [{ code: 'forbidden' }] });
    expect(await findExamples(app, await other.officerOf(0), { assessmentId: other.places[0]!.assessmentId })).toEqual({
      ok: true,
      value: {
        assessmentId: other.places[0]!.assessmentId,
        criteria: { [CRITERION]: [{ name: 'Place 1', month: '2026-10' }] }
      }
    });
  });
});
