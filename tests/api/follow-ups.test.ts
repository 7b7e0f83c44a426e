import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '$lib/domain/identity/actor';
import { nextContactId } from '$lib/domain/outreach/next-contact';
import type { Outcome } from '$lib/domain/sync/protocol';
import type { Entity, Records } from '$lib/domain/sync/records';
import type { App } from '$lib/server/app';
import { sendDigest } from '$lib/server/jobs/send-digest';
import { writeTouch } from '$lib/server/outreach/campaign-reply-repository';
import { insertCampaign } from '$lib/server/outreach/campaign-repository';
import { logTouch } from '$lib/server/outreach/campaign-results-service';
import { newLinkKey } from '$lib/server/outreach/campaign-link';
import { setNotifyChoices } from '$lib/server/push/choice-service';
import { pullChanges, pushCommands } from '$lib/server/sync/service';
import { NO_FILTER } from '$lib/domain/outreach/campaign-population';
import { envelope, push } from '../support/commands';
import { createTestApp, disposeTestApp, testClock } from '../support/test-app';
import { createTestNetwork, type TestNetwork } from '../support/test-network';
import { actorOf, createMember, mailTo, type Member } from '../support/test-people';

const HOUR = 3_600_000;
const clock = testClock('2026-11-22T09:00:00Z');
let app: App;
let net: TestNetwork;
let kim: Member;
let lo: Member;
let as: (who: Member) => Promise<Actor>;

beforeAll(async () => {
  app = await createTestApp({ now: clock.now });
  net = await createTestNetwork(app);
  const member = (name: string, locale: 'sv' | 'nl') =>
    createMember(app, { networkId: net.networkId, role: 'coordinator', name, locale });
  [kim, lo] = [await member('Kim Lund', 'sv'), await member('Lo Berg', 'nl')];
  as = (who) => actorOf(app, who.personId);
});
afterAll(() => disposeTestApp(app));

async function send(actor: Actor, ...commands: unknown[]): Promise<Outcome[]> {
  const result = await pushCommands(app, actor, push(commands));
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value.outcomes;
}
const codeOf = (outcome: Outcome | undefined) =>
  outcome?.outcome === 'rejected' ? outcome.problems[0]!.code : outcome?.outcome;
async function records<E extends Entity>(actor: Actor, entity: E): Promise<Records[E][]> {
  const result = await pullChanges(app, actor, { since: 0 });
  if (!result.ok) throw new Error('refused');
  return result.value.changes.flatMap((one) => (one.entity === entity && one.data ? [one.data as Records[E]] : []));
}
async function promise(due: string, more: object = {}) {
  const [meetingId, followUpId] = [app.newId(), app.newId()];
  const payload = {
    ...{ meetingId, heldOn: '2026-11-01', form: 'visit', municipalityIds: [net.municipalities[0]!.id], attendees: [] },
    ...{ background: '', workSoFar: '', exchange: '', conclusions: '', barriers: [] },
    followUps: [{ id: followUpId, what: 'Send the licence paper', due }],
    ...more
  };
  expect((await send(await as(kim), envelope('meeting.log', payload)))[0]).toMatchObject({ outcome: 'applied' });
  return { meetingId, followUpId, payload };
}
const snooze = (followUpId: string, from: string, due: string, reason = '') =>
  envelope('follow-up.snooze', { followUpId, snoozeId: app.newId(), due, reason, was: { due: from } });
const followUp = async (id: string) => (await records(await as(kim), 'follow-up')).find((one) => one.id === id);

describe('putting a promise off', () => {
  it('moves it, and keeps every day and reason it had, oldest first', async () => {
    const { followUpId } = await promise('2026-11-25');
    await send(await as(kim), snooze(followUpId, '2026-11-25', '2026-12-02', 'The lawyer is away'));
    await send(await as(lo), snooze(followUpId, '2026-12-02', '2026-12-09'));
    expect(await followUp(followUpId)).toMatchObject({
      due: '2026-12-09',
      snoozes: [
        { from: '2026-11-25', to: '2026-12-02', reason: 'The lawyer is away', by: kim.personId },
        { from: '2026-12-02', to: '2026-12-09', by: lo.personId }
      ]
    });
  });

  it('to two days by two people who did not see each other keeps both until one is chosen', async () => {
    const { followUpId, meetingId } = await promise('2026-11-25');
    await send(await as(kim), snooze(followUpId, '2026-11-25', '2026-12-02'));
    const [second] = await send(await as(lo), snooze(followUpId, '2026-11-25', '2026-12-16', 'After the budget'));
    expect(second).toMatchObject({ outcome: 'conflict' });
    expect(await followUp(followUpId)).toMatchObject({
      due: '2026-12-02',
      snoozes: [{ to: '2026-12-02' }, { to: '2026-12-16', beside: true, reason: 'After the budget' }]
    });
    const clash = (await records(await as(kim), 'clash')).find((one) => one.entityId === meetingId);
    expect(clash).toMatchObject({ of: 'meeting', field: `followUps.${followUpId}.due`, value: '2026-12-16' });
    const seen = { standing: '2026-12-02', other: '2026-12-16' };
    const settle = { clashId: clash!.id, choose: 'other', seen };
    expect((await send(await as(kim), envelope('clash.settle', settle)))[0]).toMatchObject({ outcome: 'applied' });
    expect(await followUp(followUpId)).toMatchObject({ due: '2026-12-16' });
    expect((await followUp(followUpId))?.snoozes).toHaveLength(2);
  });

  it('to the same day twice is no conflict', async () => {
    const { followUpId } = await promise('2026-11-25');
    await send(await as(kim), snooze(followUpId, '2026-11-25', '2026-12-02'));
    const [second] = await send(await as(lo), snooze(followUpId, '2026-11-25', '2026-12-02'));
    expect(second).toMatchObject({ outcome: 'applied' });
  });

  it('beside a colleague’s change of its words in the meeting keeps both changes', async () => {
    const { followUpId, payload } = await promise('2026-11-25');
    await send(await as(lo), snooze(followUpId, '2026-11-25', '2026-12-02'));
    const followUps = [{ id: followUpId, what: 'Send both papers', due: '2026-11-25' }];
    const change = { ...payload, followUps, was: { followUps: payload.followUps } };
    await send(await as(kim), envelope('meeting.log', change, { baseVersion: 1 }));
    expect(await followUp(followUpId)).toMatchObject({ what: 'Send both papers', due: '2026-12-02' });
  });

  it('of the next contact moves the meeting’s day with it', async () => {
    const more = { nextContactOn: '2026-12-01', nextContactWhat: 'Call again' };
    const { meetingId } = await promise('2026-11-25', more);
    const id = nextContactId(meetingId);
    expect((await send(await as(kim), snooze(id, '2026-12-01', '2026-12-08')))[0]).toMatchObject({
      outcome: 'applied'
    });
    expect(await followUp(id)).toMatchObject({ due: '2026-12-08' });
    const meeting = (await records(await as(kim), 'meeting')).find((one) => one.id === meetingId);
    expect(meeting).toMatchObject({ nextContactOn: '2026-12-08' });
  });

  it('is refused to officers, for what is not there, and for a day that is none', async () => {
    const { followUpId } = await promise('2026-11-25');
    const officer = await net.enlist('officer');
    expect(codeOf((await send(officer, snooze(followUpId, '2026-11-25', '2026-12-02')))[0])).toBe('forbidden');
    const kimIs = await as(kim);
    expect(codeOf((await send(kimIs, snooze(app.newId(), '2026-11-25', '2026-12-02')))[0])).toBe('not-found');
    expect(codeOf((await send(kimIs, snooze(followUpId, '2026-11-25', '2026-11-31')))[0])).toBe('invalid');
  });
});

describe('who looks after open data', () => {
  const set = (who: { contactId?: string; personId?: string }, was: { contactId?: string; personId?: string } = {}) =>
    envelope('data-person.set', {
      ...{ municipalityId: net.municipalities[0]!.id, contactId: null, personId: null, ...who },
      was: { contactId: null, personId: null, ...was }
    });

  it('is named by the coordinator or the municipality itself, one at a time, and seen by both', async () => {
    const officer = await net.enlist('officer');
    const contactId = app.newId();
    const municipalityId = net.municipalities[0]!.id;
    const contact = { contactId, networkId: net.networkId, municipalityId, name: 'Karin Lund' };
    await send(await as(kim), envelope('contact.set', contact));
    expect((await send(await as(kim), set({ contactId })))[0]).toMatchObject({ outcome: 'applied' });
    expect(await records(officer, 'data-person')).toMatchObject([{ id: municipalityId, contactId }]);
    const personId = officer.personId;
    // had not seen that somebody was named
    expect(codeOf((await send(officer, set({ personId })))[0])).toBe('changed-elsewhere');
    expect((await send(officer, set({ personId }, { contactId })))[0]).toMatchObject({ outcome: 'applied' });
    expect(await records(await as(lo), 'data-person')).toMatchObject([{ personId, contactId: null, version: 2 }]);
    expect(codeOf((await send(officer, set({ contactId }, { personId })))[0])).toBe('forbidden');
    expect(codeOf((await send(officer, set({ personId: kim.personId }, { personId })))[0])).toBe('not-found');
    expect(codeOf((await send(await as(kim), set({ contactId, personId })))[0])).toBe('invalid');
    const neighbour = await net.enlist('officer', 1);
    expect(codeOf((await send(neighbour, set({ personId: neighbour.personId }, { personId })))[0])).toBe('forbidden');
    expect(await records(neighbour, 'data-person')).toEqual([]);
  });
});

describe('how a municipality was reached', () => {
  it('comes to coordinators’ devices as it happens, and to nobody else’s', async () => {
    const [campaignId, at] = [app.newId(), clock.now()];
    await app.db.write((tx) =>
      insertCampaign(tx, {
        ...{
          id: campaignId,
          networkId: net.networkId,
          name: 'Autumn',
          state: 'running',
          channels: ['phone'],
          roles: []
        },
        ...{ filter: NO_FILTER, costs: {}, perMinute: 20, sendBy: 'waymark', linkKey: newLinkKey(), version: 1 },
        ...{ createdBy: kim.personId, createdAt: at, updatedAt: at }
      })
    );
    const before = await pullChanges(app, await as(lo), { since: 0 });
    if (!before.ok) throw new Error('refused');
    const municipalityId = net.municipalities[0]!.id;
    const touch = { campaignId, municipalityIds: [municipalityId], reachedOn: '2026-11-20' };
    await logTouch(app, await as(kim), { ...touch, channel: 'phone', reply: 'yes' });
    const after = await pullChanges(app, await as(lo), { since: before.value.cursor });
    expect(after.ok && after.value.changes.filter(({ entity }) => entity === 'reached')).toMatchObject([
      { id: municipalityId, data: { campaigns: [{ name: 'Autumn', reachedOn: ['2026-11-20'], reply: 'yes' }] } }
    ]);
    await app.db.write((tx) =>
      writeTouch(tx, {
        ...{ id: app.newId(), campaignId, municipalityId, channel: 'social-media', reachedOn: '2026-11-01' },
        ...{ reply: null, repliedOn: null, loggedBy: kim.personId, loggedAt: at }
      })
    );
    expect(await records(await as(kim), 'reached')).toMatchObject([
      { campaigns: [{ channels: ['phone', 'social-media'], reachedOn: ['2026-11-01', '2026-11-20'], reply: 'yes' }] }
    ]);
    for (const other of [await net.enlist('officer'), await net.enlist('analyst')])
      expect(await records(other, 'reached')).toEqual([]);
  });
});

describe('the Monday mail', () => {
  it('goes once a week to whoever has something to do, in their language, and stays off where it was turned off', async () => {
    const ada = await createMember(app, {
      networkId: net.networkId,
      role: 'coordinator',
      name: 'Ada Ek',
      locale: 'en'
    });
    const weekly = async (who: Member) =>
      (await mailTo(app, who.email)).filter(({ body }) => body.includes('/app/follow-ups?who=me'));
    // Sunday
    await sendDigest(app);
    expect(await weekly(kim)).toHaveLength(0);
    clock.forward(20 * HOUR);
    await sendDigest(app);
    const [mail] = await weekly(kim);
    expect(mail?.subject).toMatch(/^Din vecka i Testnätet: \d+ försenade, \d+ att göra$/);
    expect(mail?.body).toContain('Send the licence paper');
    expect(mail?.body).toContain('/account#notifications');
    // nothing is promised by these two
    expect(await weekly(lo)).toHaveLength(0);
    expect(await weekly(ada)).toHaveLength(0);
    // another run, another process: the database knows
    await sendDigest({ ...app });
    expect(await weekly(kim)).toHaveLength(1);
    clock.forward(7 * 24 * HOUR);
    await setNotifyChoices(app, await as(kim), { digest: false });
    await sendDigest(app);
    expect(await weekly(kim)).toHaveLength(1);
    clock.forward(7 * 24 * HOUR);
    await setNotifyChoices(app, await as(kim), { digest: true });
    await sendDigest(app);
    expect(await weekly(kim)).toHaveLength(2);
  });
});
