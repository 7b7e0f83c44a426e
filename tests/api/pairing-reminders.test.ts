import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '$lib/domain/identity/actor';
import { SYSTEM } from '$lib/domain/identity/actor';
import { ok } from '$lib/domain/shared/result';
import type { App } from '$lib/server/app';
import { wave } from '$lib/server/db/schema/assessment';
import { pushSubscription, pushWaiting } from '$lib/server/db/schema/notify';
import { nudgePairings } from '$lib/server/jobs/tend-pairings';
import { tellSides } from '$lib/server/mentoring/pairing-mail';
import { findPairing } from '$lib/server/mentoring/pairing-repository';
import { shippedModels } from '$lib/server/model/seed';
import { putChoice } from '$lib/server/push/choice-repository';
import { putSubscription } from '$lib/server/push/repository';
import { readPush } from '$lib/server/push/service';
import { setOptOut } from '$lib/server/roadmap/reminder-repository';
import { change } from '$lib/server/shared/change';
import { createRoundNetwork, dimension, offers, type Place, wants } from '../support/round-network';
import { createTestApp, disposeTestApp, testClock } from '../support/test-app';
import { mailTo } from '../support/test-people';

const DAY = 86_400_000;
let clock: ReturnType<typeof testClock>;
let app: App;
let net: Awaited<ReturnType<typeof createRoundNetwork>>;
let mentee: Place;
let mentor: Place;
let pairingId: string;

beforeAll(async () => {
  clock = testClock();
  app = await createTestApp({ now: clock.now });
});
afterAll(() => disposeTestApp(app));

/** A pairing that began today. */
beforeEach(async () => {
  net = await createRoundNetwork(app, clock);
  mentee = await net.place('Ljusdal', 1, wants);
  mentor = await net.place('Umeå', 3, offers);
  const roundId = await net.runRound();
  pairingId = (await net.pairs(roundId))[0]!.id;
  await net.reply(mentee, pairingId, 'mentee', true);
  await net.reply(mentor, pairingId, 'mentor', true);
});

const idOf = (actor: Actor) => (actor.kind === 'person' ? actor.personId : '');

async function chooses(of: Place, ways: { mail: boolean; push: boolean }, devices = 1): Promise<void> {
  const personId = idOf(of.officer);
  await app.db.write(async (tx) => {
    await setOptOut(tx, personId, !ways.mail, app.now());
    await putChoice(tx, personId, app.now(), { push: ways.push });
    for (let i = 0; i < devices; i++) {
      const subscription = { id: app.newId(), personId, endpoint: 'https://fcm.googleapis.com/x', device: null };
      await putSubscription(tx, { ...subscription, createdAt: app.now(), sentAt: null, failures: 0 });
    }
  });
}

async function nudged(of: Place): Promise<{ mails: number; pushes: number }> {
  const mails = (await mailTo(app, of.email)).filter(({ body }) => body.includes('/account#notifications')).length;
  const waiting = await app.db.read
    .select()
    .from(pushWaiting)
    .innerJoin(pushSubscription, eq(pushSubscription.id, pushWaiting.subscriptionId))
    .where(eq(pushSubscription.personId, idOf(of.officer)));
  return { mails, pushes: waiting.length };
}

describe('reminders of a pairing', () => {
  it.each([
    ['mail alone', { mail: true, push: false }, { mails: 1, pushes: 0 }],
    ['notifications alone', { mail: false, push: true }, { mails: 0, pushes: 1 }],
    ['both', { mail: true, push: true }, { mails: 1, pushes: 1 }],
    ['neither', { mail: false, push: false }, { mails: 0, pushes: 0 }]
  ])('come as chosen: %s', async (_what, ways, expected) => {
    await chooses(mentee, ways);
    clock.forward(30 * DAY);
    await nudgePairings(app);
    expect(await nudged(mentee)).toEqual(expected);
    // one side's choice is not the other's
    expect(await nudged(mentor)).toEqual({ mails: 1, pushes: 0 });
    // the last day is past: the same choice
    clock.forward(160 * DAY);
    await nudgePairings(app);
    expect(await nudged(mentee)).toEqual({ mails: expected.mails * 2, pushes: expected.pushes * 2 });
  });

  it('come by mail where notifications were chosen and no device is left', async () => {
    await chooses(mentee, { mail: false, push: true }, 0);
    clock.forward(30 * DAY);
    await nudgePairings(app);
    expect(await nudged(mentee)).toEqual({ mails: 1, pushes: 0 });
  });

  it('lead a notification to where pairings stand', async () => {
    await chooses(mentee, { mail: false, push: true });
    clock.forward(30 * DAY);
    await nudgePairings(app);
    expect(await readPush(app, mentee.officer, {})).toMatchObject({ ok: true, value: { path: '/app/peer' } });
  });

  it('are no news: what has happened is mailed to everybody', async () => {
    await chooses(mentee, { mail: false, push: false });
    await net.end(mentor, pairingId, 'mentor', 'completed');
    expect((await mailTo(app, mentee.email))[0]!.subject).toContain('samarbetet är avslutat');
  });
});

describe('a mail about a pairing', () => {
  it('names the theme by the model that stands in its own transaction', async () => {
    const { model, texts } = shippedModels.at(-1)!;
    const opensAt = new Date(app.now().getTime() + DAY);
    const common = { networkId: net.networkId, name: '2027', modelId: model.id, opensAt, closesAt: opensAt };
    const told = await change(app, SYSTEM, { action: 'test', networkId: net.networkId }, async ({ tx }) => {
      // a wave that is opened in it, on a model nobody has
      await tx.insert(wave).values({ id: app.newId(), ...common, modelVersion: '99.0.0' });
      await tellSides(app, tx, (await findPairing(tx, pairingId))!, 'pairing-invited', ['mentee']);
      return ok(null);
    });
    expect(told.ok).toBe(true);
    const name = texts.find(({ locale }) => locale === 'sv')!.dimensions[dimension]!.name;
    const [, before] = await mailTo(app, mentee.email);
    const [now] = await mailTo(app, mentee.email);
    expect(now!.subject).toContain(dimension);
    expect(now!.subject).not.toContain(name);
    expect(before!.subject).not.toBe(now!.subject);
  });
});
