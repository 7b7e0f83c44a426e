import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterEach, describe, expect, it } from 'vitest';
import { mail } from '$lib/server/db/schema/mail';
import { meeting } from '$lib/server/db/schema/outreach';
import { findContact, writeContact } from '$lib/server/outreach/contact-repository';
import { eraseOne } from '$lib/server/outreach/erase-one';
import { updateMunicipality } from '$lib/server/register/repository';
import { invitationIn } from '../support/calendar-mail';
import { must } from '../support/campaign-world';
import { envelope } from '../support/commands';
import {
  app,
  begin,
  changed,
  colleague,
  deliver,
  end,
  kim,
  log,
  newPlan,
  only,
  plan,
  plans,
  records,
  send,
  world
} from '../support/plan-world';
import { actorOf, createMember } from '../support/test-people';

afterEach(end);

describe('planning a meeting', () => {
  it('invites by mail, tells of another time and of its end, under one UID and once for each change', async () => {
    await begin();
    const first = newPlan({
      invited: [
        { id: v7(), contactId: kim.id },
        { id: v7(), personId: colleague.personId }
      ]
    });
    const command = plan(first);
    expect(await send(world.coordinator, command)).toMatchObject([{ outcome: 'applied', version: 1 }]);
    expect(await send(world.coordinator, command)).toMatchObject([{ outcome: 'duplicate' }]);
    const sent = await deliver();
    expect(sent.map(({ to }) => to[0]).sort()).toEqual([expect.stringMatching(/^colleague-/), 'kim@place0.example']);
    const kims = sent.find(({ to }) => to[0] === 'kim@place0.example')!;
    const asked = await invitationIn(kims);
    expect(asked).toMatchObject({
      ...{ method: 'REQUEST', partMethod: 'REQUEST', sequence: 0, status: 'CONFIRMED', title: first.title },
      ...{ start: '2027-03-29T08:00:00.000Z', place: first.place, attendees: ['mailto:kim@place0.example'] }
    });
    expect(kims.headers.get('reply-to')).toBe(String(asked.organiser).replace('mailto:', ''));
    expect(kims.text).toContain('10:00');
    // what nobody outside has to know
    await send(world.coordinator, changed(first, { agenda: [{ id: v7(), text: 'Ask about licences' }] }));
    expect(await deliver()).toEqual([]);
    await send(world.coordinator, changed(first, { startsAt: '2027-03-26T10:00' }));
    const moved = await Promise.all((await deliver()).map(invitationIn));
    expect(moved).toHaveLength(2);
    for (const one of moved)
      expect(one).toMatchObject({ method: 'REQUEST', uid: asked.uid, sequence: 1, start: '2027-03-26T09:00:00.000Z' });
    await send(world.coordinator, envelope('meeting.cancel', { meetingId: first.meetingId, cancelled: true }));
    const off = await Promise.all((await deliver()).map(invitationIn));
    expect(off).toHaveLength(2);
    for (const one of off)
      expect(one).toMatchObject({
        method: 'CANCEL',
        partMethod: 'CANCEL',
        uid: asked.uid,
        sequence: 2,
        status: 'CANCELLED'
      });
    await send(world.coordinator, envelope('meeting.cancel', { meetingId: first.meetingId, cancelled: false }));
    expect((await Promise.all((await deliver()).map(invitationIn))).map(({ sequence }) => sequence)).toEqual([3, 3]);
    expect(await plans()).toMatchObject([{ state: 'planned', startsAt: '2027-03-26T10:00', agenda: [{}], version: 5 }]);
  });

  it('writes to nobody who does not want it, has no address, or changes their mind while it waits', async () => {
    await begin();
    const out = await world.addContact(0, { name: 'Lo', email: 'lo@place0.example', optedOutOn: '2026-11-01' });
    const none = await world.addContact(0, { name: 'Mo', email: '' });
    const mailings = await world.addContact(0, {
      ...{ name: 'Bo', email: 'bo@place0.example', optedOutOn: '2026-11-01', optOutScope: 'campaigns' as const }
    });
    const invited = [kim, out, none, mailings].map(({ id }) => ({ id: v7(), contactId: id }));
    await send(world.coordinator, plan(newPlan({ invited })));
    const [shown] = await plans();
    expect(invited.map(({ id }) => shown!.invited.find((one) => one.id === id)?.withheld)).toEqual([
      ...[undefined, 'opted-out', 'no-address', undefined]
    ]);
    const now = await findContact(app.db.read, kim.id);
    await app.db.write((tx) => writeContact(tx, { ...now!, optedOutOn: '2026-11-22', optOutScope: 'everything' }));
    // a wish against mailings is none against an appointment
    expect((await deliver()).map(({ to }) => to[0])).toEqual(['bo@place0.example']);
    const rows = await app.db.read.select().from(mail).where(eq(mail.recipient, 'kim@place0.example'));
    expect(rows).toMatchObject([{ sentAt: null, body: '', calendar: null, attempts: 0 }]);
    expect(rows[0]!.failedAt).not.toBeNull();
  });

  it('sends what is so now, not every step on the way to it', async () => {
    await begin();
    const first = newPlan();
    await send(world.coordinator, plan(first));
    await send(world.coordinator, changed(first, { place: 'Rum 4' }));
    const { invitation, mail: one } = await only();
    expect(invitation).toMatchObject({ method: 'REQUEST', sequence: 1, place: 'Rum 4' });
    expect(one.headers.get('subject')).not.toMatch(/Ändrat/);
    // who has not heard of it does not hear that it is off
    const second = newPlan();
    await send(world.coordinator, plan(second));
    await send(world.coordinator, envelope('meeting.cancel', { meetingId: second.meetingId, cancelled: true }));
    expect(await deliver()).toEqual([]);
    // who was told of the first place is, though the second never left
    await send(world.coordinator, changed({ ...first, place: 'Rum 4' }, { place: 'Rum 5' }));
    await send(world.coordinator, changed({ ...first, place: 'Rum 5' }, { invited: [] }));
    expect((await only()).invitation).toMatchObject({ method: 'CANCEL', uid: invitation.uid, sequence: 3 });
  });

  it('keeps both times where two coordinators move a meeting, and tells of the one that is chosen', async () => {
    await begin();
    const first = newPlan();
    await send(world.coordinator, plan(first));
    await deliver();
    await send(world.coordinator, changed(first, { startsAt: '2027-03-30T10:00' }));
    expect(await send(colleague, changed(first, { startsAt: '2027-03-31T10:00', place: 'Rum 9' }))).toMatchObject([
      { outcome: 'conflict' }
    ]);
    expect(await plans()).toMatchObject([{ startsAt: '2027-03-30T10:00', place: 'Rum 9' }]);
    const [clash] = await records('clash');
    expect(clash).toMatchObject({ of: 'planned-meeting', field: 'startsAt', value: '2027-03-31T10:00' });
    await deliver();
    const seen = { standing: '2027-03-30T10:00', other: '2027-03-31T10:00' };
    const settled = await send(
      world.coordinator,
      envelope('clash.settle', { clashId: clash!.id, choose: 'other', seen })
    );
    expect(settled).toMatchObject([{ outcome: 'applied' }]);
    expect((await only()).invitation.start).toBe('2027-03-31T08:00:00.000Z');
  });

  it('refuses what cannot be, and says what would be right', async () => {
    await begin();
    const code = async (change: Record<string, unknown>) => {
      const [outcome] = await send(world.coordinator, plan(newPlan(change)));
      return outcome!.outcome === 'rejected'
        ? outcome!.problems.map(({ code, path }) => `${code} ${path.replace(/^(commands\.0\.)?(payload\.)?/, '')}`)
        : 'applied';
    };
    expect(await code({ startsAt: '2027-03-28T02:30' })).toEqual(['no-such-time startsAt']);
    expect(await code({ startsAt: '2027-02-30T10:00' })).toEqual(['invalid startsAt']);
    expect(await code({ timeZone: 'Europe/Nowhere' })).toEqual(['invalid timeZone']);
    expect(await code({ title: 'One\r\nX-EVIL: 1' })).toEqual(['invalid title']);
    expect(await code({ place: 'One\nTwo' })).toEqual(['invalid place']);
    expect(await code({ municipalityIds: [] })).toEqual(['invalid municipalityIds']);
    expect(await code({ municipalityIds: [v7()] })).toEqual(['not-found municipalityIds.0']);
    expect(await code({ invited: [{ id: v7(), personId: v7() }] })).toEqual(['other-network invited.0']);
    expect(await code({ invited: [{ id: v7() }] })).toEqual(['invalid invited']);
    await app.db.write((tx) => updateMunicipality(tx, world.places[0]!.id, { validTo: '2026-12-31' }));
    expect(await code({})).toEqual(['merged-away municipalityIds.0']);
    const officer = await createMember(app, {
      ...{ networkId: world.networkId, role: 'officer', municipalityId: world.places[1]!.id },
      email: 'officer@example.org'
    });
    const refused = await send(
      await actorOf(app, officer.personId),
      plan(newPlan({ municipalityIds: [world.places[1]!.id] }))
    );
    expect(refused).toMatchObject([{ outcome: 'rejected' }]);
    expect(await plans(await actorOf(app, officer.personId))).toEqual([]);
    expect(await deliver()).toEqual([]);
  });

  it('becomes a meeting once it is logged, and counts as one only then', async () => {
    await begin();
    const first = newPlan();
    await send(world.coordinator, plan(first));
    expect(await app.db.read.select().from(meeting)).toEqual([]);
    expect(await records('meeting')).toEqual([]);
    expect(await send(world.coordinator, log(first.meetingId))).toMatchObject([{ outcome: 'applied' }]);
    expect(await records('meeting')).toMatchObject([{ id: first.meetingId }]);
    expect(await plans()).toMatchObject([{ id: first.meetingId, state: 'held' }]);
    expect(await send(world.coordinator, changed(first, { place: 'Rum 4' }))).toMatchObject([
      { outcome: 'rejected', problems: [{ code: 'meeting-held' }] }
    ]);
  });

  it('loses a guest who is erased, and nothing else', async () => {
    await begin();
    const agenda = [{ id: v7(), text: 'Kim Exempel knows the archive' }];
    const own = newPlan({ title: 'With Kim Exempel', agenda });
    // somebody else of that name, whose meetings stay as they are
    const other = await world.addContact(1, { name: 'Kim Exempel', email: 'kim@place1.example' });
    const theirs = newPlan({ title: 'With Kim Exempel', invited: [{ id: v7(), contactId: other.id }] });
    await send(world.coordinator, plan(own), plan({ ...theirs, municipalityIds: [world.places[1]!.id] }));
    const by = { networkId: world.networkId, reason: 'asked' as const, by: 'x', block: true };
    must(await eraseOne(app, world.coordinator, { contactId: kim.id, ...by }));
    const after = new Map((await plans()).map((one) => [one.id, one]));
    expect(after.get(own.meetingId)).toMatchObject({ place: 'Stadshuset, rum 3', invited: [] });
    expect(JSON.stringify(after.get(own.meetingId))).not.toContain('Kim');
    expect(after.get(theirs.meetingId)).toMatchObject({
      title: 'With Kim Exempel',
      invited: [{ contactId: other.id }]
    });
    expect((await deliver()).map(({ to }) => to[0])).toEqual(['kim@place1.example']);
    // one who was chosen on a device that did not know of it
    const late = newPlan();
    await send(world.coordinator, plan(late));
    expect((await plans()).find(({ id }) => id === late.meetingId)).toMatchObject({ invited: [] });
  });
});
