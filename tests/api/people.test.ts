import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '$lib/domain/identity/actor';
import { applyCommand } from '$lib/domain/sync/apply-command';
import type { OutboxItem } from '$lib/domain/sync/outbox';
import type { Change, ReadRecord } from '$lib/domain/sync/records';
import type { App } from '$lib/server/app';
import { contact } from '$lib/server/db/schema/contacts';
import { auditLog } from '$lib/server/db/schema/identity';
import { attendee, meeting } from '$lib/server/db/schema/outreach';
import { erasure } from '$lib/server/db/schema/people';
import { expireContacts } from '$lib/server/jobs/expire-contacts';
import { listContacts } from '$lib/server/outreach/contact-list-service';
import { addressContactable } from '$lib/server/outreach/contactable';
import { eraseContact } from '$lib/server/outreach/erasure-service';
import { exportPerson } from '$lib/server/outreach/person-service';
import { readRetention, setRetention } from '$lib/server/outreach/retention-service';
import { exportVcards, importVcards, previewVcards } from '$lib/server/outreach/vcard-service';
import { mayBeContacted } from '$lib/domain/outreach/may-be-contacted';
import { pullChanges, pushCommands } from '$lib/server/sync/service';
import { envelope, push } from '../support/commands';
import { createTestApp, disposeTestApp } from '../support/test-app';
import { createTestNetwork, type TestNetwork } from '../support/test-network';

let bare: App;
let app: App;
let net: TestNetwork;
let kim: Extract<Actor, { kind: 'person' }>;
let lo: Extract<Actor, { kind: 'person' }>;
let boss: Extract<Actor, { kind: 'person' }>;
let now = new Date('2026-11-22T10:00:00Z');

beforeAll(async () => {
  bare = await createTestApp();
  app = { ...bare, now: () => now };
});
afterAll(() => disposeTestApp(bare));
const fresh = async () => {
  net = await createTestNetwork(app, `Network ${app.newId()}`);
  [kim, lo, boss] = [
    await net.enlist('coordinator'),
    await net.enlist('coordinator'),
    await net.enlist('administrator')
  ];
};

async function send(actor: Actor, ...commands: unknown[]) {
  const result = await pushCommands(app, actor, push(commands));
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value.outcomes;
}
const code = (outcome: Awaited<ReturnType<typeof send>>[number] | undefined) =>
  outcome?.outcome === 'rejected' ? outcome.problems[0]!.code : outcome?.outcome;
async function made(fields: object = {}): Promise<string> {
  const contactId = app.newId();
  const place = { networkId: net.networkId, municipalityId: net.municipalities[0]!.id };
  expect(
    code((await send(kim, envelope('contact.set', { contactId, ...place, name: 'Karin Lund', ...fields })))[0])
  ).toBe('applied');
  return contactId;
}
const rowOf = async (id: string) => (await app.db.read.select().from(contact).where(eq(contact.id, id)))[0];
async function records(actor: Actor): Promise<Change[]> {
  const result = await pullChanges(app, actor, { since: 0 });
  if (!result.ok) throw new Error('refused');
  return result.value.changes;
}
const aMeeting = (contactId: string, heldOn = '2026-11-01') => ({
  ...{ meetingId: app.newId(), heldOn, form: 'call', municipalityIds: [net.municipalities[0]!.id] },
  attendees: [{ id: app.newId(), name: 'Karin Lund', role: 'it', contactId }],
  ...{ background: '', workSoFar: '', exchange: '', conclusions: '', barriers: [], followUps: [] }
});

describe('two contacts made one', () => {
  async function pair() {
    await fresh();
    const kept = await made({ email: 'karin@example.org', note: 'Mornings', stayInTouchDays: 90 });
    const gone = await made({
      name: 'Lund, Karin',
      email: 'k.lund@example.org',
      phone: '+4691214000',
      note: 'Fridays off'
    });
    const log = aMeeting(gone);
    await send(kim, envelope('meeting.log', log));
    const mergeId = app.newId();
    const merge = envelope('contact.merge', { mergeId, keptId: kept, goneId: gone, take: ['name'] });
    return { kept, gone, log, mergeId, merge };
  }
  const unmerge = (mergeId: string) => envelope('contact.unmerge', { mergeId });

  it('keeps what both said, moves the meetings, and is told to devices', async () => {
    const { kept, gone, log, mergeId, merge } = await pair();
    expect(code((await send(kim, merge))[0])).toBe('applied');
    expect(await rowOf(kept)).toMatchObject({
      ...{ name: 'Lund, Karin', email: 'karin@example.org', moreEmails: ['k.lund@example.org'], phone: '+4691214000' },
      ...{ note: 'Mornings\n\nFridays off', stayInTouchDays: 90, removedAt: null, version: 2 }
    });
    expect(await rowOf(gone)).toMatchObject({ removedAt: now, mergedInto: kept });
    const [there] = await app.db.read.select().from(attendee).where(eq(attendee.meetingId, log.meetingId));
    expect(there?.contactId).toBe(kept);
    const seen = await records(lo);
    expect(seen.find(({ id }) => id === log.meetingId)?.data).toMatchObject({
      version: 2,
      attendees: [{ contactId: kept }]
    });
    expect(seen.find(({ id }) => id === mergeId)).toMatchObject({
      entity: 'contact-merge',
      data: { keptId: kept, goneId: gone }
    });
    const officer = await records(await net.enlist('officer'));
    expect(officer.some(({ entity }) => entity === 'contact-merge' || entity === 'contact')).toBe(false);
    // what a device writes of the one that is gone stays there, with the reason
    const late = envelope('contact.set', { contactId: gone, note: 'X', was: { note: 'Fridays off' } });
    expect(code((await send(lo, late))[0])).toBe('merged-meanwhile');
    expect(code((await send(lo, envelope('contact.remove', { contactId: gone, removed: false })))[0])).toBe(
      'merged-meanwhile'
    );
  });

  it('is undone completely', async () => {
    const { kept, gone, log, mergeId, merge } = await pair();
    const before = [await rowOf(kept), await rowOf(gone)];
    await send(kim, merge);
    expect(code((await send(lo, unmerge(mergeId)))[0])).toBe('applied');
    const after = [await rowOf(kept), await rowOf(gone)];
    for (const [i, row] of after.entries()) {
      const { version: _v, updatedAt: _a, updatedBy: _b, ...content } = row!;
      expect(before[i]).toMatchObject(content);
    }
    const [there] = await app.db.read.select().from(attendee).where(eq(attendee.meetingId, log.meetingId));
    expect(there?.contactId).toBe(gone);
    // twice is once
    expect(code((await send(kim, unmerge(mergeId)))[0])).toBe('applied');
    expect((await rowOf(kept))?.version).toBe(after[0]!.version);
  });

  it('leaves alone what was changed since, and moves back only what it had moved', async () => {
    const { kept, gone, mergeId, merge } = await pair();
    await send(kim, merge);
    const since = envelope('contact.set', {
      contactId: kept,
      note: 'Since then',
      was: { note: 'Mornings\n\nFridays off' }
    });
    await send(lo, { ...since, baseVersion: 2 });
    const log = aMeeting(kept, '2026-11-20');
    await send(lo, envelope('meeting.log', log));
    await send(kim, unmerge(mergeId));
    expect(await rowOf(kept)).toMatchObject({ note: 'Since then', email: 'karin@example.org', moreEmails: null });
    expect(await rowOf(gone)).toMatchObject({ note: 'Fridays off', removedAt: null });
    const [there] = await app.db.read.select().from(attendee).where(eq(attendee.meetingId, log.meetingId));
    expect(there?.contactId).toBe(kept);
  });

  it('is refused where one is gone, where both are the same, and where a later merge lies on top', async () => {
    const { kept, gone, mergeId, merge } = await pair();
    const again = (more: object) =>
      envelope('contact.merge', { mergeId: app.newId(), keptId: kept, goneId: gone, take: [], ...more });
    expect(code((await send(kim, again({ goneId: kept })))[0])).toBe('same-contact');
    expect(code((await send(kim, again({ goneId: app.newId() })))[0])).toBe('not-found');
    await send(kim, merge);
    expect(code((await send(kim, again({})))[0])).toBe('removed-meanwhile');
    now = new Date(now.getTime() + 1000);
    const third = await made({ name: 'Third' });
    expect(code((await send(kim, again({ goneId: third })))[0])).toBe('applied');
    expect(code((await send(kim, unmerge(mergeId)))[0])).toBe('merged-since');
  });

  it('is on the device what it becomes on the server', async () => {
    const { kept, gone, mergeId, merge } = await pair();
    const base = new Map((await records(kim)).map((change) => [`${change.entity}/${change.id}`, change.data]));
    const read = ((entity: string, id: string) => base.get(`${entity}/${id}`) ?? undefined) as ReadRecord;
    const act = (command: ReturnType<typeof envelope>) => {
      const item = { seq: 1, key: 'x', envelope: command, state: 'waiting', ackedVersion: null, problems: [] };
      for (const change of applyCommand(item as unknown as OutboxItem, read, kim.personId))
        base.set(`${change.entity}/${change.id}`, change.data);
    };
    const shown = (id: string) => {
      const {
        version: _v,
        updatedAt: _a,
        updatedBy: _b,
        removedAt,
        ...rest
      } = base.get(`contact/${id}`) as never as Record<string, unknown>;
      return { ...rest, gone: removedAt !== null };
    };
    const served = async (id: string) => {
      const found = (await records(kim)).find((change) => change.id === id)!.data as never as Record<string, unknown>;
      const { version: _v, updatedAt: _a, updatedBy: _b, removedAt, ...rest } = found;
      return { ...rest, gone: removedAt !== null };
    };
    act(merge);
    await send(kim, merge);
    for (const id of [kept, gone]) expect(shown(id)).toEqual(await served(id));
    act(unmerge(mergeId));
    await send(kim, unmerge(mergeId));
    for (const id of [kept, gone]) expect(shown(id)).toEqual(await served(id));
  });
});

describe('a wish not to be contacted', () => {
  it('is kept for the address when the contact goes, and taken back with the contact where it was a slip', async () => {
    await fresh();
    const contactId = await made({ email: 'karin@example.org', optedOutOn: '2026-11-01', optOutScope: 'mail' });
    const reach = async () => addressContactable(app, app.db.read, net.networkId, { email: 'karin@example.org' });
    expect(mayBeContacted(await reach(), 'mail')).toMatchObject({ may: false, scope: 'mail', on: '2026-11-01' });
    // somebody else with this address is told so on every device
    const other = await made({ name: 'Eva Ek', email: 'karin@example.org' });
    const seen = (await records(lo)).find(({ id }) => id === other)?.data;
    expect(seen).toMatchObject({ optedOutOn: null, optOuts: [{ scope: 'mail', on: '2026-11-01' }] });
    await send(kim, envelope('contact.remove', { contactId, removed: true }));
    expect(mayBeContacted(await reach(), 'mail').may).toBe(false);
    await send(kim, envelope('contact.remove', { contactId, removed: false }));
    const slip = {
      contactId,
      optedOutOn: null,
      optOutScope: null,
      was: { optedOutOn: '2026-11-01', optOutScope: 'mail' }
    };
    await send(kim, envelope('contact.set', slip, { baseVersion: 3 }));
    expect(mayBeContacted(await reach(), 'mail').may).toBe(true);
  });
});

describe('a wish of somebody whose address changes or is shared', () => {
  const may = async (email: string) =>
    mayBeContacted(await addressContactable(app, app.db.read, net.networkId, { email }), 'mail').may;

  it('holds for the address they had, and for the one they have now', async () => {
    await fresh();
    const contactId = await made({ email: 'old@example.org', optedOutOn: '2026-11-01', optOutScope: 'mail' });
    const moved = { contactId, email: 'new@example.org', was: { email: 'old@example.org' } };
    await send(kim, envelope('contact.set', moved, { baseVersion: 1 }));
    expect([await may('old@example.org'), await may('new@example.org')]).toEqual([false, false]);
  });

  it('holds for an address that another has who asked for the same', async () => {
    await fresh();
    const wish = { email: 'shared@example.org', optedOutOn: '2026-11-01', optOutScope: 'mail' };
    const contactId = await made(wish);
    await made({ ...wish, name: 'Eva Ek' });
    const lifted = {
      contactId,
      optedOutOn: null,
      optOutScope: null,
      was: { optedOutOn: '2026-11-01', optOutScope: 'mail' }
    };
    await send(kim, envelope('contact.set', lifted, { baseVersion: 1 }));
    expect(await may('shared@example.org')).toBe(false);
  });
});

describe('the list of contacts', () => {
  it('comes by name, page by page, without gap or repetition, and follows filter and search', async () => {
    await fresh();
    const names = ['Öberg Åsa', 'Ek Anna', 'Ek Anna', 'Zetterlund Per', 'Berg Ola', 'Ärlig Eva', 'Lund Karin'];
    for (const [i, name] of names.entries())
      await made({
        name,
        role: i % 2 ? 'it' : 'officer',
        email: `p${i}@example.org`,
        note: i === 3 ? 'Geodata 50 %' : ''
      });
    const page = async (more: object) => {
      const result = await listContacts(app, kim, { networkId: net.networkId, ...more });
      if (!result.ok) throw new Error(JSON.stringify(result.problems));
      return result.value;
    };
    const all: string[] = [];
    for (let after = ''; ;) {
      const { contacts, next } = await page({ limit: 2, after });
      all.push(...contacts.map(({ name }) => name));
      if (!next) break;
      after = next;
    }
    // as a Swedish list has them
    expect(all).toEqual(['Berg Ola', 'Ek Anna', 'Ek Anna', 'Lund Karin', 'Zetterlund Per', 'Ärlig Eva', 'Öberg Åsa']);
    const named = async (more: object) => (await page(more)).contacts.map(({ name }) => name);
    expect(await named({ query: 'oberg as' })).toEqual(['Öberg Åsa']);
    expect(await named({ query: 'GEODATA' })).toEqual(['Zetterlund Per']);
    expect(await named({ query: 'anna', role: 'it' })).toEqual(['Ek Anna']);
    expect(await named({ query: '"; DROP TABLE contact; -- NEAR(' })).toEqual([]);
    expect(await named({ municipalityId: net.municipalities[1]!.id })).toEqual([]);
    const phone = await made({ name: 'With phone', phone: '+46701740611' });
    expect(await named({ query: '070-174 06' })).toEqual(['With phone']);
    expect(await named({ query: '+46 70 174' })).toEqual(['With phone']);
    await send(kim, envelope('contact.remove', { contactId: phone, removed: true }));
    expect(await named({ query: '070-174 06' })).toEqual([]);
    expect(await named({ removed: true })).toEqual(['With phone']);
    expect(await listContacts(app, kim, { networkId: net.networkId, after: app.newId() })).toMatchObject({
      problems: [{ code: 'after-unknown' }]
    });
    expect(await listContacts(app, kim, { networkId: net.networkId, limit: 1000 })).toMatchObject({ ok: false });
  });
});

describe('vCards', () => {
  const card = (lines: string[], version = '3.0') =>
    ['BEGIN:VCARD', `VERSION:${version}`, ...lines, 'END:VCARD', ''].join('\r\n');
  const input = (text: string, more: object = {}) => ({
    ...{
      networkId: net.networkId,
      bytes: new TextEncoder().encode(text),
      source: 'The county’s list',
      basis: 'public-task'
    },
    ...more
  });

  it('are shown first, then saved: new ones, more of known ones, and what cannot be read with its reason', async () => {
    await fresh();
    const known = await made({ name: 'Eva Ek', email: 'eva@example.org', source: 'A meeting' });
    const barred = await made({ name: 'Per Å', email: 'per@example.org' });
    await eraseContact(app, kim, { contactId: barred, block: true });
    const file = [
      card(['FN:Karin Löf', 'EMAIL:karin@example.org', 'ORG:Kommun 0115', 'UID:a-1']),
      card(['FN:Ek\\, Eva', 'EMAIL:EVA@example.org', 'TEL:0912-140 00', 'UID:a-2']),
      card(['FN:Per', 'EMAIL:per@example.org']),
      card(['FN:Old'], '2.1'),
      card(['FN:Twice', 'EMAIL:karin@example.org', 'UID:a-1'])
    ].join('');
    const preview = await previewVcards(app, kim, input(file));
    expect(preview.ok && preview.value.cards.map(({ action }) => action)).toEqual([
      ...['create', 'update', 'erased', 'unreadable', 'create']
    ]);
    expect((await records(kim)).filter(({ entity }) => entity === 'contact')).toHaveLength(1);
    const done = await importVcards(app, kim, input(file));
    // the last is about whoever the first one made
    expect(done.ok && done.value.cards.map(({ action }) => action)).toEqual([
      ...['create', 'update', 'erased', 'unreadable', 'same']
    ]);
    expect(await rowOf(known)).toMatchObject({ name: 'Eva Ek', phone: '+4691214000', source: 'A meeting', version: 2 });
    const id = done.ok ? done.value.cards[0]!.contactId! : '';
    expect(await rowOf(id)).toMatchObject({
      ...{ name: 'Karin Löf', municipalityId: net.municipalities[1]!.id, source: 'The county’s list' },
      ...{ basis: 'public-task', basisOn: '2026-11-22' }
    });
    const again = await importVcards(app, kim, input(file));
    expect(again).toMatchObject({ ok: true, value: { created: 0, updated: 0 } });
    // found by the card's own id although the address is another by now
    const moved = await previewVcards(app, kim, input(card(['FN:Karin Löf', 'EMAIL:new@example.org', 'UID:a-1'])));
    expect(moved).toMatchObject({ ok: true, value: { cards: [{ action: 'update', contactId: id }] } });
  });

  it('go out and come back to the same contacts', async () => {
    await fresh();
    const id = await made({
      email: 'karin@example.org',
      phone: '+4691214000;ext=12',
      note: 'a; b, c\nd',
      moreEmails: ['k@example.org']
    });
    for (const version of ['3.0', '4.0']) {
      const file = await exportVcards(app, kim, { networkId: net.networkId, version });
      expect(file.ok && file.value).toContain(`VERSION:${version}`);
      expect(
        await previewVcards(app, kim, input(file.ok ? file.value : '', { source: '', basis: null }))
      ).toMatchObject({
        ok: true,
        value: { cards: [{ action: 'same', contactId: id }] }
      });
    }
  });

  it('are refused as a whole where there is none, or a basis nobody knows', async () => {
    await fresh();
    expect(await importVcards(app, kim, input('name,mail'))).toMatchObject({ problems: [{ code: 'no-cards' }] });
    expect(await importVcards(app, kim, input(card(['FN:A']), { basis: 'because' }))).toMatchObject({
      problems: [{ code: 'basis-unknown' }]
    });
  });
});

describe('everything about a person', () => {
  it('is one document, and that it was asked for is noted', async () => {
    await fresh();
    const contactId = await made({
      email: 'karin@example.org',
      note: 'Mornings',
      optedOutOn: '2026-11-01',
      optOutScope: 'campaigns'
    });
    const other = await made({ name: 'Ola', note: `${'x'.repeat(300)} works with Karin Lund ${'y'.repeat(300)}` });
    const log = { ...aMeeting(contactId), followUps: [{ id: app.newId(), what: 'Send the guide', due: '2026-12-01' }] };
    await send(kim, envelope('meeting.log', log));
    const found = await exportPerson(app, kim, { contactId });
    if (!found.ok) throw new Error('refused');
    expect(found.value).toMatchObject({
      contacts: [{ name: 'Karin Lund', email: 'karin@example.org', municipality: 'Kommun 0114', note: 'Mornings' }],
      meetings: [{ heldOn: '2026-11-01', municipalities: ['Kommun 0114'], writtenDownAs: 'Karin Lund', role: 'it' }],
      promises: [{ what: 'Send the guide', due: '2026-12-01', done: false }],
      optOuts: [{ scope: 'campaigns', on: '2026-11-01' }],
      account: false
    });
    // what is said of them elsewhere, and not everything that is said there of others
    const text = found.value.texts.find(({ where }) => where === 'contact.note');
    expect(text?.around).toContain('works with Karin Lund');
    expect(text!.around.length).toBeLessThan(300);
    expect(other).toBeTruthy();
    const audit = await app.db.read.select().from(auditLog).where(eq(auditLog.subject, contactId));
    expect(audit.map(({ action }) => action)).toContain('contact:export-person');
    expect(JSON.stringify(audit)).not.toContain('Karin');
  });
});

describe('how long contacts are kept', () => {
  it('is decided by an administrator, shown with who goes next, and done by the job', async () => {
    await fresh();
    const rules = { networkId: net.networkId, untouchedMonths: 24, optedOutMonths: 6 };
    expect(await setRetention(app, kim, rules)).toMatchObject({ problems: [{ code: 'forbidden' }] });
    expect(await setRetention(app, boss, { ...rules, untouchedMonths: 3 })).toMatchObject({
      problems: [{ code: 'months-invalid', path: 'untouchedMonths' }]
    });
    const start = now;
    const idle = await made({ name: 'Idle Ida' });
    const out = await made({ name: 'Out Olle', email: 'olle@example.org', optedOutOn: '2026-11-22' });
    const met = await made({ name: 'Met Mia' });
    const removed = await made({ name: 'Removed Rut' });
    const past = aMeeting(removed);
    await send(kim, envelope('meeting.log', past), envelope('contact.remove', { contactId: removed, removed: true }));
    const names = async () => {
      const kept = await readRetention(app, kim, { networkId: net.networkId });
      return kept.ok ? kept.value.next.map(({ name, on, because }) => `${name} ${on} ${because}`) : [];
    };
    expect(await names()).toEqual(['Removed Rut 2026-12-22 removed']);
    expect(await setRetention(app, boss, rules)).toMatchObject({ ok: true });
    expect((await names()).slice(0, 2)).toEqual(['Removed Rut 2026-12-22 removed', 'Out Olle 2027-05-22 opted-out']);
    const gone = async () => Promise.all([idle, out, met, removed].map(async (id) => !(await rowOf(id))));

    const day = (iso: string) => (now = new Date(`${iso}T03:00:00Z`));
    day('2026-12-21');
    await expireContacts(app);
    expect(await gone()).toEqual([false, false, false, false]);
    day('2026-12-22');
    await expireContacts(app);
    expect(await gone()).toEqual([false, false, false, true]);
    // who was only removed from the contacts is still said to have been at the meeting
    const [there] = await app.db.read.select().from(attendee).where(eq(attendee.meetingId, past.meetingId));
    expect(there).toMatchObject({ name: 'Karin Lund', contactId: null });

    day('2027-05-22');
    await expireContacts(app);
    expect(await gone()).toEqual([false, true, false, true]);
    const reach = await addressContactable(app, app.db.read, net.networkId, { email: 'olle@example.org' });
    expect(mayBeContacted(reach, 'mail')).toMatchObject({ may: false, on: '2026-11-22' });

    day('2028-06-01');
    await send(kim, envelope('meeting.log', aMeeting(met, '2028-05-30')));
    day('2028-11-22');
    await expireContacts(app);
    expect(await gone()).toEqual([true, true, false, true]);
    expect(await names()).toEqual(['Met Mia 2030-05-30 untouched']);
    const rows = await app.db.read.select().from(erasure).where(eq(erasure.networkId, net.networkId));
    expect(rows.map(({ id, reason }) => [id, reason]).sort()).toEqual(
      [
        [idle, 'retention'],
        [out, 'retention'],
        [removed, 'removed']
      ].sort()
    );
    expect(await app.db.read.select().from(meeting).where(eq(meeting.networkId, net.networkId))).toHaveLength(2);
    now = start;
  });
});
