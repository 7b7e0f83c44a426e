import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createClient } from '@libsql/client';
import { eq } from 'drizzle-orm';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ERASED } from '$lib/domain/outreach/erase-words';
import { type Actor, OPERATOR } from '$lib/domain/identity/actor';
import type { Change } from '$lib/domain/sync/records';
import type { App } from '$lib/server/app';
import { fieldConflict } from '$lib/server/db/schema/clash';
import { contact } from '$lib/server/db/schema/contacts';
import { invitation } from '$lib/server/db/schema/identity';
import { erasure, optOut } from '$lib/server/db/schema/people';
import { meetingPhoto } from '$lib/server/db/schema/meeting-photos';
import { attendee, followUp, meeting } from '$lib/server/db/schema/outreach';
import { queueMail } from '$lib/server/mail/queue-mail';
import { backupFolder, startApp } from '$lib/server/start-app';
import { settleRestored } from '$lib/server/operations/after-restore';
import { restoreBackup, writeBackup } from '$lib/server/operations/backup';
import { databaseFile, filesBeside } from '$lib/server/operations/database-file';
import { readErasures } from '$lib/server/operations/erasure-list';
import { releaseHeldMail } from '$lib/server/operations/held-mail-service';
import { addressContactable } from '$lib/server/outreach/contactable';
import { eraseContact, previewErasure } from '$lib/server/outreach/erasure-service';
import { insertMeetingPhoto } from '$lib/server/outreach/meeting-photo-repository';
import { sendThanks } from '$lib/server/outreach/thanks-service';
import { importList } from '$lib/server/outreach/list-import-service';
import { redactionsOf } from '$lib/server/reporting/edition-repository';
import { unpackParts } from '$lib/server/reporting/edition-store';
import { insertComment, insertPiece } from '$lib/server/reporting/editorial-repository';
import { findEdition } from '$lib/server/reporting/repository';
import { mayBeContacted } from '$lib/domain/outreach/may-be-contacted';
import { pullChanges, pushCommands } from '$lib/server/sync/service';
import { envelope, push } from '../support/commands';
import { publishSmallEdition } from '../support/small-edition';
import { createTestApp, disposeTestApp } from '../support/test-app';
import { createTestNetwork, type TestNetwork } from '../support/test-network';

const NAME = 'Zebramarkör Qvistgaard';
const EMAIL = 'zebramark@example.org';
const SECOND = 'qvistgaard.z@example.org';
const PHONE = '+46701740611';
const WITHOUT = `Ask ${ERASED}, ${ERASED}`;
/** Whatever of these is left is a trace; in bytes, any case of a to z. */
const TRACES = ['zebramark', 'qvistgaard', '701740611', '0701740611', '070-174 06 11'];

let app: App;
let net: TestNetwork;
let kim: Extract<Actor, { kind: 'person' }>;
let lo: Extract<Actor, { kind: 'person' }>;
let folder: string;
let now = new Date('2026-11-22T10:00:00Z');

beforeAll(async () => {
  const bare = await createTestApp();
  folder = dirname(databaseFile(bare.env));
  const log = pino({ level: 'trace' }, pino.destination({ dest: join(folder, 'waymark.log'), sync: true }));
  app = { ...bare, log, now: () => now };
  disposable = bare;
  net = await createTestNetwork(app);
  [kim, lo] = [await net.enlist('coordinator'), await net.enlist('coordinator')];
});
let disposable: App;
afterAll(() => disposeTestApp(disposable));

async function send(actor: Actor, ...commands: unknown[]) {
  const result = await pushCommands(app, actor, push(commands));
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value.outcomes;
}
async function pulled(actor: Actor, since = 0): Promise<{ cursor: number; full: boolean; changes: Change[] }> {
  const result = await pullChanges(app, actor, { since });
  if (!result.ok) throw new Error('refused');
  return result.value;
}
async function made(fields: object): Promise<string> {
  const contactId = app.newId();
  const municipalityId = net.municipalities[0]!.id;
  const payload = { contactId, networkId: net.networkId, municipalityId, ...fields };
  expect(await send(kim, envelope('contact.set', payload))).toMatchObject([{ outcome: 'applied' }]);
  return contactId;
}
const aMeeting = (more: object) => ({
  ...{ meetingId: app.newId(), heldOn: '2026-11-01', form: 'call', municipalityIds: [net.municipalities[0]!.id] },
  ...{ attendees: [], background: '', workSoFar: '', exchange: '', conclusions: '', barriers: [], followUps: [] },
  ...more
});

function filesIn(at: string): string[] {
  return readdirSync(at).flatMap((name) => {
    const path = join(at, name);
    if (statSync(path).isDirectory()) return filesIn(path);
    return statSync(path).isFile() ? [path] : [];
  });
}
/** Files, and their names, in which something of the person is found. */
function tracesIn(at: string): string[] {
  return filesIn(at).flatMap((path) => {
    const bytes = readFileSync(path).toString('latin1').toLowerCase();
    return TRACES.filter((trace) => bytes.includes(trace) || path.includes(trace)).map((trace) => `${path}: ${trace}`);
  });
}

/** What analysts wrote of a report, in a draft and in an edition that corrects another. */
async function writtenAbout(text: string): Promise<string> {
  const { networkId, waveId } = net;
  const all = { en: text, sv: text, nl: text };
  const place = { chapter: 'summary', after: null };
  const paragraph = { kind: 'paragraph' as const, id: 'p1', place, text: all };
  const chapter = { kind: 'chapter' as const, id: 'c1', place, title: all, text: all };
  const picture = { kind: 'picture' as const, id: 'b1', place, sha256: 'a'.repeat(64), alt: all, caption: all };
  const rejected = { measure: 'm1', reason: text };
  const editorial = {
    ...{ format: 1, order: {}, hidden: [], texts: { f1: all }, rejected: [rejected] },
    additions: [paragraph, chapter, { ...picture, type: 'image/png', width: 1, height: 1 }]
  };
  const document = { blocks: [{ kind: 'prose', id: 'p1', parts: all }] };
  const material = { stories: [{ id: 's1', text: { en: text } }], boundaries: null };
  const correctsId = await publishSmallEdition(app, net, {});
  const corrects = { number: 2, correctsId, correction: all };
  const id = await publishSmallEdition(app, net, { editorial, document, material }, corrects);
  const pieces = [paragraph, chapter, picture, { kind: 'reject' as const, ...rejected }];
  const keys = ['add:p1', 'add:c1', 'add:b1', 'reject:m1'];
  await app.db.write(async (tx) => {
    for (const [i, content] of pieces.entries())
      await insertPiece(tx, { networkId, waveId, key: `${keys[i]}${id}`, version: 1, content, by: 'x', at: now });
    const comment = { networkId, waveId, block: 'p1', text, by: 'x', at: now, resolvedAt: null, resolvedBy: null };
    await insertComment(tx, { ...comment, id: app.newId() });
  });
  return id;
}

/** A person in every place a person can get into. */
async function livedIn(): Promise<{ contactId: string; merged: string; meetingId: string; other: string }> {
  const contactId = await made({ name: NAME, email: EMAIL, phone: PHONE, note: `${NAME} is best reached by mail` });
  const merged = await made({ name: 'Qvistgaard, Zebramarkör', email: SECOND });
  const other = await made({ name: 'Ola Berg', note: `Works with ${NAME}, ${EMAIL}` });
  const attending = { id: app.newId(), name: NAME, role: 'it', contactId };
  const byName = { id: app.newId(), name: 'Zebramarkör  Qvistgaard', role: 'it' };
  const [raisedId, followUpId] = [app.newId(), app.newId()];
  const log = aMeeting({
    attendees: [attending, byName, { id: app.newId(), name: 'Ola Berg', role: 'official' }],
    background: `Zebramarkör Qvistgaards team runs the geodata (070-174 06 11)`,
    barriers: [{ id: raisedId, barrierId: 'law', severity: 2, quote: `"No", said ${NAME}`, consent: 'anonymous' }],
    followUps: [{ id: followUpId, what: `Send the template to ${NAME}`, due: '2026-12-01' }],
    goalsMet: [{ id: app.newId(), what: `"Yes", said ${NAME}` }],
    ...{ nextContactOn: '2027-01-11', nextContactWhat: `Call ${NAME} on ${PHONE}` }
  });
  await send(kim, envelope('meeting.log', log));
  const municipalityId = log.municipalityIds[0];
  const correction = { correctionId: app.newId(), raisedId, municipalityId, kind: 'overcome' };
  const snooze = { followUpId, snoozeId: app.newId(), due: '2026-12-08', was: { due: '2026-12-01' } };
  const dataPerson = { municipalityId, contactId, personId: null, was: { contactId: null, personId: null } };
  const beside = await send(
    kim,
    envelope('barrier.correct', { ...correction, text: `${NAME} says so` }),
    envelope('follow-up.snooze', { ...snooze, reason: `${NAME} is away` }),
    envelope('data-person.set', dataPerson)
  );
  expect(beside.map(({ outcome }) => outcome)).toEqual(['applied', 'applied', 'applied']);
  const photo = {
    id: app.newId(),
    meetingId: log.meetingId,
    sha256: 'a',
    name: `${NAME}.jpg`,
    mediaType: 'image/jpeg'
  };
  const added = { size: 1, addedBy: kim.personId, addedAt: now, removedAt: null, removedBy: null };
  await app.db.write((tx) => insertMeetingPhoto(tx, { ...photo, ...added }, Uint8Array.of(1)));
  expect(
    (await sendThanks(app, kim, { meetingId: log.meetingId, contactIds: [contactId], subject: NAME, body: NAME })).ok
  ).toBe(true);
  // two who change the same thing: both values are kept
  const rename = (name: string) => ({ ...log, attendees: [{ ...attending, name }, ...log.attendees.slice(1)] });
  const was = { attendees: log.attendees };
  await send(kim, envelope('meeting.log', { ...rename(`${NAME}-Ek`), was }, { baseVersion: 1 }));
  await send(lo, envelope('meeting.log', { ...rename(NAME.toUpperCase()), was }, { baseVersion: 1 }));
  const set = (note: string) =>
    envelope('contact.set', { contactId, note, was: { note: `${NAME} is best reached by mail` } }, { baseVersion: 1 });
  await send(kim, set(`Call ${PHONE}`));
  await send(lo, set(`${NAME} moved`));
  await send(
    kim,
    envelope('contact.merge', { mergeId: app.newId(), keptId: contactId, goneId: merged, take: ['name'] })
  );
  await app.db.write(async (tx) => {
    for (const sentAt of [null, now]) {
      const mail = { networkId: net.networkId, recipient: EMAIL, subject: `To ${NAME}`, body: `Dear ${NAME}` };
      await queueMail(tx, app, mail);
      void sentAt;
    }
  });
  const list = async (kind: 'contacts' | 'meetings', text: string) => {
    const file = { kind, fileName: `${NAME}.csv`, bytes: new TextEncoder().encode(text), choices: { places: {} } };
    const given = { networkId: net.networkId, source: `From ${NAME}`, basis: 'consent' as const, pastDone: true };
    const done = await importList(app, kim, { ...file, ...given, present: 'replace' });
    expect(done.ok && done.value.importId).toBeTruthy();
  };
  // what an import changed keeps what was there before
  await list('contacts', `Name;E-mail;Note\n${NAME};${EMAIL};Likes lists\nOla Berg;;Likes lists too\n`);
  for (const said of [`Good, said ${NAME}`, 'Better'])
    await list(
      'meetings',
      `Date;Municipality;Form;Conclusions\n2026-11-01;${net.municipalities[0]!.code};Call;${said}\n`
    );
  return { contactId, merged, meetingId: log.meetingId, other };
}

describe('what is not a person’s alone', () => {
  const noteOf = async (id: string) =>
    (await app.db.read.select({ note: contact.note }).from(contact).where(eq(contact.id, id)))[0]?.note;

  it('stays where an office is erased: its name stands for the place', async () => {
    const office = await made({ name: 'Digital förvaltning', email: 'digital.office@example.org' });
    const other = await made({ name: 'Siv Demo', note: 'Ask Digital förvaltning, or digital.office@example.org' });
    expect((await eraseContact(app, kim, { contactId: office })).ok).toBe(true);
    expect(await noteOf(other)).toBe(`Ask Digital förvaltning, or ${ERASED}`);
  });

  it('stays where two share an address, and an invitation to the one who goes opens nothing', async () => {
    const [one, other] = [
      await made({ name: 'Ask Ekdemo', email: 'desk.demo@example.org' }),
      await made({ name: 'Bo Ekdemo', email: 'desk.demo@example.org', note: 'Via desk.demo@example.org' })
    ];
    const alone = await made({ name: 'Cia Ekdemo', email: 'cia.demo@example.org' });
    const id = app.newId();
    const times = { createdAt: now, expiresAt: new Date(now.getTime() + 1e9) };
    await app.db.write((tx) =>
      tx.insert(invitation).values({
        ...{ id, tokenHash: id, networkId: net.networkId, role: 'officer', email: 'cia.demo@example.org' },
        ...times
      })
    );
    await eraseContact(app, kim, { contactId: one });
    expect(await noteOf(other)).toBe('Via desk.demo@example.org');
    await eraseContact(app, kim, { contactId: alone });
    const [row] = await app.db.read.select().from(invitation).where(eq(invitation.id, id));
    expect(row?.revokedAt).toEqual(now);
  });
});

describe('a person who is erased', () => {
  it('is found nowhere: tables, log of changes, index, a backup made afterwards, the log', async () => {
    const { contactId, merged, meetingId, other } = await livedIn();
    const editionId = await writtenAbout(`Ask ${NAME}, ${EMAIL}`);
    const before = await pulled(kim);
    expect(tracesIn(folder).length).toBeGreaterThan(0);
    expect(await previewErasure(app, kim, { contactId })).toMatchObject({
      ok: true,
      value: { contacts: 2, meetings: 1, namesake: false, account: false }
    });
    const erased = await eraseContact(app, kim, { contactId });
    expect(erased).toMatchObject({ ok: true, value: { contacts: 2, meetings: 1 } });
    expect(tracesIn(folder)).toEqual([]);
    await writeBackup({ databaseUrl: app.env.DATABASE_URL, folder: backupFolder(app.env), reason: 'after', at: now });
    expect(tracesIn(folder)).toEqual([]);

    // the meeting, its facts and everybody else stay
    const [row] = await app.db.read.select().from(meeting).where(eq(meeting.id, meetingId));
    expect(row).toMatchObject({ heldOn: '2026-11-01', background: `${ERASED} team runs the geodata (${ERASED})` });
    const people = await app.db.read.select().from(attendee).where(eq(attendee.meetingId, meetingId));
    expect(people.map(({ name, role, contactId: id }) => [name, role, id]).sort()).toEqual([
      ['Ola Berg', 'official', null],
      [ERASED, 'it', null],
      [ERASED, 'it', null]
    ]);
    const promises = await app.db.read.select().from(followUp).where(eq(followUp.meetingId, meetingId));
    expect(promises.map(({ what }) => what).sort()).toEqual([
      `Call ${ERASED} on ${ERASED}`,
      `Send the template to ${ERASED}`
    ]);
    expect(row?.goalsMet).toMatchObject([{ what: `"Yes", said ${ERASED}` }]);
    const [photo] = await app.db.read.select().from(meetingPhoto).where(eq(meetingPhoto.meetingId, meetingId));
    expect(photo?.name).toBe(`${ERASED}.jpg`);
    const [colleague] = await app.db.read.select().from(contact).where(eq(contact.id, other));
    expect(colleague).toMatchObject({ name: 'Ola Berg', note: `Works with ${ERASED}, ${ERASED}` });

    // an edition: what stood in it is listed as taken out, and what is left is whole
    const edition = (await findEdition(app.db.read, editionId))!;
    expect(edition.correction).toEqual({ en: WITHOUT, sv: WITHOUT, nl: WITHOUT });
    const parts = await unpackParts(app.db.read, edition, ['editorial', 'document', 'material']);
    expect(parts.ok && JSON.stringify([...parts.value])).not.toMatch(/Qvistgaard|zebramark/i);
    const listed = await redactionsOf(app.db.read, editionId);
    const gone = ['b1', 'c1', 'correction-note', 'f1', 'p1', 'rejected.m1', 'story-s1'];
    expect(listed.map(({ block }) => block).sort()).toEqual(gone);
    expect(new Set(listed.map(({ kind }) => kind))).toEqual(new Set(['words']));

    // nor what two people wrote of them differently, however they spelt it
    expect(await app.db.read.select().from(fieldConflict).where(eq(fieldConflict.entityId, meetingId))).toEqual([]);

    // devices: what they have is replaced as a whole
    const after = await pulled(lo, before.cursor);
    expect(after.full).toBe(true);
    expect(JSON.stringify(after.changes).toLowerCase()).not.toContain('qvistgaard');
    expect(after.changes.some(({ id }) => id === contactId || id === merged)).toBe(false);
    expect(readErasures(app.env).map(({ id }) => id)).toEqual(expect.arrayContaining([contactId, merged]));
    // asked again, as after an answer that was lost
    expect(await eraseContact(app, kim, { contactId })).toMatchObject({ ok: true, value: { contacts: 0 } });
  });

  it('does not come back by what a device sends later', async () => {
    const contactId = await made({ name: NAME, email: EMAIL });
    await eraseContact(app, kim, { contactId });
    const again = envelope('contact.set', { contactId, networkId: net.networkId, name: NAME });
    expect(await send(lo, again)).toMatchObject([{ outcome: 'rejected', problems: [{ code: 'erased' }] }]);
    const log = aMeeting({ attendees: [{ id: app.newId(), name: NAME, role: 'it', contactId }] });
    expect(await send(lo, envelope('meeting.log', log))).toMatchObject([{ outcome: 'applied' }]);
    const [there] = await app.db.read.select().from(attendee).where(eq(attendee.meetingId, log.meetingId));
    expect(there).toMatchObject({ name: ERASED, contactId: null });
    expect(tracesIn(folder)).toEqual([]);
  });

  it('is not left in pages that were freed before deleting overwrote anything', async () => {
    const contactId = await made({ name: NAME, email: EMAIL });
    const raw = createClient({ url: `file:${databaseFile(app.env)}`, timeout: 5000 });
    await raw.execute('PRAGMA secure_delete = OFF');
    const text = `${NAME} `.repeat(400);
    await raw.execute({ sql: 'UPDATE contact SET note = ? WHERE id = ?', args: [text, contactId] });
    await raw.execute({ sql: "UPDATE contact SET note = '' WHERE id = ?", args: [contactId] });
    raw.close();
    await app.db.execute('PRAGMA wal_checkpoint(TRUNCATE)');
    await eraseContact(app, kim, { contactId });
    expect(tracesIn(folder)).toEqual([]);
  });

  it('stays refused where they had refused, and where nothing more than a hash is left of the address', async () => {
    const contactId = await made({ name: NAME, email: EMAIL, optedOutOn: '2026-10-01', optOutScope: 'campaigns' });
    const second = await made({ name: 'Qvistgaard Zebramarkör', email: SECOND });
    const reach = async (email: string) =>
      mayBeContacted(await addressContactable(app, app.db.read, net.networkId, { email }), 'mail');
    expect(await reach(EMAIL)).toMatchObject({ may: false, scope: 'campaigns' });
    await eraseContact(app, kim, { contactId });
    await eraseContact(app, kim, { contactId: second, block: true });
    expect(tracesIn(folder)).toEqual([]);
    expect(await reach(EMAIL)).toMatchObject({ may: false, scope: 'campaigns', on: '2026-10-01' });
    expect(await reach(SECOND)).toMatchObject({ may: false, scope: 'everything' });
    expect(await reach('somebody@example.org')).toMatchObject({ may: true });
    const rows = await app.db.read.select().from(optOut);
    expect(rows.map(({ address }) => address)).toEqual(rows.map(() => null));
  });

  it('leaves a namesake and their meetings alone', async () => {
    const contactId = await made({ name: 'Eva Ek', email: 'eva.ek@example.org' });
    const there = net.municipalities[1]!.id;
    const namesake = await made({ name: 'Eva Ek', municipalityId: there, email: 'other@example.org' });
    const mine = aMeeting({
      attendees: [{ id: app.newId(), name: 'Eva Ek', role: 'it', contactId }],
      background: 'Eva Ek told us'
    });
    const theirs = aMeeting({
      municipalityIds: [there],
      attendees: [{ id: app.newId(), name: 'Eva Ek', role: 'it', contactId: namesake }],
      background: 'Eva Ek told us'
    });
    await send(kim, envelope('meeting.log', mine), envelope('meeting.log', theirs));
    expect(await previewErasure(app, kim, { contactId })).toMatchObject({ ok: true, value: { namesake: true } });
    await eraseContact(app, kim, { contactId });
    const textOf = async (id: string) => (await app.db.read.select().from(meeting).where(eq(meeting.id, id)))[0];
    expect((await textOf(mine.meetingId))?.background).toBe(`${ERASED} told us`);
    expect((await textOf(theirs.meetingId))?.background).toBe('Eva Ek told us');
    const [other] = await app.db.read.select().from(attendee).where(eq(attendee.meetingId, theirs.meetingId));
    expect(other).toMatchObject({ name: 'Eva Ek', contactId: namesake });
  });

  it('with a name of one word, as a mailbox has, is not taken for a word that others write', async () => {
    const contactId = await made({ name: 'Diariet', email: 'diariet@example.org' });
    const log = aMeeting({ background: 'Diariet is slow, write to diariet@example.org' });
    await send(kim, envelope('meeting.log', log));
    await eraseContact(app, kim, { contactId });
    const [row] = await app.db.read.select().from(meeting).where(eq(meeting.id, log.meetingId));
    expect(row?.background).toBe(`Diariet is slow, write to ${ERASED}`);
  });

  it('is nobody’s to erase but the network’s own coordinators', async () => {
    const contactId = await made({ name: 'Per Ek' });
    const elsewhere = await createTestNetwork(app, 'Another');
    for (const actor of [
      await net.enlist('officer'),
      await net.enlist('analyst'),
      await elsewhere.enlist('coordinator')
    ])
      expect(await eraseContact(app, actor, { contactId })).toMatchObject({ problems: [{ code: 'forbidden' }] });
    expect(await app.db.read.select().from(contact).where(eq(contact.id, contactId))).toHaveLength(1);
  });
});

describe('an older backup put back', () => {
  it('has nobody in it who was erased since, no open session, and no mail that would go out again', async () => {
    const { contactId } = await livedIn();
    const { session } = await import('$lib/server/db/schema/identity');
    await app.db.write((tx) =>
      tx.insert(session).values({ id: 'open', personId: kim.personId, createdAt: now, expiresAt: now, endsAt: now })
    );
    await app.db.write((tx) =>
      queueMail(tx, app, { networkId: net.networkId, recipient: 'x@example.org', subject: 's', body: 'b' })
    );
    now = new Date(now.getTime() + 1000);
    const { folder: backup } = await writeBackup({
      ...{ databaseUrl: app.env.DATABASE_URL, folder: join(folder, 'older'), reason: 'asked', at: now }
    });
    await eraseContact(app, kim, { contactId, block: true });

    const env = { ...app.env, DATABASE_URL: join(folder, 'restored', 'waymark.db') };
    const { cpSync, mkdirSync } = await import('node:fs');
    mkdirSync(join(folder, 'restored'));
    // the list and its key are moved with the place, not with the backup
    for (const kind of ['erasures', 'addressKey'] as const) cpSync(filesBeside(app.env)[kind], filesBeside(env)[kind]);
    const done = await restoreBackup(backup, env.DATABASE_URL, (file) => settleRestored(file, env));
    expect(done).toMatchObject({ ok: true, value: { settled: { sessions: 1 } } });
    expect(done.ok && done.value.settled.erased).toBeGreaterThan(0);
    expect(done.ok && done.value.settled.mail).toBeGreaterThan(0);
    expect(tracesIn(join(folder, 'restored'))).toEqual([]);

    const restored = await startApp({ env, logTo: 2 });
    try {
      expect(await restored.db.read.select().from(contact).where(eq(contact.id, contactId))).toEqual([]);
      expect(await restored.db.read.select().from(session)).toEqual([]);
      const { dueMail } = await import('$lib/server/mail/repository');
      expect(await dueMail(restored.db.read, new Date('2030-01-01'), 10)).toEqual([]);
      // until a person has looked which of it went out before
      expect(await releaseHeldMail(restored, OPERATOR, { drop: false })).toMatchObject({ ok: true });
      const due = await dueMail(restored.db.read, new Date('2030-01-01'), 10);
      expect(due.map(({ recipient }) => recipient)).toEqual(['x@example.org']);
      const reach = await addressContactable(restored, restored.db.read, net.networkId, { email: EMAIL });
      expect(reach.optOuts.map(({ scope }) => scope)).toContain('everything');
      expect(mayBeContacted(reach, 'mail')).toMatchObject({ may: false });
    } finally {
      await restored.db.close();
    }
    expect(existsSync(`${env.DATABASE_URL}.partial`)).toBe(false);
  });

  it('copied into place by hand is put right at the next start, and a lost list is written again', async () => {
    const rows = await app.db.read.select().from(erasure);
    expect(rows.length).toBeGreaterThan(0);
    const { rmSync } = await import('node:fs');
    rmSync(filesBeside(app.env).erasures);
    const again = await startApp({ env: app.env, logTo: 2 });
    await again.db.close();
    expect(new Set(readErasures(app.env).map(({ id }) => id))).toEqual(new Set(rows.map(({ id }) => id)));
  });
});
