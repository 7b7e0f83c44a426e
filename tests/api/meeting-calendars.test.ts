import hoodiecrow from 'hoodiecrow-imap';
import ICAL from 'ical.js';
import { v7 } from 'uuid';
import { afterEach, describe, expect, it } from 'vitest';
import { ANONYMOUS, type Actor } from '$lib/domain/identity/actor';
import type { PlannedMeetingRecord } from '$lib/domain/sync/planned-records';
import { auditLog } from '$lib/server/db/schema/identity';
import { remindPlannedMeetings } from '$lib/server/jobs/remind-planned-meetings';
import { dropMailFile } from '$lib/server/outreach/campaign-reply-service';
import { readMailFolder } from '$lib/server/outreach/read-folder';
import { createCalendarFeed } from '$lib/server/roadmap/calendar-service';
import { readCalendar } from '$lib/server/roadmap/public-calendar-service';
import { GET as serveCalendar } from '../../src/routes/(public)/calendar/[token].ics/+server';
import { calendarReply, invitationIn } from '../support/calendar-mail';
import { must } from '../support/campaign-world';
import { answerCommand, envelope } from '../support/commands';
import {
  app,
  begin,
  changed,
  clock,
  colleague,
  deliver,
  end,
  log,
  newPlan,
  only,
  plan,
  plans,
  records,
  send,
  world
} from '../support/plan-world';
import { createTestNetwork } from '../support/test-network';

afterEach(end);

describe('answers to an invitation', () => {
  const reply = (all: PlannedMeetingRecord[]) => all[0]!.invited[0]!.reply;

  it('are put down from the mail folder and from a file, the newest one counts', async () => {
    const start = clock.now().getTime();
    clock.forward(Date.parse('2026-12-01T12:00:00Z') - start);
    const imap = hoodiecrow({ plugins: ['ID', 'ENABLE'], storage: { INBOX: { messages: [] } } });
    await new Promise<void>((resolve) => imap.listen(0, '127.0.0.1', resolve));
    try {
      const { port } = imap.server.address() as { port: number };
      await begin({
        IMAP_URL: `imap://testuser:testpass@127.0.0.1:${port}/INBOX`,
        CAMPAIGN_REPLY_TO: 'meetings+{token}@example.org'
      });
      await send(world.coordinator, plan(newPlan()));
      const { invitation, mail: one } = await only();
      expect(invitation.organiser).toBe('mailto:meetings+meeting@example.org');
      expect(one.headers.get('reply-to')).toBe('meetings+meeting@example.org');
      const say = (partstat: string, more = {}) => calendarReply(invitation, 'kim@place0.example', partstat, more);
      imap.appendMessage('INBOX', [], false, new TextDecoder('latin1').decode(say('ACCEPTED')));
      await readMailFolder(app);
      expect(reply(await plans())).toBe('accepted');
      const drop = async (bytes: Uint8Array) =>
        must(await dropMailFile(app, world.coordinator, { networkId: world.networkId, bytes }));
      expect(await drop(say('DECLINED', { stamp: '20261130T080000Z' }))).toMatchObject({
        what: 'invitation',
        again: true
      });
      expect(reply(await plans())).toBe('accepted');
      expect(await drop(say('TENTATIVE', { stamp: '20261201T120000Z' }))).toMatchObject({ again: false });
      expect(reply(await plans())).toBe('tentative');
      expect(await drop(say('ACCEPTED', { stamp: '20261201T180000Z', method: 'COUNTER' }))).toMatchObject({
        again: false
      });
      // an answer with a number that was never sent, from a time to come, does not make the true one after it older
      const ahead = { ...invitation, sequence: 9007199254740991 };
      await drop(calendarReply(ahead, 'kim@place0.example', 'DECLINED', { stamp: '20991231T000000Z' }));
      clock.forward(2 * 24 * 60 * 60 * 1000);
      expect(await drop(say('ACCEPTED', { stamp: '20261206T080000Z' }))).toMatchObject({ again: false });
      expect(reply(await plans())).toBe('accepted');
    } finally {
      clock.forward(start - clock.now().getTime());
      await new Promise<void>((resolve) => imap.close(() => resolve()));
    }
  });

  it('count for the invitation they answer, and from nobody else', async () => {
    await begin();
    const first = newPlan();
    await send(world.coordinator, plan(first));
    const { invitation } = await only();
    const drop = async (bytes: Uint8Array) =>
      must(await dropMailFile(app, world.coordinator, { networkId: world.networkId, bytes })).what;
    expect(await drop(calendarReply(invitation, 'stranger@example.net', 'ACCEPTED'))).not.toBe('invitation');
    const other = { ...invitation, uid: invitation.uid.replace('@', '@other.') };
    expect(await drop(calendarReply(other, 'kim@place0.example', 'ACCEPTED'))).not.toBe('invitation');
    expect(reply(await plans())).toBeUndefined();
    // a calendar that answers under another address than it writes from
    const alias = calendarReply(invitation, 'k.exempel@alias.example', 'ACCEPTED', { from: 'kim@place0.example' });
    expect(await drop(alias)).toBe('invitation');
    expect((await plans())[0]!.invited[0]).toMatchObject({ reply: 'accepted', mailed: true });
    await send(world.coordinator, changed(first, { startsAt: '2027-04-02T10:00' }));
    expect((await plans())[0]!.invited[0]).toMatchObject({ reply: 'accepted', stale: true });
  });
});

describe('the calendar of a person', () => {
  const feed = async (actor: Actor) => {
    const { address } = must(await createCalendarFeed(app, actor, {}));
    return /\/calendar\/([\w-]{43})\.ics$/.exec(address)![1]!;
  };
  const events = async (token: string) => {
    const read = must(await readCalendar(app, ANONYMOUS, { token, address: '192.0.2.1' }));
    const calendar = new ICAL.Component(ICAL.parse(read.file) as unknown[]);
    const zone = calendar.getFirstSubcomponent('vtimezone');
    return calendar.getAllSubcomponents('vevent').map((component) => {
      const event = new ICAL.Event(component);
      if (zone && !event.startDate.isDate) event.startDate.zone = new ICAL.Timezone(zone);
      return { uid: event.uid, title: event.summary, at: event.startDate.toJSDate().toISOString(), event };
    });
  };

  it('holds the meetings one organises or is invited to, and what one has promised, and nobody’s name', async () => {
    await begin();
    const [mine, ours] = [newPlan(), newPlan({ startsAt: '2027-11-01T10:00', title: 'Ours' })];
    const invited = [{ id: v7(), personId: colleague.personId }];
    await send(world.coordinator, plan(mine), plan({ ...ours, invited }));
    const promise = { id: v7(), what: 'Send the template', due: '2027-01-31' };
    await send(colleague, log(v7(), { followUps: [promise] }));
    const [own, theirs] = [await feed(world.coordinator), await feed(colleague)];
    expect((await events(own)).map(({ title, at }) => [title, at])).toEqual([
      [mine.title, '2027-03-29T08:00:00.000Z'],
      ['Ours', '2027-11-01T09:00:00.000Z']
    ]);
    expect((await events(theirs)).map(({ title }) => title)).toEqual(['Send the template', 'Ours']);
    const { file } = must(await readCalendar(app, ANONYMOUS, { token: own, address: '192.0.2.1' }));
    expect(file).not.toMatch(/Kim|@place0/);
    // the invitation and the calendar speak of one thing
    const [asked] = await Promise.all((await deliver()).map(invitationIn));
    expect((await events(own)).map(({ uid }) => uid)).toContain(asked!.uid);
    await send(world.coordinator, envelope('meeting.cancel', { meetingId: mine.meetingId, cancelled: true }));
    expect((await events(own)).map(({ title }) => title)).toEqual(['Ours']);
    // what has not changed is not sent again
    const ask = async (known?: string) =>
      (await serveCalendar({
        ...{ locals: { app, actor: ANONYMOUS }, params: { token: own }, getClientAddress: () => '192.0.2.1' },
        request: new Request('http://127.0.0.1/', known ? { headers: { 'if-none-match': known } } : {})
      } as never)) as Response;
    const served = await ask();
    const again = await ask(`"other", ${served.headers.get('etag')}`);
    expect([served.status, again.status, await again.text()]).toEqual([200, 304, '']);
    expect((await ask('"other"')).status).toBe(200);
    // an address that was given up opens nothing
    const newer = await feed(world.coordinator);
    expect((await readCalendar(app, ANONYMOUS, { token: own, address: '192.0.2.1' })).ok).toBe(false);
    expect((await ask(served.headers.get('etag')!)).status).toBe(404);
    expect(await events(newer)).toHaveLength(1);
    const rows = await app.db.read.select({ action: auditLog.action }).from(auditLog);
    expect(rows.filter(({ action }) => action === 'calendar:make')).toHaveLength(3);
  });

  it('reminds colleagues of a meeting the day before, once for each date, and no guest', async () => {
    await begin();
    const later = newPlan({ startsAt: '2026-11-25T10:00', invited: [{ id: v7(), personId: colleague.personId }] });
    await send(world.coordinator, plan(later), plan(newPlan({ startsAt: '2026-11-25T11:00' })));
    await deliver();
    await remindPlannedMeetings(app);
    expect(await deliver()).toEqual([]);
    clock.forward(2.5 * 24 * 60 * 60 * 1000);
    await remindPlannedMeetings(app);
    await remindPlannedMeetings(app);
    const to = (await deliver()).map((one) => one.to[0]!.replace(/-.*/, '')).sort();
    expect(to).toEqual(['colleague', 'desk', 'desk']);
  });
});

describe('what a coordinator’s device knows for an agenda', () => {
  it('are the next steps of what was submitted, and of a draft only that there is one', async () => {
    await begin();
    const net = await createTestNetwork(app);
    const officer = await net.enlist('officer');
    const [coordinator, analyst] = [await net.enlist('coordinator'), await net.enlist('analyst')];
    const id = net.municipalities[0]!.assessmentId;
    const next = async (who: Actor) => (await records('assessment', who)).find((one) => one.id === id)?.next;
    await send(officer, envelope('assessment.open', { assessmentId: id }), answerCommand(id));
    expect(await next(coordinator)).toBeUndefined();
    await send(officer, envelope('assessment.submit', { assessmentId: id }));
    const steps = (await next(coordinator))!;
    expect(steps).toHaveLength(3);
    expect(steps).not.toContain('mandate-first-decision');
    expect([await next(analyst), await next(officer)]).toEqual([undefined, undefined]);
  });
});
