import { beforeEach, describe, expect, it } from 'vitest';
import { ANONYMOUS } from '$lib/domain/identity/actor';
import { decideUncertain } from '$lib/server/outreach/campaign-reply-service';
import { findCampaign, stepsOf } from '$lib/server/outreach/campaign-repository';
import { readProgress } from '$lib/server/outreach/campaign-results-service';
import { turnCampaign } from '$lib/server/outreach/campaign-run-service';
import { previewMessage, sendTest } from '$lib/server/outreach/campaign-step-service';
import { planReminders } from '$lib/server/outreach/plan-reminders';
import { replyByLink } from '$lib/server/outreach/public-campaign-service';
import { sendCampaigns } from '$lib/server/outreach/send-campaigns';
import {
  app,
  begin,
  clock,
  DAY,
  drop,
  endAfterEach,
  from,
  idIn,
  mailFor,
  post,
  states,
  tokenIn,
  world
} from '../support/campaign-desk';
import { eml, must } from '../support/campaign-world';
import { mailTo } from '../support/test-people';

endAfterEach();

describe('a campaign by mail', () => {
  beforeEach(() => begin());

  it('reaches everybody once, with links of their own and the headers that keep machines quiet', async () => {
    const id = await world.start();
    await Promise.all([sendCampaigns(app), sendCampaigns(app)]);
    await sendCampaigns(app);
    expect(post.taken.map(({ to }) => to[0]).sort()).toEqual(world.contacts.map(({ email }) => email).sort());
    expect(await states(id)).toEqual(['sent', 'sent', 'sent']);
    const [mail] = mailFor(1);
    const message = (await world.messages(id)).find(({ id }) => id === idIn(1))!;
    expect(mail!.headers.get('auto-submitted')).toBe('auto-generated');
    expect(mail!.headers.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    expect(mail!.headers.get('list-unsubscribe')).toBe(
      `<http://127.0.0.1:3000/unsubscribe/${tokenIn(mail!.text, 'unsubscribe')}>`
    );
    expect(mail!.from).toBe(`answers+${message.id}@example.org`);
    expect(mail!.headers.get('reply-to')).toBe(`answers+${message.id}@example.org`);
    expect(mail!.text).toContain('Hej registrator\n\nVi vill träffa Place 1.');
    expect(new Set(post.taken.map(({ text }) => tokenIn(text, 'reply'))).size).toBe(3);
  });

  it('goes to no address twice, though two contacts have it', async () => {
    await world.addContact(0, { name: 'Again', email: world.contacts[0]!.email });
    await world.start();
    await sendCampaigns(app);
    expect(post.taken).toHaveLength(3);
  });

  it('keeps its pace over a sliding minute, also after a restart', async () => {
    const id = await world.start({ perMinute: 2 });
    for (let i = 0; i < 5; i++) await sendCampaigns(app);
    expect(post.taken).toHaveLength(2);
    clock.forward(61_000);
    await sendCampaigns(app);
    expect(post.taken).toHaveLength(3);
    expect(await states(id)).toEqual(['sent', 'sent', 'sent']);
  });

  it('waits while it is paused, and sends nothing any more once it is stopped', async () => {
    const campaignId = await world.start({ perMinute: 12 });
    await sendCampaigns(app);
    must(await turnCampaign(app, world.coordinator, { campaignId, to: 'pause' }));
    await sendCampaigns(app);
    expect(post.taken).toHaveLength(1);
    must(await turnCampaign(app, world.coordinator, { campaignId, to: 'resume' }));
    await sendCampaigns(app);
    expect(post.taken).toHaveLength(2);
    must(await turnCampaign(app, world.coordinator, { campaignId, to: 'stop' }));
    await sendCampaigns(app);
    expect(post.taken).toHaveLength(2);
  });

  it('is previewed word for word, and tested in one’s own mailbox with links that lead nowhere', async () => {
    const campaignId = await world.start();
    const [step] = await stepsOf(app.db.read, campaignId);
    const shown = must(await previewMessage(app, world.coordinator, { campaignId, stepId: step!.id, index: 1 }));
    expect(shown).toMatchObject({ index: 1, total: 3, holes: 0, letter: { municipality: 'Place 1', locale: 'sv' } });
    const { email } = must(await sendTest(app, world.coordinator, { campaignId, stepId: step!.id, index: 1 }));
    const [test] = await mailTo(app, email);
    expect(test!.subject).toBe('Test: Öppna data i Place 1');
    expect(test!.body).toContain('/reply/test');
  });
});

describe('reminders', () => {
  beforeEach(() => begin());

  it('come after their days, once, and stop at an answer', async () => {
    const id = await world.start({}, 2);
    await sendCampaigns(app);
    await planReminders(app);
    expect(await world.messages(id)).toHaveLength(3);
    must(await replyByLink(app, ANONYMOUS, { token: tokenIn(mailFor(0)[0]!.text, 'reply'), from, kind: 'no' }));
    // an acknowledgement by a machine is no answer
    const ack = { From: world.contacts[1]!.email, To: 'answers@example.org', 'Message-ID': '<a@x.example>' };
    must(
      await drop(
        eml(
          {
            ...ack,
            Subject: 'Ärende KS 2026/123',
            'Auto-Submitted': 'auto-replied',
            'In-Reply-To': `<${idIn(1)}@127.0.0.1>`
          },
          'Tack för ert mejl.'
        )
      )
    );
    clock.forward(6 * DAY);
    await planReminders(app);
    await sendCampaigns(app);
    expect(post.taken).toHaveLength(3);
    clock.forward(DAY);
    await Promise.all([planReminders(app), planReminders(app)]);
    await sendCampaigns(app);
    await sendCampaigns(app);
    expect([mailFor(0), mailFor(1), mailFor(2)].map((list) => list.length)).toEqual([1, 2, 2]);
    const { replies } = must(await readProgress(app, world.coordinator, { campaignId: id }));
    expect(replies.find(({ kind }) => kind === 'acknowledgement')).toMatchObject({
      caseNumber: 'KS 2026/123',
      excerpt: ''
    });
  });

  it('rest until the day somebody asked for, then go on', async () => {
    const id = await world.start({}, 1);
    await sendCampaigns(app);
    const token = tokenIn(mailFor(0)[0]!.text, 'reply');
    must(await replyByLink(app, ANONYMOUS, { token, from, kind: 'not-now', until: '2027-01-15' }));
    clock.forward(20 * DAY);
    await planReminders(app);
    await sendCampaigns(app);
    expect([mailFor(0).length, mailFor(1).length]).toEqual([1, 2]);
    clock.forward(40 * DAY);
    await planReminders(app);
    await sendCampaigns(app);
    expect(mailFor(0)).toHaveLength(2);
    expect((await world.messages(id)).filter(({ state }) => state === 'planned')).toEqual([]);
  });

  it('are held back while somebody’s words wait for a person', async () => {
    await world.start({}, 1);
    await sendCampaigns(app);
    const said = {
      From: 'Karin <karin@place0.example>',
      To: 'post@example.org',
      Subject: 'Sv: Öppna data',
      'Message-ID': '<k@x.example>'
    };
    expect(must(await drop(eml(said, 'Vi återkommer till er.')))).toMatchObject({
      what: 'waiting',
      municipalityId: world.places[0]!.id
    });
    clock.forward(8 * DAY);
    await planReminders(app);
    await sendCampaigns(app);
    expect([mailFor(0).length, mailFor(1).length]).toEqual([1, 2]);
  });
});

describe('a mail server that refuses', () => {
  it('for good bounces the message; for now, it is tried again later; and one refusal stops nobody else', async () => {
    let busy = true;
    await begin(3, {
      onRecipient: (address) =>
        address.includes('place0')
          ? Object.assign(new Error('no such user'), { responseCode: 550 })
          : address.includes('place1') && busy
            ? Object.assign(new Error('later'), { responseCode: 451 })
            : null
    });
    const id = await world.start();
    await sendCampaigns(app);
    expect(await states(id)).toEqual(['bounced', 'planned', 'sent']);
    busy = false;
    await sendCampaigns(app);
    expect(post.taken).toHaveLength(1);
    clock.forward(6 * 60_000);
    await sendCampaigns(app);
    expect(await states(id)).toEqual(['bounced', 'sent', 'sent']);
  });

  it('by breaking off after it was given the message leaves it uncertain until a person decides', async () => {
    await begin(1, { onData: () => 'cut' });
    const campaignId = await world.start();
    await sendCampaigns(app);
    expect(await states(campaignId)).toEqual(['uncertain']);
    clock.forward(DAY);
    await sendCampaigns(app);
    expect(post.taken).toHaveLength(1);
    const [message] = await world.messages(campaignId);
    must(await decideUncertain(app, world.coordinator, { campaignId, messageId: message!.id, as: 'again' }));
    await sendCampaigns(app);
    expect(post.taken).toHaveLength(2);
    expect(await states(campaignId)).toEqual(['uncertain']);
    must(await decideUncertain(app, world.coordinator, { campaignId, messageId: message!.id, as: 'arrived' }));
    expect(await states(campaignId)).toEqual(['sent']);
    const late = await decideUncertain(app, world.coordinator, { campaignId, messageId: message!.id, as: 'again' });
    expect(late.ok ? '' : late.problems[0]!.code).toBe('message-settled');
  });

  it('by breaking off before it was given the message costs nothing but time', async () => {
    await begin(1, { onRecipient: () => 'cut' });
    const id = await world.start();
    await sendCampaigns(app);
    expect(await world.messages(id)).toMatchObject([{ state: 'planned', attempts: 1 }]);
  });

  it('so many that something must be wrong pauses the campaign', async () => {
    await begin(15, { onRecipient: () => Object.assign(new Error('blocked'), { responseCode: 554 }) });
    const id = await world.start();
    await sendCampaigns(app);
    expect(await findCampaign(app.db.read, id)).toMatchObject({ state: 'paused', pausedBecause: 'lost' });
  });
});
