import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '$lib/domain/identity/actor';
import { ANONYMOUS } from '$lib/domain/identity/actor';
import { ok, type Result } from '$lib/domain/shared/result';
import type { PairingRecord } from '$lib/domain/sync/records';
import type { App } from '$lib/server/app';
import { fileContent } from '$lib/server/db/schema/assessment';
import { receivePiece } from '$lib/server/files/upload-service';
import { removeExpired } from '$lib/server/jobs/remove-expired';
import { nudgePairings, tendInvitations } from '$lib/server/jobs/tend-pairings';
import { pageOfMail } from '$lib/server/mail/repository';
import { printCertificate } from '$lib/server/mentoring/certificate-service';
import { readPairingFile } from '$lib/server/mentoring/pairing-file-service';
import { findPairing } from '$lib/server/mentoring/pairing-repository';
import { insertRound } from '$lib/server/mentoring/repository';
import { createCalendarFeed } from '$lib/server/roadmap/calendar-service';
import { readCalendar } from '$lib/server/roadmap/public-calendar-service';
import { pullChanges, pushCommands } from '$lib/server/sync/service';
import { envelope, push } from '../support/commands';
import { readCalendarFile, valueOf } from '../support/read-calendar';
import { createTestApp, disposeTestApp, testClock } from '../support/test-app';
import { actorOf, createMember, createMunicipality, createNetwork } from '../support/test-people';

const DAY = 86_400_000;
const [GOAL, OTHER_GOAL] = ['legal-licence-named', 'legal-release-check'] as const;
let clock: ReturnType<typeof testClock>;
let app: App;
let networkId: string;
const places: string[] = [];
let [mentee, mentor, outsider, coordinator]: Actor[] = [];
let pairingId: string;

beforeAll(async () => {
  clock = testClock();
  app = await createTestApp({ now: clock.now });
});
afterAll(() => disposeTestApp(app));

const idOf = (actor: Actor) => (actor.kind === 'person' ? actor.personId : '');

async function officerAt(code: string, name: string): Promise<Actor> {
  const municipalityId = await createMunicipality(app, networkId, code, name);
  places.push(municipalityId);
  const member = { networkId, role: 'officer', municipalityId, name: `Officer ${name}` } as const;
  return actorOf(app, (await createMember(app, member)).personId);
}

/** A pairing that began today, or an invitation. */
beforeEach(async () => {
  networkId = await createNetwork(app);
  places.length = 0;
  mentee = await officerAt('2161', 'Ljusdal');
  mentor = await officerAt('2121', 'Ovanåker');
  outsider = await officerAt('2132', 'Nordanstig');
  coordinator = await actorOf(app, (await createMember(app, { networkId, role: 'coordinator' })).personId);
  pairingId = app.newId();
  const roundId = app.newId();
  const round = { id: roundId, networkId, name: 'Autumn', createdAt: app.now(), createdBy: 'system' };
  const pair = {
    ...{ id: pairingId, networkId, roundId, menteeId: places[0]!, mentorId: places[1]!, dimension: 'legal' },
    ...{ score: 1, reasons: [], menteeOfficerId: idOf(mentee), mentorOfficerId: idOf(mentor) },
    goals: [GOAL, OTHER_GOAL]
  };
  await app.db.write((tx) =>
    insertRound(tx, { ...round, total: 1, bound: 1, unmatched: [], state: 'published', publishedAt: app.now() }, [
      { ...pair, status: 'proposed' }
    ])
  );
  await tendInvitations(app);
  for (const [actor, side] of [
    [mentee, 'mentee'],
    [mentor, 'mentor']
  ] as const)
    expect(await send(actor!, 'pairing.reply', { side, accept: true, reason: '' })).toBe('applied');
});

async function send(actor: Actor | undefined, type: string, payload: object) {
  const command = envelope(type, { pairingId, ...payload });
  const result = await pushCommands(app, actor!, push([command], app.newId()));
  if (!result.ok) throw new Error(result.problems[0]!.message);
  const outcome = result.value.outcomes[0]!;
  return outcome.outcome === 'rejected' ? outcome.problems[0]!.code : outcome.outcome;
}

async function seenBy(actor: Actor | undefined): Promise<PairingRecord | undefined> {
  const pulled = await pullChanges(app, actor!, { since: 0 });
  if (!pulled.ok) throw new Error(pulled.problems[0]!.message);
  return pulled.value.changes.flatMap((one) => (one.entity === 'pairing' && one.data ? [one.data] : []))[0];
}

async function subjectsTo(actor: Actor | undefined): Promise<string[]> {
  const { rows } = await pageOfMail(app.db.read, [networkId], 0, 200);
  const { email } = (await app.db.read.query.person.findFirst({ where: (p, { eq }) => eq(p.id, idOf(actor!)) }))!;
  return rows.filter((row) => row.recipient === email).map(({ subject }) => subject);
}
const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.problems[0]!.code);

describe('the agenda of a pairing', () => {
  it('takes ticks and own items of both, item by item and field by field', async () => {
    const own = app.newId();
    expect(await send(mentee, 'agenda.set', { side: 'mentee', itemId: 's1-who', session: 1, done: true })).toBe(
      'applied'
    );
    expect(
      await send(mentor, 'agenda.set', { side: 'mentor', itemId: own, session: 2, text: 'Show our routine' })
    ).toBe('applied');
    expect(await send(mentee, 'agenda.set', { side: 'mentee', itemId: own, done: true })).toBe('applied');
    expect(await send(mentor, 'agenda.set', { side: 'mentor', itemId: own, text: 'Show our list' })).toBe('applied');
    for (const actor of [mentee, mentor, coordinator])
      expect((await seenBy(actor))!.life!.agenda.toSorted((a, b) => a.session - b.session)).toEqual([
        { id: 's1-who', session: 1, text: '', done: true, removed: false },
        { id: own, session: 2, text: 'Show our list', done: true, removed: false }
      ]);
    expect(await seenBy(outsider)).toBeUndefined();
  });

  it('is for the two and the coordinator, and of one that has begun', async () => {
    const item = { side: 'mentee', itemId: 's1-who', done: true };
    expect(await send(outsider, 'agenda.set', item)).toBe('forbidden');
    expect(await send(mentor, 'agenda.set', item)).toBe('forbidden');
    expect(await send(coordinator, 'agenda.set', item)).toBe('applied');
    expect(await send(mentee, 'agenda.set', { ...item, session: 7 })).toBe('invalid');
  });

  it('has an end', async () => {
    for (let i = 0; i < 120; i++)
      await send(mentee, 'agenda.set', { side: 'mentee', itemId: `own-${i}`, session: 1, text: 'x' });
    expect(await send(mentee, 'agenda.set', { side: 'mentee', itemId: 'one-more', session: 1, text: 'x' })).toBe(
      'agenda-full'
    );
    expect(await send(mentee, 'agenda.set', { side: 'mentee', itemId: 'own-3', done: true })).toBe('applied');
  });
});

describe('the goals of a pairing', () => {
  it('come with how far the plan says they are, to the mentor too, and not to the coordinator', async () => {
    const before = await pullChanges(app, mentor!, { since: 0 });
    if (!before.ok) throw new Error('refused');
    const step = { municipalityId: places[0]!, criterionId: GOAL, status: 'done', due: null };
    expect(await send(mentee, 'step.set', step)).toBe('applied');
    const after = await pullChanges(app, mentor!, { since: before.value.cursor });
    if (!after.ok) throw new Error('refused');
    expect(after.value.changes.find((one) => one.entity === 'pairing')?.data).toMatchObject({
      life: { goalStates: { [GOAL]: 'done' } }
    });
    expect((await seenBy(mentee))!.life!.goalStates).toEqual({ [GOAL]: 'done' });
    expect((await seenBy(coordinator))!.life!.goalStates).toEqual({});
  });
});

describe('visits', () => {
  const visitId = '018f0000-0000-7000-8000-0000000000aa';
  const visit = { visitId, side: 'mentee', on: '2027-01-12', place: 'Ovanåker, stadshuset', travel: 480, hours: 8 };

  it('are planned by one and changed field by field by the other', async () => {
    expect(await send(mentee, 'visit.set', visit)).toBe('applied');
    expect(await send(mentor, 'visit.set', { visitId, side: 'mentor', on: '2027-01-14', was: { on: visit.on } })).toBe(
      'applied'
    );
    expect(await send(mentee, 'visit.set', { visitId, side: 'mentee', lodging: 900 })).toBe('applied');
    expect((await seenBy(mentor))!.life!.visits).toEqual([
      {
        ...{ id: visitId, on: '2027-01-14', place: 'Ovanåker, stadshuset', purpose: '' },
        ...{ travel: 480, lodging: 900, other: 0, hours: 8, state: 'planned' }
      }
    ]);
    expect(await send(outsider, 'visit.set', visit)).toBe('forbidden');
    expect(await send(mentee, 'visit.set', { visitId: app.newId(), side: 'mentee', place: 'Here' })).toBe('visit-bare');
    for (const travel of [-1, 0.5, 1e9]) expect(await send(mentee, 'visit.set', { ...visit, travel })).toBe('invalid');
  });

  it('stand in the calendars of both until they are cancelled, without purpose and costs', async () => {
    const id = app.newId();
    const said = { visitId: id, side: 'mentee', on: '2027-01-12', place: 'Stadshuset; rum 4', purpose: 'Secret plan' };
    await send(mentee, 'visit.set', said);
    const made = await createCalendarFeed(app, mentor!, {});
    if (!made.ok) throw new Error('refused');
    const token = /\/calendar\/([\w-]{43})\.ics$/.exec(made.value.address)![1]!;
    const read = async () => {
      const result = await readCalendar(app, ANONYMOUS, { token, address: '192.0.2.1' });
      if (!result.ok) throw new Error('refused');
      return result.value.file;
    };
    const [event] = readCalendarFile(await read()).events;
    expect(valueOf(event!, 'DTSTART')).toBe('20270112');
    expect(valueOf(event!, 'UID')).toContain(`visit-${id}@`);
    expect(await read()).not.toContain('Secret');
    await send(mentor, 'visit.set', { visitId: id, side: 'mentor', state: 'cancelled', was: { state: 'planned' } });
    expect(readCalendarFile(await read()).events).toEqual([]);
  });
});

describe('files of a pairing', () => {
  const bytes = new TextEncoder().encode('licence;CC0\n');
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const size = bytes.length;
  const upload = (actor: Actor) =>
    receivePiece(app, actor, { sha256, offset: 0, size, read: () => Promise.resolve(ok(bytes)) });

  it('are added by one, read by both and the coordinator, taken away and brought back, and then gone for good', async () => {
    const fileId = app.newId();
    const file = { fileId, side: 'mentor', name: '../mall.csv', sha256, size };
    expect(await send(mentor, 'pairing-file.add', file)).toBe('file-missing');
    await upload(mentor!);
    expect(await send(mentor, 'pairing-file.add', file)).toBe('applied');
    expect(await send(mentor, 'pairing-file.add', file)).toBe('applied');
    expect((await seenBy(mentee))!.life!.files).toMatchObject([
      { id: fileId, name: 'mall.csv', mediaType: 'text/csv', size, addedByName: 'Officer Ovanåker' }
    ]);
    const read = (actor: Actor | undefined) => readPairingFile(app, actor!, { fileId });
    for (const actor of [mentee, mentor, coordinator]) expect(codeOf(await read(actor))).toBe('ok');
    expect(codeOf(await read(outsider))).toBe('forbidden');

    expect(await send(outsider, 'pairing-file.remove', { fileId, side: 'mentee', removed: true })).toBe('forbidden');
    expect(await send(mentee, 'pairing-file.remove', { fileId, side: 'mentee', removed: true })).toBe('applied');
    expect((await seenBy(mentor))!.life!.files).toEqual([]);
    expect(codeOf(await read(mentor))).toBe('not-found');
    expect(await send(mentee, 'pairing-file.remove', { fileId, side: 'mentee', removed: false })).toBe('applied');
    expect(codeOf(await read(mentor))).toBe('ok');

    // what stands keeps its bytes, whatever else is swept
    await removeExpired(app);
    expect(codeOf(await read(mentor))).toBe('ok');
    await send(mentee, 'pairing-file.remove', { fileId, side: 'mentee', removed: true });
    clock.forward(31 * DAY);
    await removeExpired(app);
    expect(await app.db.read.$count(fileContent)).toBe(0);
  });

  it('are what they say they are', async () => {
    await upload(mentee!);
    const file = { fileId: app.newId(), side: 'mentee', sha256, size };
    expect(await send(mentee, 'pairing-file.add', { ...file, name: 'page.html' })).toBe('file-type-refused');
    expect(await send(mentee, 'pairing-file.add', { ...file, name: 'scan.pdf' })).toBe('file-lies');
    expect(await send(mentee, 'pairing-file.add', { ...file, name: 'list.csv' })).toBe('applied');
  });
});

describe('a nudge', () => {
  const nudges = async (actor: Actor | undefined) =>
    (await subjectsTo(actor)).filter((subject) => subject.includes('när ses ni nästa gång'));
  const session = (heldOn: string, nextOn: string | null = null) => ({
    ...{ sessionId: app.newId(), heldOn, form: 'call', done: 'Met', nextSteps: [], nextOn },
    participants: [{ id: app.newId(), name: 'Robin', side: 'mentee' }]
  });
  const on = (days: number) => new Date(clock.now().getTime() + days * DAY).toISOString().slice(0, 10);

  it('comes to both after thirty days without a meeting, once in thirty days', async () => {
    clock.forward(29 * DAY);
    await nudgePairings(app);
    expect(await nudges(mentee)).toHaveLength(0);
    clock.forward(DAY);
    await nudgePairings(app);
    await nudgePairings(app);
    for (const actor of [mentee, mentor]) expect(await nudges(actor)).toHaveLength(1);
    clock.forward(29 * DAY);
    await nudgePairings(app);
    expect(await nudges(mentee)).toHaveLength(1);
    clock.forward(DAY);
    await nudgePairings(app);
    expect(await nudges(mentee)).toHaveLength(2);
  });

  it('waits where a day ahead is agreed, and where it has ended', async () => {
    expect(await send(mentee, 'session.log', session(on(0), on(40)))).toBe('applied');
    clock.forward(39 * DAY);
    await nudgePairings(app);
    expect(await nudges(mentee)).toHaveLength(0);
    clock.forward(2 * DAY);
    await send(mentor, 'pairing.end', { side: 'mentor', as: 'early' });
    await nudgePairings(app);
    expect(await nudges(mentee)).toHaveLength(0);
  });

  it('asks to close or go on once the last day is past', async () => {
    clock.forward(181 * DAY);
    await send(mentee, 'session.log', session(on(-1), on(10)));
    await nudgePairings(app);
    clock.forward(4 * DAY);
    await nudgePairings(app);
    for (const actor of [mentee, mentor])
      expect((await subjectsTo(actor)).filter((subject) => subject.includes('avsluta eller fortsätta'))).toHaveLength(
        1
      );
    expect((await findPairing(app.db.read, pairingId))!.status).toBe('active');
  });
});

describe('the end of a pairing', () => {
  const said = { helped: 4, goals: [GOAL], worked: 'The calls', missing: 'A visit', again: true };

  it('is followed by what each side says, read by itself and the coordinator', async () => {
    expect(await send(mentee, 'pairing.evaluate', { side: 'mentee', ...said })).toBe('not-ended');
    await send(mentee, 'pairing.end', { side: 'mentee', as: 'completed' });
    expect(await send(mentee, 'pairing.evaluate', { side: 'mentee', ...said })).toBe('applied');
    expect(await send(mentor, 'pairing.evaluate', { side: 'mentor', ...said, helped: 2, worked: 'Nothing' })).toBe(
      'applied'
    );
    // said again, it takes the place of what was said before
    expect(await send(mentee, 'pairing.evaluate', { side: 'mentee', ...said, helped: 5 })).toBe('applied');
    const sees = async (actor: Actor | undefined) =>
      (await seenBy(actor))!.life!.evaluations.map(({ side, helped }) => [side, helped]);
    expect(await sees(mentee)).toEqual([['mentee', 5]]);
    expect(await sees(mentor)).toEqual([['mentor', 2]]);
    expect(await sees(coordinator)).toEqual([
      ['mentee', 5],
      ['mentor', 2]
    ]);
    expect(JSON.stringify(await seenBy(mentee))).not.toContain('Nothing');
  });

  it('is evaluated by the side itself, about its own goals', async () => {
    await send(mentee, 'pairing.end', { side: 'mentee', as: 'completed' });
    expect(await send(coordinator, 'pairing.evaluate', { side: 'mentee', ...said })).toBe('forbidden');
    expect(await send(mentor, 'pairing.evaluate', { side: 'mentee', ...said })).toBe('forbidden');
    expect(await send(mentee, 'pairing.evaluate', { side: 'mentee', ...said, goals: ['legal-first-licence'] })).toBe(
      'not-a-goal'
    );
    expect(await send(mentee, 'pairing.evaluate', { side: 'mentee', ...said, helped: 6 })).toBe('invalid');
  });

  it('gives the mentor thanks and a certificate, which the mentee does not print', async () => {
    const print = (actor: Actor | undefined) => printCertificate(app, actor!, { pairingId, locale: 'sv' });
    expect(codeOf(await print(mentor))).toBe('not-ended');
    await send(mentee, 'pairing.end', { side: 'mentee', as: 'completed' });
    const thanks = (subjects: string[]) => subjects.filter((subject) => subject.includes('tack för att ni hjälpte'));
    expect(thanks(await subjectsTo(mentor))).toHaveLength(1);
    expect(thanks(await subjectsTo(mentee))).toHaveLength(0);
    const made = await print(mentor);
    if (!made.ok) throw new Error(made.problems[0]!.message);
    expect(Buffer.from(made.value.pdf.subarray(0, 5)).toString()).toBe('%PDF-');
    expect(made.value.fileName).toBe('waymark-certificate-2121-sv.pdf');
    expect(codeOf(await print(coordinator))).toBe('ok');
    for (const actor of [mentee, outsider]) expect(codeOf(await print(actor))).toBe('forbidden');
  });

  it('gives no certificate where the two never met and it ended early', async () => {
    await send(mentor, 'pairing.end', { side: 'mentor', as: 'early' });
    expect(codeOf(await printCertificate(app, mentor!, { pairingId, locale: 'en' }))).toBe('never-met');
    expect((await subjectsTo(mentor)).some((subject) => subject.includes('tack'))).toBe(false);
  });
});
