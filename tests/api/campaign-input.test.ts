import { beforeEach, describe, expect, it } from 'vitest';
import { ANONYMOUS } from '$lib/domain/identity/actor';
import { NO_FILTER } from '$lib/domain/outreach/campaign-population';
import { exportLetters } from '$lib/server/outreach/campaign-export-service';
import { logReply } from '$lib/server/outreach/campaign-reply-service';
import { findCampaign, stepsOf } from '$lib/server/outreach/campaign-repository';
import { logTouch, readProgress } from '$lib/server/outreach/campaign-results-service';
import { startCampaign } from '$lib/server/outreach/campaign-run-service';
import { createCampaign, readPopulation, saveCampaign } from '$lib/server/outreach/campaign-service';
import { saveStep } from '$lib/server/outreach/campaign-step-service';
import { replyByLink, unsubscribe } from '$lib/server/outreach/public-campaign-service';
import { sendCampaigns } from '$lib/server/outreach/send-campaigns';
import { app, begin, clock, DAY, drop, endAfterEach, from, idIn, post, tokenIn, world } from '../support/campaign-desk';
import { bounceMail, must, TEXTS } from '../support/campaign-world';

endAfterEach();

describe('own mailbox, other channels and results', () => {
  beforeEach(() => begin());

  it('exports what is planned, once and for all out of sending', async () => {
    const campaignId = await world.start({ sendBy: 'export' });
    await sendCampaigns(app);
    expect(post.taken).toHaveLength(0);
    const [step] = await stepsOf(app.db.read, campaignId);
    const first = must(await exportLetters(app, world.coordinator, { campaignId, stepId: step!.id }));
    expect(first.letters.map(({ email }) => email)).toEqual(world.contacts.map(({ email }) => email));
    expect(first.letters[0]!.body).toMatch(/\/reply\/[\w-]{43}/);
    const again = must(await exportLetters(app, world.coordinator, { campaignId, stepId: step!.id }));
    expect(again).toEqual(first);
    const token = tokenIn(first.letters[0]!.body, 'reply');
    must(await replyByLink(app, ANONYMOUS, { token, from, kind: 'yes' }));
    must(await unsubscribe(app, ANONYMOUS, { token: tokenIn(first.letters[1]!.body, 'unsubscribe'), from }));
    const later = must(await exportLetters(app, world.coordinator, { campaignId, stepId: step!.id }));
    expect(later.letters.map(({ email }) => email)).not.toContain(world.contacts[1]!.email);
  });

  it('counts by channel who was reached, who answered and after how long', async () => {
    const campaignId = await world.start({ channels: ['registrar', 'phone'], costs: { registrar: 300, phone: 900 } });
    await sendCampaigns(app);
    clock.forward(15 * DAY);
    const { recipients } = must(await readProgress(app, world.coordinator, { campaignId }));
    must(await logReply(app, world.coordinator, { campaignId, recipientId: recipients[0]!.id, kind: 'yes' }));
    must(await drop(bounceMail(idIn(1), world.contacts[1]!.email, '5.1.1')));
    const touch = { campaignId, channel: 'phone' as const, reachedOn: '2026-12-01', reply: null };
    must(await logTouch(app, world.coordinator, { ...touch, municipalityIds: [world.places[2]!.id] }));
    const { results } = must(await readProgress(app, world.coordinator, { campaignId }));
    expect(results).toEqual([
      {
        channel: 'registrar',
        tried: 3,
        reached: 2,
        replied: 1,
        medianDays: 15,
        met: 0,
        cost: 300,
        costPerMeeting: null
      },
      { channel: 'phone', tried: 1, reached: 1, replied: 0, medianDays: null, met: 0, cost: 900, costPerMeeting: null }
    ]);
    const ahead = await logTouch(app, world.coordinator, {
      ...touch,
      reachedOn: '2030-01-01',
      municipalityIds: [world.places[2]!.id]
    });
    expect(ahead.ok ? '' : ahead.problems[0]!.code).toBe('day-ahead');
  });
});

describe('bad input', () => {
  beforeEach(() => begin(2));
  const draft = async (change: Parameters<typeof createCampaign>[2] extends infer T ? Partial<T> : never = {}) =>
    must(await createCampaign(app, world.coordinator, { networkId: world.networkId, name: 'Draft', ...change }))
      .campaignId;
  const versionOf = async (id: string) => (await findCampaign(app.db.read, id))!.version;
  const write = async (campaignId: string, texts: object) =>
    saveStep(app, world.coordinator, {
      campaignId,
      version: await versionOf(campaignId),
      stepId: null,
      afterDays: 0,
      texts
    });

  it('an unknown merge field is refused by its name', async () => {
    const id = await draft();
    const refused = await write(id, { sv: { subject: 'Hej {kommun}', body: 'Hej {municipality}' } });
    expect(refused.ok ? [] : refused.problems).toMatchObject([
      { code: 'field-unknown', path: 'sv.subject', facts: { field: 'kommun' } }
    ]);
    expect(await stepsOf(app.db.read, id)).toEqual([]);
  });

  it('a campaign with nobody in it does not start, nor one in a language nobody wrote, nor one with a hole', async () => {
    const code = async (campaignId: string) => {
      const started = await startCampaign(app, world.coordinator, { campaignId, version: await versionOf(campaignId) });
      return started.ok ? 'started' : started.problems[0]!.code;
    };
    const empty = await draft({ filter: { ...NO_FILTER, targets: ['1000'], excluded: ['1000'] } });
    must(await write(empty, TEXTS));
    expect(await code(empty)).toBe('campaign-nobody');
    const unwritten = await draft();
    expect(await code(unwritten)).toBe('message-empty');
    must(await write(unwritten, { nl: { subject: 'Open data', body: 'Hallo' } }));
    expect(await code(unwritten)).toBe('language-missing');
    const hole = await draft();
    must(await write(hole, { sv: { subject: 'Län', body: 'I {county}' } }));
    expect(await code(hole)).toBe('field-empty');
    for (const id of [empty, unwritten, hole]) expect(await world.recipients(id)).toEqual([]);
  });

  it('addresses that are none are left out with the reason', async () => {
    await world.addContact(0, { name: 'Odd', email: 'a@b.example\r\nBcc: x@y.example' });
    await world.addContact(1, { name: 'None', email: '' });
    const { addressees, leftOut } = must(
      await readPopulation(app, world.coordinator, {
        networkId: world.networkId,
        channels: ['registrar'],
        roles: [],
        filter: NO_FILTER
      })
    );
    expect(addressees).toHaveLength(2);
    expect(leftOut.map(({ name, because }) => `${name} ${because}`).sort()).toEqual([
      'None no-email',
      'Odd address-invalid'
    ]);
  });

  it('a code that is not in the register is refused by name', async () => {
    const filter = { ...NO_FILTER, excluded: ['9999'] };
    const read = await readPopulation(app, world.coordinator, {
      networkId: world.networkId,
      channels: ['registrar'],
      roles: [],
      filter
    });
    expect(read.ok ? [] : read.problems).toMatchObject([
      { code: 'code-unknown', path: 'excluded', facts: { codes: '9999' } }
    ]);
  });

  it('a change over a colleague’s is refused, and so is another choice once it has started', async () => {
    const id = await world.start();
    const version = await versionOf(id);
    const stale = await saveCampaign(app, world.coordinator, { campaignId: id, version: version - 1, name: 'Other' });
    expect(stale.ok ? '' : stale.problems[0]!.code).toBe('campaign-changed');
    const late = await saveCampaign(app, world.coordinator, { campaignId: id, version, filter: NO_FILTER });
    expect(late.ok ? '' : late.problems[0]!.code).toBe('campaign-started');
  });
});
