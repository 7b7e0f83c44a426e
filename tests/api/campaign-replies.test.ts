import { beforeEach, describe, expect, it } from 'vitest';
import { ANONYMOUS } from '$lib/domain/identity/actor';
import { readContents } from '$lib/server/db/contents';
import { listWaiting, sortReply } from '$lib/server/outreach/campaign-reply-service';
import { readProgress } from '$lib/server/outreach/campaign-results-service';
import { writeContact } from '$lib/server/outreach/contact-repository';
import { findOptOuts } from '$lib/server/outreach/opt-out-repository';
import { planReminders } from '$lib/server/outreach/plan-reminders';
import { readReplyPage, readUnsubscribe, replyByLink, unsubscribe } from '$lib/server/outreach/public-campaign-service';
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
import { bounceMail, eml, must } from '../support/campaign-world';

endAfterEach();

describe('the links in a mail', () => {
  beforeEach(async () => {
    await begin();
  });

  it('change nothing when a mail scanner follows them', async () => {
    await world.start();
    await sendCampaigns(app);
    const { text } = mailFor(0)[0]!;
    const before = await readContents(app.env.DATABASE_URL);
    must(await readReplyPage(app, ANONYMOUS, { token: tokenIn(text, 'reply'), from }));
    must(await readUnsubscribe(app, ANONYMOUS, { token: tokenIn(text, 'unsubscribe'), from }));
    expect(await readContents(app.env.DATABASE_URL)).toEqual(before);
  });

  it('record an answer once however often it is sent, and the last of several stands', async () => {
    const id = await world.start();
    await sendCampaigns(app);
    const token = tokenIn(mailFor(0)[0]!.text, 'reply');
    for (let i = 0; i < 3; i++) must(await replyByLink(app, ANONYMOUS, { token, from, kind: 'yes' }));
    must(await replyByLink(app, ANONYMOUS, { token, from, kind: 'not-now', until: '2027-03-01' }));
    const { replies, recipients } = must(await readProgress(app, world.coordinator, { campaignId: id }));
    expect(replies.map(({ kind }) => kind)).toEqual(['not-now', 'yes']);
    expect(recipients.find(({ municipality }) => municipality === 'Place 0')).toMatchObject({
      reply: 'not-now',
      restsUntil: '2027-03-01'
    });
  });

  it('open nothing with a letter changed, nor with a made-up one', async () => {
    await world.start();
    await sendCampaigns(app);
    const token = tokenIn(mailFor(0)[0]!.text, 'reply');
    for (const wrong of [`A${token.slice(1)}`, `${token.slice(0, 30)}A${token.slice(31)}`, 'x', token.repeat(2), '']) {
      if (wrong === token) continue;
      const read = await readReplyPage(app, ANONYMOUS, { token: wrong, from });
      expect(read.ok ? 'ok' : read.problems[0]!.code, wrong).toBe('link-unknown');
      expect((await unsubscribe(app, ANONYMOUS, { token: wrong, from })).ok).toBe(false);
    }
  });

  it('open for as many as a mail provider opens from one address; guesses are stopped', async () => {
    await world.start();
    await sendCampaigns(app);
    const token = tokenIn(mailFor(0)[0]!.text, 'reply');
    for (let i = 0; i < 200; i++) must(await readReplyPage(app, ANONYMOUS, { token, from }));
    const guess = `${token.slice(0, 30)}${token[30] === 'A' ? 'B' : 'A'}${token.slice(31)}`;
    let last = '';
    for (let i = 0; i < 130; i++) {
      const read = await readReplyPage(app, ANONYMOUS, { token: guess, from });
      last = read.ok ? 'ok' : read.problems[0]!.code;
    }
    expect(last).not.toBe('link-unknown');
    expect(last).not.toBe('ok');
  });

  it('unsubscribe at once: no reminder, no later campaign', async () => {
    await world.start({}, 1);
    await sendCampaigns(app);
    const token = tokenIn(mailFor(0)[0]!.text, 'unsubscribe');
    must(await unsubscribe(app, ANONYMOUS, { token, from }));
    must(await unsubscribe(app, ANONYMOUS, { token, from }));
    clock.forward(8 * DAY);
    await planReminders(app);
    await sendCampaigns(app);
    await world.start({ name: 'Autumn' });
    await sendCampaigns(app);
    expect([mailFor(0).length, mailFor(1).length]).toEqual([1, 3]);
  });

  it('unsubscribe the address the mail went to, not the one its person has got since', async () => {
    await world.start();
    await sendCampaigns(app);
    const [mailed] = world.contacts;
    const moved = { ...mailed!, email: 'kansli@place0.example', version: 2 };
    await app.db.write((tx) => writeContact(tx, moved));
    must(await unsubscribe(app, ANONYMOUS, { token: tokenIn(mailFor(0)[0]!.text, 'unsubscribe'), from }));
    const wishes = (email: string) =>
      findOptOuts(app, app.db.read, world.networkId, [{ kind: 'email', address: email }]);
    expect(await wishes(moved.email)).toEqual([]);
    expect(await wishes(mailed!.email)).toMatchObject([{ scope: 'campaigns', source: 'link' }]);
  });

  it('name the right person, who becomes a contact and is written to after one tap', async () => {
    const campaignId = await world.start();
    await sendCampaigns(app);
    const token = tokenIn(mailFor(0)[0]!.text, 'reply');
    const said = { kind: 'wrong-person' as const, name: 'Eva Berg', email: 'eva.berg@place0.example' };
    must(await replyByLink(app, ANONYMOUS, { token, from, ...said }));
    const [waiting] = must(await listWaiting(app, world.coordinator, { networkId: world.networkId }));
    expect(waiting).toMatchObject({ kind: 'wrong-person', namedName: 'Eva Berg', namedEmail: said.email });
    const addNamed = { name: 'Eva Berg', email: said.email };
    must(await sortReply(app, world.coordinator, { replyId: waiting!.id, kind: 'wrong-person', addNamed }));
    await sendCampaigns(app);
    expect(post.taken.at(-1)).toMatchObject({ to: [said.email] });
    expect(post.taken.at(-1)!.text).toContain('Hej Eva Berg');
    const { replies } = must(await readProgress(app, world.coordinator, { campaignId }));
    expect(replies[0]).toMatchObject({ namedName: '', namedEmail: '', kind: 'wrong-person' });
  });
});

describe('mail that comes back', () => {
  beforeEach(() => begin());

  it('is a bounce for good with 5.x, and one that may pass with 4.x', async () => {
    const id = await world.start({}, 1);
    await sendCampaigns(app);
    expect(must(await drop(bounceMail(idIn(0), world.contacts[0]!.email, '5.1.1')))).toMatchObject({ what: 'bounce' });
    expect(must(await drop(bounceMail(idIn(1), world.contacts[1]!.email, '4.2.2', 'delayed')))).toMatchObject({
      what: 'bounce'
    });
    expect(must(await drop(bounceMail(idIn(0), world.contacts[0]!.email, '5.1.1')))).toEqual({ what: 'again' });
    const messages = await world.messages(id);
    expect(messages.map(({ state, bounce }) => `${state} ${bounce}`).sort()).toEqual([
      'bounced hard',
      'sent null',
      'sent soft'
    ]);
    clock.forward(8 * DAY);
    await planReminders(app);
    await sendCampaigns(app);
    expect([mailFor(0).length, mailFor(1).length, mailFor(2).length]).toEqual([1, 2, 2]);
  });

  it('is believed only where it names what we sent: a report that names an address alone waits for a person', async () => {
    const id = await world.start({}, 1);
    await sendCampaigns(app);
    const elsewhere = '018f0000-0000-7000-8000-00000000beef';
    const taken = must(await drop(bounceMail(elsewhere, world.contacts[0]!.email, '5.1.1')));
    expect(taken).toMatchObject({ what: 'waiting', municipalityId: world.places[0]!.id });
    expect(await states(id)).toEqual(['sent', 'sent', 'sent']);
    const waiting = must(await listWaiting(app, world.coordinator, { networkId: world.networkId }));
    expect(waiting).toMatchObject([{ bounce: 'hard', bounceStatus: '5.1.1', matchedBy: 'address', kind: null }]);
    // until somebody has looked, nobody there is reminded
    clock.forward(8 * DAY);
    await planReminders(app);
    await sendCampaigns(app);
    expect([mailFor(0).length, mailFor(1).length]).toEqual([1, 2]);
    const { id: replyId } = waiting[0]!;
    must(await sortReply(app, world.coordinator, { replyId, kind: 'bounce' }));
    const [first] = (await world.messages(id)).filter(({ bounce }) => bounce !== null);
    expect(first).toMatchObject({ state: 'bounced', bounce: 'hard', because: '5.1.1' });
    expect(must(await listWaiting(app, world.coordinator, { networkId: world.networkId }))).toEqual([]);
  });

  it('is no bounce because somebody says so: a letter of words is none', async () => {
    await world.start();
    await sendCampaigns(app);
    const from = world.contacts[0]!.email;
    must(await drop(eml({ From: from, To: 'post@example.org', Subject: 'Sv', 'Message-ID': '<a@x.example>' }, 'Hej')));
    const [waiting] = must(await listWaiting(app, world.coordinator, { networkId: world.networkId }));
    const said = await sortReply(app, world.coordinator, { replyId: waiting!.id, kind: 'bounce' });
    expect(said.ok ? null : said.problems[0]!.code).toBe('not-a-bounce');
  });

  it('is matched by what it answers, by its address, by its municipality’s domain, else by a person', async () => {
    const campaignId = await world.start();
    await sendCampaigns(app);
    const answer = (from: string, id: string, more: Record<string, string> = {}) =>
      eml(
        { From: from, To: 'post@example.org', Subject: 'Sv', 'Message-ID': `<${id}@x.example>`, ...more },
        'Ja tack, gärna'
      );
    must(await drop(answer('eva@elsewhere.example', '1', { 'In-Reply-To': `<${idIn(2)}@127.0.0.1>` })));
    must(await drop(answer('registrator@place1.example', '2')));
    must(await drop(answer('chef@barn.place0.example', '3')));
    must(await drop(answer('somebody@nowhere.example', '4')));
    const waiting = must(await listWaiting(app, world.coordinator, { networkId: world.networkId }));
    expect(waiting.map(({ matchedBy, municipalityId, kind }) => [matchedBy, municipalityId, kind])).toEqual([
      ['reference', world.places[2]!.id, 'yes'],
      ['address', world.places[1]!.id, 'yes'],
      ['domain', world.places[0]!.id, 'yes'],
      [null, null, 'yes']
    ]);
    const { recipients } = must(await readProgress(app, world.coordinator, { campaignId }));
    const refused = await sortReply(app, world.coordinator, { replyId: waiting[3]!.id, kind: 'yes' });
    expect(refused.ok ? '' : refused.problems[0]!.code).toBe('recipient-missing');
    must(
      await sortReply(app, world.coordinator, { replyId: waiting[3]!.id, kind: 'no', recipientId: recipients[0]!.id })
    );
    must(await sortReply(app, world.coordinator, { replyId: waiting[0]!.id, kind: null }));
    expect(must(await listWaiting(app, world.coordinator, { networkId: world.networkId }))).toHaveLength(2);
    const after = must(await readProgress(app, world.coordinator, { campaignId }));
    expect(after.recipients[0]!.reply).toBe('no');
    for (const reply of after.replies.filter(({ sortedAt }) => sortedAt))
      expect(reply).toMatchObject({ excerpt: '', subject: '', fromAddress: '' });
  });

  it('is refused where it is no mail', async () => {
    const refused = await drop(new TextEncoder().encode('not a mail at all'));
    expect(refused.ok ? '' : refused.problems[0]!.code).toBe('mail-unreadable');
  });
});
