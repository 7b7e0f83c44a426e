import { beforeEach, describe, expect, it } from 'vitest';
import { type Actor, ANONYMOUS } from '$lib/domain/identity/actor';
import { NO_FILTER } from '$lib/domain/outreach/campaign-population';
import type { ContactChannel } from '$lib/domain/outreach/contact-kinds';
import { exportLetters } from '$lib/server/outreach/campaign-export-service';
import { listWaiting, logReply, sortReply } from '$lib/server/outreach/campaign-reply-service';
import { findCampaign, stepsOf } from '$lib/server/outreach/campaign-repository';
import { logTouch, readProgress } from '$lib/server/outreach/campaign-results-service';
import { startCampaign, turnCampaign } from '$lib/server/outreach/campaign-run-service';
import { createCampaign, readPopulation } from '$lib/server/outreach/campaign-service';
import { previewMessage, saveStep } from '$lib/server/outreach/campaign-step-service';
import { type ContactRow, contactsAt, findContact, writeContact } from '$lib/server/outreach/contact-repository';
import { writeOptOut } from '$lib/server/outreach/opt-out-repository';
import { planReminders } from '$lib/server/outreach/plan-reminders';
import { replyByLink } from '$lib/server/outreach/public-campaign-service';
import { sendCampaigns } from '$lib/server/outreach/send-campaigns';
import { load as audience } from '../../src/routes/(admin)/admin/campaigns/[id]/audience/+page.server';
import {
  app,
  begin,
  clock,
  DAY,
  endAfterEach,
  from,
  mailFor,
  post,
  states,
  tokenIn,
  world
} from '../support/campaign-desk';
import { must, TEXTS } from '../support/campaign-world';

endAfterEach();

const PHONE = '+46701740605';
const change = (contact: ContactRow, values: Partial<ContactRow>) =>
  app.db.write(async (tx) => writeContact(tx, { ...(await findContact(tx, contact.id))!, ...values }));
const prefer = (place: number, channel: ContactChannel, phone = PHONE) =>
  change(world.contacts[place]!, { channel, phone });
const population = async () =>
  must(
    await readPopulation(app, world.coordinator, {
      ...{ networkId: world.networkId, channels: ['registrar'], roles: [], filter: NO_FILTER }
    })
  );
const progress = async (campaignId: string) => must(await readProgress(app, world.coordinator, { campaignId }));
const calls = async (campaignId: string) =>
  (await progress(campaignId)).recipients.flatMap(({ call, municipality }) => (call ? [[municipality, call]] : []));
const mailed = () => post.taken.map(({ to }) => to[0]).sort();

describe('how somebody prefers to be reached', () => {
  beforeEach(() => begin(6));

  it('decides who gets mail and who is listed for a call, and both are shown before', async () => {
    await prefer(0, 'mail');
    await prefer(1, 'phone');
    await prefer(2, 'text');
    await prefer(3, 'letter');
    await prefer(4, 'phone', '');
    const { addressees, toCall, leftOut } = await population();
    expect(addressees.map(({ contactId }) => contactId)).toEqual([world.contacts[0]!.id, world.contacts[5]!.id]);
    expect(toCall).toEqual([
      expect.objectContaining({
        contactId: world.contacts[1]!.id,
        prefers: 'phone',
        phone: PHONE,
        name: 'Registrator'
      }),
      expect.objectContaining({ contactId: world.contacts[2]!.id, prefers: 'text', phone: PHONE })
    ]);
    expect(leftOut.map(({ because }) => because)).toEqual(['prefers-letter', 'prefers-phone']);

    // the page with the preview has the same
    const { campaignId: draft } = must(
      await createCampaign(app, world.coordinator, { networkId: world.networkId, name: 'Draft' })
    );
    const url = new URL(`https://waymark.example.org/x?network=${world.networkId}`);
    const { personId, memberships } = world.coordinator as Extract<Actor, { kind: 'person' }>;
    const person = { id: personId, memberships: memberships.map((one) => ({ ...one, networkName: 'N' })) };
    const event = { locals: { app, actor: world.coordinator, person }, url, params: { id: draft } };
    const shown = await (audience as unknown as (event: never) => Promise<object>)(event as never);
    expect(shown).toMatchObject({
      toCall: [{ municipality: 'Place 1' }, { municipality: 'Place 2' }],
      leftOut: [{ municipality: 'Place 3' }, { municipality: 'Place 4' }]
    });

    const campaignId = await world.start();
    await sendCampaigns(app);
    expect(mailed()).toEqual([world.contacts[0]!.email, world.contacts[5]!.email].sort());
    expect(await calls(campaignId)).toEqual([
      ['Place 1', { prefers: 'phone', phone: PHONE }],
      ['Place 2', { prefers: 'text', phone: PHONE }]
    ]);
    // what the calls lead to has a line of its own
    expect((await findCampaign(app.db.read, campaignId))!.channels).toEqual(['registrar', 'phone']);
    const [step] = await stepsOf(app.db.read, campaignId);
    const letter = must(await previewMessage(app, world.coordinator, { campaignId, stepId: step!.id, index: 0 }));
    expect(letter.total).toBe(2);
  });

  it('keeps its calls until they have answered, and counts a logged answer as reached by phone', async () => {
    await prefer(1, 'phone');
    await prefer(2, 'phone');
    const campaignId = await world.start({}, 2);
    await sendCampaigns(app);
    const { recipients } = await progress(campaignId);
    const called = recipients.filter(({ channel }) => channel === 'phone');
    must(
      await logTouch(app, world.coordinator, {
        ...{ campaignId, municipalityIds: [called[0]!.municipalityId], channel: 'phone' },
        ...{ reachedOn: app.now().toISOString().slice(0, 10), reply: null }
      })
    );
    expect(await calls(campaignId)).toHaveLength(2);
    must(await logReply(app, world.coordinator, { campaignId, recipientId: called[0]!.id, kind: 'yes' }));
    must(await logReply(app, world.coordinator, { campaignId, recipientId: called[1]!.id, kind: 'wrong-person' }));
    expect(await calls(campaignId)).toEqual([]);
    const phone = (await progress(campaignId)).results.find(({ channel }) => channel === 'phone');
    expect(phone).toMatchObject({ tried: 2, reached: 2, replied: 2, medianDays: 0 });
    // no reminder ever goes to whoever is called
    for (let week = 0; week < 4; week++) {
      clock.forward(8 * DAY);
      await planReminders(app);
      await sendCampaigns(app);
    }
    expect(mailed()).not.toContain(world.contacts[1]!.email);
    expect(mailed()).not.toContain(world.contacts[2]!.email);
  });

  it('keeps what a municipality said and when it was first reached, whoever there is called after that', async () => {
    await prefer(1, 'phone');
    await world.addContact(1, { name: 'Kim', channel: 'phone', phone: PHONE });
    const campaignId = await world.start();
    const call = async (reachedOn: string, reply: 'yes' | 'not-now' | null = null) => {
      const touch = { campaignId, municipalityIds: [world.places[1]!.id], channel: 'phone' as const, reachedOn, reply };
      must(await logTouch(app, world.coordinator, touch));
    };
    await call('2026-11-20', 'not-now');
    await call('2026-11-22');
    await call('2026-11-18');
    const touch = async () => (await progress(campaignId)).touches;
    expect(await touch()).toMatchObject([{ reachedOn: '2026-11-18', reply: 'not-now', repliedOn: '2026-11-20' }]);
    // one that was called has not answered for the other
    expect(await calls(campaignId)).toHaveLength(2);
    await call('2026-11-22', 'yes');
    expect(await touch()).toMatchObject([{ reachedOn: '2026-11-18', reply: 'yes', repliedOn: '2026-11-20' }]);
    expect(await calls(campaignId)).toEqual([]);
  });

  it('is nothing to call about once the campaign is stopped, and says who went back to mail', async () => {
    await prefer(1, 'phone');
    const campaignId = await world.start();
    await prefer(1, 'mail');
    expect(await calls(campaignId)).toEqual([['Place 1', { prefers: 'not-any-more', phone: PHONE }]]);
    must(await turnCampaign(app, world.coordinator, { campaignId, to: 'pause' }));
    expect(await calls(campaignId)).toHaveLength(1);
    must(await turnCampaign(app, world.coordinator, { campaignId, to: 'stop' }));
    expect(await calls(campaignId)).toEqual([]);
  });

  it.each<[ContactChannel | 'no wish', string]>([
    ['phone', 'called'],
    ['letter', 'let be'],
    ['mail', 'mailed'],
    ['no wish', 'mailed']
  ])('holds for the right person, named by another: who is known with %s is %s', async (wish, becomes) => {
    const email = 'eva@place0.example';
    const eva = await world.addContact(0, {
      ...{ name: 'Eva', role: 'it', email, phone: PHONE, channel: wish === 'no wish' ? null : wish }
    });
    const campaignId = await world.start();
    await sendCampaigns(app);
    const token = tokenIn(mailFor(0)[0]!.text, 'reply');
    const name = async () => {
      must(await replyByLink(app, ANONYMOUS, { token, from, kind: 'wrong-person', name: 'E', email }));
      const [waiting] = must(await listWaiting(app, world.coordinator, { networkId: world.networkId }));
      const addNamed = { name: 'E', email: 'Eva@Place0.example' };
      must(await sortReply(app, world.coordinator, { replyId: waiting!.id, kind: 'wrong-person', addNamed }));
      await sendCampaigns(app);
    };
    await name();
    await name();
    expect(mailed().filter((to) => to === email)).toHaveLength(becomes === 'mailed' ? 1 : 0);
    expect(await calls(campaignId)).toHaveLength(becomes === 'called' ? 1 : 0);
    const first = world.contacts.map(({ id }) => id);
    const added = (await world.recipients(campaignId)).filter(({ contactId }) => !first.includes(contactId ?? ''));
    expect(added.map(({ contactId }) => contactId)).toEqual(becomes === 'let be' ? [] : [eva.id]);
    const { channels } = (await findCampaign(app.db.read, campaignId))!;
    expect(channels).toEqual(becomes === 'called' ? ['registrar', 'phone'] : ['registrar']);
    // nobody new, and nobody twice
    expect(await contactsAt(app.db.read, world.networkId, world.places[0]!.id)).toHaveLength(2);
  });

  it('holds for the address: it gets no mail by a contact who stands there twice', async () => {
    await world.addContact(0, { name: 'Eva', role: 'it', email: world.contacts[0]!.email, channel: 'phone' });
    const campaignId = await world.start();
    await sendCampaigns(app);
    expect(mailed()).not.toContain(world.contacts[0]!.email);
    expect(mailed()).toHaveLength(5);
    expect((await world.messages(campaignId)).flatMap(({ because }) => because ?? [])).toEqual(['same-address']);
  });

  it('counts to the last second: who comes to prefer the phone after the start gets no mail and is called', async () => {
    const campaignId = await world.start({}, 1);
    await prefer(1, 'text');
    await prefer(2, 'letter');
    await sendCampaigns(app);
    expect(mailed()).toEqual([0, 3, 4, 5].map((place) => world.contacts[place]!.email).sort());
    expect(await states(campaignId)).toEqual(['cancelled', 'cancelled', 'sent', 'sent', 'sent', 'sent']);
    expect(await calls(campaignId)).toEqual([['Place 1', { prefers: 'text', phone: PHONE }]]);
    // so what the calls cost can be said
    expect((await findCampaign(app.db.read, campaignId))!.channels).toEqual(['registrar', 'phone']);
    // and between a message and its reminder
    await prefer(3, 'phone');
    clock.forward(8 * DAY);
    await planReminders(app);
    await sendCampaigns(app);
    expect(mailed().filter((to) => to === world.contacts[3]!.email)).toHaveLength(1);
    expect((await calls(campaignId)).map(([place]) => place)).toEqual(['Place 1', 'Place 3']);
    const { recipients } = await progress(campaignId);
    const reasons = recipients.flatMap(({ messages }) => messages.map(({ because }) => because)).filter(Boolean);
    expect(reasons).toEqual(['prefers-other', 'prefers-other', 'prefers-other']);
  });

  it("keeps whoever wishes no mail out of the file for one's own mailbox, too", async () => {
    const campaignId = await world.start({ sendBy: 'export' });
    const [step] = await stepsOf(app.db.read, campaignId);
    const file = { campaignId, stepId: step!.id };
    await prefer(0, 'phone');
    const emails = must(await exportLetters(app, world.coordinator, file)).letters.map(({ email }) => email);
    expect(emails).toEqual(world.contacts.slice(1).map(({ email }) => email));
    await prefer(1, 'phone');
    const again = must(await exportLetters(app, world.coordinator, file)).letters.map(({ email }) => email);
    expect(again).toEqual(world.contacts.slice(2).map(({ email }) => email));
  });

  it('never weighs more than an objection: who wants nothing is neither mailed nor called', async () => {
    for (const place of [0, 1, 2]) await prefer(place, 'phone');
    await change(world.contacts[0]!, { optedOutOn: '2026-11-01' });
    const address = { kind: 'email' as const, address: world.contacts[1]!.email };
    const wish = { scope: 'campaigns', on: '2026-11-01', source: 'link' } as const;
    await app.db.write((tx) => writeOptOut(app, tx, world.networkId, address, wish));
    const { toCall, leftOut } = await population();
    expect(toCall.map(({ contactId }) => contactId)).toEqual([world.contacts[2]!.id]);
    expect(leftOut.map(({ because }) => because)).toEqual(['opted-out', 'opted-out']);
    const campaignId = await world.start();
    expect(await calls(campaignId)).toHaveLength(1);
    // also once it is running
    await change(world.contacts[2]!, { optedOutOn: '2026-11-22', optOutScope: 'campaigns' });
    expect(await calls(campaignId)).toEqual([]);
  });

  it('starts a campaign that is all calls, and none that is nobody', async () => {
    const draft = async () => {
      const { campaignId } = must(
        await createCampaign(app, world.coordinator, { networkId: world.networkId, name: 'Draft' })
      );
      must(
        await saveStep(app, world.coordinator, { campaignId, version: 1, stepId: null, afterDays: 0, texts: TEXTS })
      );
      const { version } = (await findCampaign(app.db.read, campaignId))!;
      return { campaignId, version };
    };
    for (let place = 0; place < 6; place++) await prefer(place, 'letter');
    const nobody = await startCampaign(app, world.coordinator, await draft());
    expect(nobody.ok ? '' : nobody.problems[0]!.code).toBe('campaign-nobody');
    for (let place = 0; place < 6; place++) await prefer(place, 'phone');
    const all = await draft();
    expect(must(await startCampaign(app, world.coordinator, all))).toEqual({ messages: 0 });
    expect(await calls(all.campaignId)).toHaveLength(6);
  });
});
