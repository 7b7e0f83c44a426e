import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '$lib/domain/identity/actor';
import type { MeetingLog } from '$lib/domain/outreach/commands';
import { wholeKnowledge } from '$lib/domain/outreach/meeting-parts';
import { nextContactId } from '$lib/domain/outreach/next-contact';
import { ok, type Problem } from '$lib/domain/shared/result';
import type { Outcome } from '$lib/domain/sync/protocol';
import type { Entity, Records } from '$lib/domain/sync/records';
import type { App } from '$lib/server/app';
import { fileContent, wave } from '$lib/server/db/schema/assessment';
import { auditLog } from '$lib/server/db/schema/identity';
import { mail } from '$lib/server/db/schema/mail';
import { municipality, succession } from '$lib/server/db/schema/register';
import { receivePiece } from '$lib/server/files/upload-service';
import { removeExpired } from '$lib/server/jobs/remove-expired';
import { shippedModels } from '$lib/server/model/seed';
import { readMeetingPhoto } from '$lib/server/outreach/meeting-photo-service';
import { previewThanks, sendThanks } from '$lib/server/outreach/thanks-service';
import { gatherWave } from '$lib/server/reporting/gather';
import { pullChanges, pushCommands } from '$lib/server/sync/service';
import { envelope, push } from '../support/commands';
import { createTestApp, disposeTestApp, testClock } from '../support/test-app';
import { createTestNetwork, type TestNetwork } from '../support/test-network';

type Person = Extract<Actor, { kind: 'person' }>;
const DAY = 24 * 60 * 60 * 1000;
const clock = testClock();
let app: App;
let net: TestNetwork;
let [eva, kim, officer] = [] as unknown as [Person, Person, Person];
beforeAll(async () => {
  app = await createTestApp({ now: clock.now });
  net = await createTestNetwork(app);
  [eva, kim] = [await net.enlist('coordinator'), await net.enlist('coordinator')];
  officer = await net.enlist('officer');
});
afterAll(() => disposeTestApp(app));

async function send(actor: Actor, type: string, payload: unknown, more = {}): Promise<Outcome> {
  const result = await pushCommands(app, actor, push([envelope(type, payload, more)]));
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value.outcomes[0]!;
}
const codeOf = (outcome: Outcome) => (outcome.outcome === 'rejected' ? outcome.problems[0]!.code : outcome.outcome);
async function record<E extends Entity>(entity: E, id: string, actor: Actor = eva): Promise<Records[E] | undefined> {
  const pull = await pullChanges(app, actor, { since: 0 });
  if (!pull.ok) throw new Error('refused');
  const found = pull.value.changes.find((change) => change.entity === entity && change.id === id);
  return (found?.data as Records[E] | null) ?? undefined;
}

let meetingId: string;
let promise: string;
const log = (more: Partial<MeetingLog> = {}): MeetingLog => ({
  meetingId,
  heldOn: '2026-11-20',
  form: 'visit',
  municipalityIds: [net.municipalities[0]!.id],
  attendees: [],
  ...{ background: '', workSoFar: '', exchange: '', conclusions: '' },
  barriers: [],
  followUps: [],
  ...more
});
beforeEach(() => ([meetingId, promise] = [v7(), v7()]));

describe('what a meeting says beside its words', () => {
  const knowledge: MeetingLog['knowledge'] = [{ id: 'licences', before: 'none', after: 'some' }];

  it('comes to every coordinator, and nothing of it to an officer', async () => {
    const goalsMet = [{ id: v7(), what: 'They make an inventory' }];
    const parts = { interestBefore: 2, interestAfter: 4, knowledge, goalsMet, nextContactOn: '2027-01-11' };
    expect(codeOf(await send(eva, 'meeting.log', log(parts)))).toBe('applied');
    expect(await record('meeting', meetingId, kim)).toMatchObject({
      ...parts,
      knowledge: [{ id: 'benefit', before: null, after: null }, ...knowledge!, { id: 'obstacles' }]
    });
    expect(await record('meeting', meetingId, officer)).toBeUndefined();
  });

  it('is put together field by field, and kept twice where two differ', async () => {
    await send(eva, 'meeting.log', log({ interestBefore: 2, knowledge }));
    const seen = [{ id: 'licences', before: 'none', after: 'some' }];
    const other = { ...log({ interestBefore: 2 }), knowledge: [{ id: 'licences', before: 'none', after: 'enough' }] };
    await send(kim, 'meeting.log', { ...other, was: { knowledge: seen } }, { baseVersion: 1 });
    const late = { ...log({ interestBefore: 5 }), knowledge: [{ id: 'licences', before: 'some', after: 'none' }] };
    const outcome = await send(eva, 'meeting.log', { ...late, was: { knowledge: seen, interestBefore: 2 } });
    expect(outcome.outcome).toBe('conflict');
    const meeting = await record('meeting', meetingId);
    expect(meeting?.interestBefore).toBe(5);
    expect(meeting?.knowledge?.[1]).toEqual({ id: 'licences', before: 'some', after: 'enough' });
    const pull = await pullChanges(app, kim, { since: 0 });
    const clashes = pull.ok ? pull.value.changes.filter(({ entity }) => entity === 'clash') : [];
    expect(clashes.map(({ data }) => data)).toMatchObject([{ field: 'knowledge.licences.after', value: 'none' }]);
    const clashId = clashes[0]!.id;
    const settled = { clashId, choose: 'other', seen: { standing: 'enough', other: 'none' } };
    expect(codeOf(await send(kim, 'clash.settle', settled))).toBe('applied');
    expect((await record('meeting', meetingId))?.knowledge?.[1]?.after).toBe('none');
  });

  it('stays when a device of an earlier release changes the meeting', async () => {
    await send(eva, 'meeting.log', log({ interestAfter: 4, knowledge, nextContactOn: '2027-01-11' }));
    const old = { ...log({ conclusions: 'Ready.' }), was: { conclusions: '' } };
    expect(codeOf(await send(kim, 'meeting.log', old, { baseVersion: 1 }))).toBe('applied');
    expect(codeOf(await send(kim, 'meeting.log', log({ exchange: 'Much.' }), { baseVersion: 2 }))).toBe('applied');
    const meeting = await record('meeting', meetingId);
    expect(meeting).toMatchObject({ interestAfter: 4, nextContactOn: '2027-01-11', exchange: 'Much.' });
    expect(meeting?.knowledge?.[1]?.after).toBe('some');
  });

  const quoted = (severity: number, consent: 'yes' | 'no' | 'anonymous') => ({
    barriers: [{ id: v7(), barrierId: 'no-budget', severity, quote: 'Nobody asked us.', consent }]
  });
  it.each<[string, Partial<MeetingLog>]>([
    ...(['official', 'manager', 'politician', 'it', 'other'] as const).map((role): [string, Partial<MeetingLog>] => [
      `somebody there as ${role}`,
      { attendees: [{ id: v7(), name: 'Ebba Påhittad', role }] }
    ]),
    ...(['benefit', 'licences', 'obstacles'] as const).map((id): [string, Partial<MeetingLog>] => [
      `what was known of ${id}`,
      { knowledge: wholeKnowledge([{ id, before: 'some', after: 'enough' }]) }
    ]),
    ['a barrier that is a nuisance, which may be quoted with a name', quoted(1, 'yes')],
    ['one that slows down, which may not be quoted', quoted(2, 'no')],
    ['one that stops, which may be quoted without a name', quoted(3, 'anonymous')]
  ])('has %s as it was said', async (_name, said) => {
    expect(codeOf(await send(eva, 'meeting.log', log(said)))).toBe('applied');
    expect(await record('meeting', meetingId, kim)).toMatchObject(said);
  });

  it.each([
    ['a role that is none', { attendees: [{ id: v7(), name: 'Ebba Påhittad', role: 'king' }] }],
    ['knowledge of something else', { knowledge: [{ id: 'weather', before: 'none', after: null }] }],
    ['more than stops', { barriers: [{ ...quoted(3, 'no').barriers[0], severity: 4 }] }],
    ['consent of half', { barriers: [{ ...quoted(3, 'no').barriers[0], consent: 'maybe' }] }],
    ['interest beyond the scale', { interestAfter: 6 }],
    ['an answer that is none', { knowledge: [{ id: 'licences', before: 'lots', after: null }] }],
    ['a day that is none', { nextContactOn: '2027-02-30' }],
    ['a promise of nobody known', { followUps: [{ id: v7(), what: 'x', due: '2026-12-01', promisedBy: 'mayor' }] }]
  ])('refuses %s', async (_name, more) => {
    expect(codeOf(await send(eva, 'meeting.log', log(more as Partial<MeetingLog>)))).toBe('invalid');
  });
});

describe('the next contact', () => {
  it('makes one follow-up, moves with the day, and is done with when the day is taken away', async () => {
    const id = nextContactId(meetingId);
    await send(
      eva,
      'meeting.log',
      log({ nextContactOn: '2027-01-11', nextContactWhat: 'Get in touch again: Ljusdal' })
    );
    expect(await record('follow-up', id)).toMatchObject({
      ...{ what: 'Get in touch again: Ljusdal', due: '2027-01-11', ownerId: eva.personId, done: false, meetingId }
    });
    await send(kim, 'follow-up.done', { followUpId: id, done: true });
    const moved = { ...log({ nextContactOn: '2027-03-01' }), was: { nextContactOn: '2027-01-11' } };
    await send(eva, 'meeting.log', moved, { baseVersion: 1 });
    expect(await record('follow-up', id)).toMatchObject({ due: '2027-03-01', done: false, ownerId: eva.personId });
    const gone = { ...log({ nextContactOn: null }), was: { nextContactOn: '2027-03-01' } };
    await send(eva, 'meeting.log', gone, { baseVersion: 2 });
    expect(await record('follow-up', id)).toMatchObject({ done: true });
    expect((await record('meeting', meetingId))?.nextContactOn ?? null).toBeNull();
  });

  it('has words in the network’s language where whoever logged it gave none', async () => {
    await send(eva, 'meeting.log', log({ nextContactOn: '2027-01-11' }));
    expect((await record('follow-up', nextContactId(meetingId)))?.what).toBe('Hör av dig igen');
  });
});

describe('a promise', () => {
  const promised = (more: object) => ({ id: promise, what: 'Send the list', due: '2026-12-01', ...more });

  it('belongs to a colleague, or to the municipality with somebody who sees to it', async () => {
    await send(eva, 'meeting.log', log({ followUps: [promised({ ownerId: kim.personId })] }));
    expect(await record('follow-up', promise)).toMatchObject({ ownerId: kim.personId });
    expect(await record('follow-up', promise)).not.toHaveProperty('promisedBy');
    const theirs = [promised({ ownerId: kim.personId, promisedBy: 'politician' })];
    const was = { followUps: [promised({ ownerId: kim.personId, promisedBy: 'owner' })] };
    await send(eva, 'meeting.log', { ...log({ followUps: theirs }), was }, { baseVersion: 1 });
    expect(await record('follow-up', promise)).toMatchObject({ ownerId: kim.personId, promisedBy: 'politician' });
  });

  it('is whoever’s logged it where nobody is named, as before', async () => {
    await send(eva, 'meeting.log', log({ followUps: [promised({})] }));
    const was = { followUps: [promised({})] };
    const later = { ...log({ followUps: [promised({ what: 'Send both lists' })] }), was };
    await send(kim, 'meeting.log', later, { baseVersion: 1 });
    expect(await record('follow-up', promise)).toMatchObject({ what: 'Send both lists', ownerId: eva.personId });
  });

  it('is not given to somebody who may not see it', async () => {
    const followUps = [promised({ ownerId: officer.personId })];
    expect(codeOf(await send(eva, 'meeting.log', log({ followUps })))).toBe('owner-unknown');
    expect(await record('person', kim.personId)).toMatchObject({ coordinates: true });
    expect(await record('person', officer.personId)).not.toHaveProperty('coordinates');
  });
});

describe('a meeting in a municipality that has merged away', () => {
  it('is refused with who came after it, unless it was held before, or had it already', async () => {
    const [old, heir] = [net.municipalities[0]!, net.municipalities[1]!];
    const [goneId, goneToo] = [v7(), v7()];
    await app.db.write(async (tx) => {
      const base = { networkId: net.networkId, validTo: '2026-06-30', updatedAt: clock.now() };
      await tx.insert(municipality).values([
        { ...base, id: goneId, code: '0991', name: 'Gamla Ås' },
        { ...base, id: goneToo, code: '0992', name: 'Ödeby' }
      ]);
      await tx.insert(succession).values({ predecessorId: goneId, successorId: heir.id, date: '2026-07-01' });
    });
    const outcome = await send(eva, 'meeting.log', log({ municipalityIds: [old.id, goneId] }));
    const problem = outcome.outcome === 'rejected' ? (outcome.problems[0] as Problem) : undefined;
    expect(problem).toMatchObject({
      code: 'municipality-ended',
      facts: { municipalityId: goneId, name: 'Gamla Ås', successor: 'Kommun 0115', successorId: heir.id }
    });
    expect(problem?.path).toContain('municipalityIds.1');
    expect(problem?.message).toContain('Kommun 0115');
    const without = await send(eva, 'meeting.log', log({ municipalityIds: [goneToo] }));
    expect(without).toMatchObject({ problems: [{ facts: { successorId: '' } }] });
    const before = log({ municipalityIds: [goneId], heldOn: '2026-06-30' });
    expect(codeOf(await send(eva, 'meeting.log', before))).toBe('applied');
    const corrected = { ...before, heldOn: '2026-11-20', was: { heldOn: '2026-06-30' } };
    expect(codeOf(await send(eva, 'meeting.log', corrected, { baseVersion: 1 }))).toBe('applied');
  });
});

/** A JPEG of one dot's headers, with segments before its scan. */
function jpeg(...segments: [marker: number, text: string][]): Uint8Array {
  const parts = segments.map(([marker, text]) => [
    ...[0xff, marker, 0, text.length + 2],
    ...[...text].map((letter) => letter.charCodeAt(0))
  ]);
  return Uint8Array.of(0xff, 0xd8, ...parts.flat(), 0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0xd9);
}
const JFIF: [number, string] = [0xe0, 'JFIF\0\x01\x02\0\0\x01\0\x01\0\0'];

describe('photos of a meeting', () => {
  const upload = async (actor: Actor, bytes: Uint8Array) => {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await receivePiece(app, actor, { sha256, offset: 0, size: bytes.length, read: () => Promise.resolve(ok(bytes)) });
    return { fileId: v7(), meetingId, name: 'photo.jpg', sha256, size: bytes.length };
  };
  const read = async (actor: Actor, photoId: string) => {
    const result = await readMeetingPhoto(app, actor, { photoId });
    return result.ok ? 'ok' : result.problems[0]!.code;
  };

  it('come after their meeting, are seen by coordinators only, go and come back, and go for good', async () => {
    const photo = await upload(eva, jpeg(JFIF));
    expect(codeOf(await send(eva, 'meeting-photo.add', photo))).toBe('not-found');
    await send(eva, 'meeting.log', log());
    expect(codeOf(await send(kim, 'meeting-photo.add', photo))).toBe('file-missing');
    expect(codeOf(await send(eva, 'meeting-photo.add', photo))).toBe('applied');
    expect(codeOf(await send(eva, 'meeting-photo.add', photo))).toBe('applied');
    expect((await record('meeting', meetingId, kim))?.photos).toEqual([
      { id: photo.fileId, sha256: photo.sha256, name: 'photo.jpg', type: 'image/jpeg', size: photo.size }
    ]);
    expect(await read(kim, photo.fileId)).toBe('ok');
    expect(await read(officer, photo.fileId)).toBe('forbidden');
    // a change of the words that began before the photo came is no conflict
    const words = { ...log({ conclusions: 'Ready.' }), was: { conclusions: '' } };
    expect(codeOf(await send(kim, 'meeting.log', words, { baseVersion: 1 }))).toBe('applied');

    const gone = { fileId: photo.fileId, meetingId, removed: true };
    await send(kim, 'meeting-photo.remove', gone);
    expect((await record('meeting', meetingId))?.photos ?? []).toEqual([]);
    expect(await read(kim, photo.fileId)).toBe('not-found');
    await send(kim, 'meeting-photo.remove', { ...gone, removed: false });
    await removeExpired(app);
    expect(await read(kim, photo.fileId)).toBe('ok');
    await send(kim, 'meeting-photo.remove', gone);
    clock.forward(31 * DAY);
    await removeExpired(app);
    expect(await app.db.read.$count(fileContent)).toBe(0);
  });

  it('do not say where they were taken, and are pictures', async () => {
    await send(eva, 'meeting.log', log());
    const where = await upload(eva, jpeg(JFIF, [0xe1, 'Exif\0\0 somewhere']));
    expect(codeOf(await send(eva, 'meeting-photo.add', where))).toBe('photo-metadata');
    const text = await upload(eva, new TextEncoder().encode('a list'));
    expect(codeOf(await send(eva, 'meeting-photo.add', { ...text, name: 'list.txt' }))).toBe('photo-type');
    expect(codeOf(await send(eva, 'meeting-photo.add', text))).toBe('file-lies');
  });
});

describe('towards a report', () => {
  it('leaves which barrier was raised where, and no word that anybody said or wrote', async () => {
    const barrier = { id: v7(), barrierId: 'no-budget', severity: 2, quote: 'Schools first', consent: 'no' as const };
    const said = ['yes', 'no', 'anonymous'] as const;
    const barriers = said.map((consent) => ({ ...barrier, id: v7(), consent }));
    const attendees = [{ id: v7(), name: 'Lo Exempel', role: 'it' as const }];
    const goalsMet = [{ id: v7(), what: 'Lo is convinced' }];
    const texts = { background: 'Lo has a map', exchange: 'Much', conclusions: 'Ready' };
    expect(codeOf(await send(eva, 'meeting.log', log({ ...texts, barriers, attendees, goalsMet })))).toBe('applied');
    const [row] = await app.db.read.select().from(wave).where(eq(wave.id, net.waveId));
    const input = await gatherWave(app, row!, shippedModels.at(-1)!.model, 5);
    expect(input.barriers).toContainEqual({ barrier: 'no-budget', municipality: '0114', severity: 2 });
    const { model: _model, ...rest } = input;
    for (const word of ['Schools', 'Lo ', 'map', 'Ready', 'consent', 'quote'])
      expect(JSON.stringify(rest)).not.toContain(word);
  });
});

describe('a letter of thanks', () => {
  async function contact(name: string, more = {}): Promise<string> {
    const contactId = v7();
    const municipalityId = net.municipalities[0]!.id;
    const outcome = await send(eva, 'contact.set', {
      ...{ contactId, networkId: net.networkId, municipalityId, name, role: 'officer', ...more }
    });
    if (outcome.outcome !== 'applied') throw new Error(JSON.stringify(outcome));
    return contactId;
  }
  const preview = async (actor: Actor = eva) => {
    const result = await previewThanks(app, actor, { meetingId });
    if (!result.ok) throw new Error(result.problems[0]!.message);
    return result.value;
  };
  const write = (actor: Actor, contactIds: string[]) =>
    sendThanks(app, actor, { meetingId, contactIds, subject: 'Tack', body: 'Tack för mötet.' });

  it('goes once, to those who may be written to, with the promises in their language', async () => {
    const [lo, mo] = [await contact('Lo Exempel', { email: 'lo@example.org' }), await contact('Mo Utan')];
    const no = await contact('Nej Tack', { email: 'nej@example.org', optedOutOn: '2026-11-01' });
    const at = (name: string, contactId?: string) => ({
      id: v7(),
      name,
      role: 'official' as const,
      ...(contactId && { contactId })
    });
    const attendees = [at('Lo Exempel', lo), at('Mo Utan', mo), at('Nej Tack', no), at('Okänd')];
    const followUps = [{ id: promise, what: 'Skicka mallen', due: '2026-12-01', promisedBy: 'manager' as const }];
    await send(eva, 'meeting.log', log({ attendees, followUps, nextContactOn: '2027-01-11' }));

    const { people, body, locale } = await preview();
    expect(locale).toBe('sv');
    expect(body).toContain('Det här lovade ni:\n- Skicka mallen, senast 1 december 2026');
    expect(body).toContain('11 januari 2027');
    expect(body.match(/2027/g)).toHaveLength(1);
    expect(people.map(({ name, state }) => `${name}: ${state}`)).toEqual([
      'Lo Exempel: may',
      'Mo Utan: no-email',
      'Nej Tack: opted-out',
      'Okänd: no-contact'
    ]);
    expect(await write(officer, [lo])).toMatchObject({ problems: [{ code: 'forbidden' }] });
    expect(await write(eva, [no])).toMatchObject({ problems: [{ code: 'nobody-to-thank' }] });
    expect(await write(eva, [lo, mo, no])).toEqual({ ok: true, value: { sent: 1 } });
    const letters = await app.db.read.select().from(mail);
    expect(letters.map(({ recipient, contactId }) => [recipient, contactId])).toEqual([['lo@example.org', lo]]);
    expect(
      (await app.db.read.select().from(auditLog)).filter(({ action }) => action === 'meeting:thank')
    ).toMatchObject([{ subject: meetingId, actor: eva.personId }]);
    // a second time, by a colleague
    expect(await write(kim, [lo])).toMatchObject({ problems: [{ code: 'nobody-to-thank' }] });
    expect((await preview(kim)).people[0]).toMatchObject({ state: 'sent' });
  });
});
