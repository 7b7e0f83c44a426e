import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '$lib/domain/identity/actor';
import type { PairingRecord } from '$lib/domain/sync/records';
import type { App } from '$lib/server/app';
import { lapseInvitations, sendQueuedInvitations } from '$lib/server/mentoring/invite';
import { findPairing } from '$lib/server/mentoring/pairing-repository';
import { findProfile, insertRound, type NewPairing } from '$lib/server/mentoring/repository';
import { pullChanges, pushCommands } from '$lib/server/sync/service';
import { envelope, push } from '../support/commands';
import { readCalendarFile, valueOf } from '../support/read-calendar';
import { createTestApp, disposeTestApp, testClock } from '../support/test-app';
import { actorOf, createMember, createMunicipality, createNetwork } from '../support/test-people';
import { pageOfMail } from '$lib/server/mail/repository';

const DAY = 86_400_000;
let clock: ReturnType<typeof testClock>;
let app: App;
let networkId: string;
const places: string[] = [];
const officers: Actor[] = [];
let coordinator: Actor;

beforeAll(async () => {
  clock = testClock();
  app = await createTestApp({ now: clock.now });
});
afterAll(() => disposeTestApp(app));

beforeEach(async () => {
  networkId = await createNetwork(app);
  places.length = officers.length = 0;
  for (const [code, name] of [
    ['2161', 'Ljusdal'],
    ['2121', 'Ovanåker'],
    ['2132', 'Nordanstig'],
    ['2182', 'Söderhamn']
  ]) {
    const municipalityId = await createMunicipality(app, networkId, code!, name!);
    places.push(municipalityId);
    const { personId } = await createMember(app, {
      networkId,
      role: 'officer',
      municipalityId,
      name: `Officer ${name}`
    });
    officers.push(await actorOf(app, personId));
  }
  coordinator = await actorOf(app, (await createMember(app, { networkId, role: 'coordinator' })).personId);
});

const idOf = (actor: Actor) => (actor.kind === 'person' ? actor.personId : '');

/** A published round whose pairs have not been invited yet; numbers are places. */
async function publish(pairs: [mentee: number, mentor: number, score: number][]): Promise<string[]> {
  const roundId = app.newId();
  const pairings = pairs.map(([mentee, mentor, score]): NewPairing => ({
    id: app.newId(),
    networkId,
    roundId,
    menteeId: places[mentee]!,
    mentorId: places[mentor]!,
    dimension: 'legal',
    score,
    reasons: [],
    status: 'proposed',
    menteeOfficerId: idOf(officers[mentee]!),
    mentorOfficerId: idOf(officers[mentor]!)
  }));
  const round = { id: roundId, networkId, name: 'Autumn', createdAt: app.now(), createdBy: 'system' };
  await app.db.write((tx) =>
    insertRound(
      tx,
      { ...round, total: 1, bound: 1, unmatched: [], state: 'published', publishedAt: app.now() },
      pairings
    )
  );
  return pairings.map(({ id }) => id);
}

async function send(actor: Actor, type: string, payload: unknown) {
  const result = await pushCommands(app, actor, push([envelope(type, payload)], app.newId()));
  if (!result.ok) throw new Error(result.problems[0]!.message);
  const outcome = result.value.outcomes[0]!;
  return outcome.outcome === 'rejected' ? outcome.problems[0]!.code : outcome.outcome;
}

const reply = (actor: Actor, pairingId: string, side: 'mentee' | 'mentor', accept = true, reason = '') =>
  send(actor, 'pairing.reply', { pairingId, side, accept, reason });

async function seenBy(actor: Actor): Promise<PairingRecord[]> {
  const pulled = await pullChanges(app, actor, { since: 0 });
  if (!pulled.ok) throw new Error(pulled.problems[0]!.message);
  return pulled.value.changes.flatMap((change) => (change.entity === 'pairing' && change.data ? [change.data] : []));
}

const statusOf = async (id: string) => (await findPairing(app.db.read, id))!.status;
async function mailOf(actor: Actor) {
  const { rows } = await pageOfMail(app.db.read, [networkId], 0, 200);
  const { email } = (await app.db.read.query.person.findFirst({ where: (p, { eq }) => eq(p.id, idOf(actor)) }))!;
  return rows.filter((row) => row.recipient === email);
}

describe('invitations', () => {
  it('go out two at a time to a mentor, best pair first; the next waits for an answer', async () => {
    const [a, b, c] = await publish([
      [0, 3, 0.5],
      [1, 3, 0.9],
      [2, 3, 0.7]
    ]);
    await sendQueuedInvitations(app);
    expect([await statusOf(a!), await statusOf(b!), await statusOf(c!)]).toEqual(['proposed', 'invited', 'invited']);
    // what waits is nobody's business
    expect((await seenBy(officers[3]!)).map((one) => one.id).sort()).toEqual([b!, c!].sort());
    expect(await seenBy(officers[0]!)).toEqual([]);
    expect(await reply(officers[0]!, a!, 'mentee')).toBe('not-found');

    await sendQueuedInvitations(app);
    expect(await statusOf(a!)).toBe('proposed');
    expect(await reply(officers[3]!, b!, 'mentor')).toBe('applied');
    await sendQueuedInvitations(app);
    expect(await statusOf(a!)).toBe('invited');
  });

  it('come by mail with a day proposed that is the same for both', async () => {
    const [id] = await publish([[0, 1, 0.5]]);
    await sendQueuedInvitations(app);
    const [mine, theirs] = [(await mailOf(officers[0]!))[0]!, (await mailOf(officers[1]!))[0]!];
    expect(mine.subject).toBe('Ljusdal: Ovanåker kan hjälpa er med legal');
    expect(theirs.subject).toBe('Ovanåker: Ljusdal vill ha hjälp med legal');
    const events = [mine, theirs].map((row) => readCalendarFile(row.calendar!).events[0]!);
    // asked on Sunday 22 November, two weeks to answer, then the first Tuesday at ten in Stockholm
    for (const event of events) expect(valueOf(event, 'DTSTART')).toBe('20261208T090000Z');
    expect(valueOf(events[0]!, 'UID')).toBe(valueOf(events[1]!, 'UID'));
    expect(valueOf(events[0]!, 'UID')).toContain(id!);
  });

  it('become a pairing once both have said yes: with contacts, an end in six months and the goals wished for', async () => {
    const profile = { municipalityId: places[0]!, offers: [], capacity: 0, wants: ['legal'], languages: ['sv'] };
    expect(await send(officers[0]!, 'mentoring.profile', { ...profile, goals: ['legal-licence-named'] })).toBe(
      'applied'
    );
    const [id] = await publish([[0, 1, 0.5]]);
    await sendQueuedInvitations(app);
    expect(await reply(officers[0]!, id!, 'mentee')).toBe('applied');
    expect((await seenBy(officers[1]!))[0]).toMatchObject({ status: 'invited', menteeAccepted: true, people: [] });
    expect(await reply(officers[1]!, id!, 'mentor')).toBe('applied');
    const [seen] = await seenBy(officers[1]!);
    expect(seen).toMatchObject({ status: 'active', endsOn: '2027-05-22', goals: ['legal-licence-named'] });
    expect(seen!.people.map(({ side, name }) => [side, name])).toEqual([
      ['mentee', 'Officer Ljusdal'],
      ['mentor', 'Officer Ovanåker']
    ]);
    expect((await mailOf(officers[0]!))[0]!.body).toContain('Officer Ovanåker');
  });

  it('come to nothing by a no, whose reason only the coordinator could read', async () => {
    const [id] = await publish([[0, 1, 0.5]]);
    await sendQueuedInvitations(app);
    expect(await reply(officers[1]!, id!, 'mentor', false, 'No time before summer')).toBe('applied');
    expect((await findPairing(app.db.read, id!))!).toMatchObject({ status: 'declined', declinedBy: 'mentor' });
    for (const actor of [officers[0]!, officers[1]!])
      expect(JSON.stringify(await seenBy(actor))).not.toContain('summer');
    expect(JSON.stringify(await mailOf(officers[0]!))).not.toContain('summer');
    expect((await mailOf(officers[0]!))[0]!.subject).toBe('Ljusdal: det blir inte Ovanåker');
    expect(await reply(officers[0]!, id!, 'mentee')).toBe('not-invited');
  });

  it('lapse after the set days, once', async () => {
    const [id] = await publish([[0, 1, 0.5]]);
    await sendQueuedInvitations(app);
    await reply(officers[0]!, id!, 'mentee');
    clock.forward(14 * DAY - 1);
    await lapseInvitations(app);
    expect(await statusOf(id!)).toBe('invited');
    clock.forward(1);
    expect(await reply(officers[1]!, id!, 'mentor')).toBe('lapsed');
    await lapseInvitations(app);
    await lapseInvitations(app);
    expect(await statusOf(id!)).toBe('expired');
    expect((await mailOf(officers[0]!)).filter((row) => row.subject.includes('det blir inte'))).toHaveLength(1);
  });

  it('are answered by the municipality itself, for its own side', async () => {
    const [id] = await publish([[0, 1, 0.5]]);
    await sendQueuedInvitations(app);
    expect(await reply(officers[0]!, id!, 'mentor')).toBe('forbidden');
    expect(await reply(officers[2]!, id!, 'mentee')).toBe('forbidden');
    expect(await reply(coordinator, id!, 'mentee')).toBe('forbidden');
    expect(await statusOf(id!)).toBe('invited');
  });
});

describe('what a municipality offers', () => {
  const profile = { offers: ['legal'], capacity: 2, wants: [], languages: ['sv'] };

  it('may shrink: what is agreed stays, unanswered invitations beyond it are taken back, the weakest first', async () => {
    const [a, b] = await publish([
      [0, 3, 0.9],
      [1, 3, 0.5]
    ]);
    await sendQueuedInvitations(app);
    await reply(officers[0]!, a!, 'mentee');
    await reply(officers[3]!, a!, 'mentor');
    const of = { municipalityId: places[3]!, ...profile };
    expect(await send(officers[3]!, 'mentoring.profile', { ...of, capacity: 1 })).toBe('applied');
    expect([await statusOf(a!), await statusOf(b!)]).toEqual(['active', 'declined']);
    expect(await send(officers[3]!, 'mentoring.profile', { ...of, capacity: 0 })).toBe('applied');
    expect(await statusOf(a!)).toBe('active');
  });

  it('may be withdrawn at any time: open invitations end, the profile is in no round until it consents again', async () => {
    const [a] = await publish([[0, 3, 0.9]]);
    await sendQueuedInvitations(app);
    await reply(officers[3]!, a!, 'mentor');
    const of = { municipalityId: places[3]!, ...profile };
    await send(officers[3]!, 'mentoring.profile', { ...of, consent: false });
    expect(await statusOf(a!)).toBe('declined');
    expect((await findProfile(app.db.read, places[3]!))!.withdrawnAt).not.toBeNull();
    await send(officers[3]!, 'mentoring.profile', { ...of, consent: true });
    expect((await findProfile(app.db.read, places[3]!))!.withdrawnAt).toBeNull();
  });

  it('keeps what an older version of the app does not send', async () => {
    const of = { municipalityId: places[0]!, ...profile };
    await send(officers[0]!, 'mentoring.profile', { ...of, avoid: [places[1]!], months: [3, 4], consent: true });
    await send(officers[0]!, 'mentoring.profile', { ...of, capacity: 4 });
    expect(await findProfile(app.db.read, places[0]!)).toMatchObject({
      avoid: [places[1]!],
      months: [3, 4],
      capacity: 4
    });
  });

  it('names others of the network only, once, and not both wished for and avoided', async () => {
    const of = { municipalityId: places[0]!, ...profile };
    const elsewhere = await createMunicipality(app, await createNetwork(app, 'Elsewhere'), '0001', 'Elsewhere');
    const wish = (municipalityId: string) => ({ municipalityId, reason: 'They publish minutes' });
    const set = (more: object) => send(officers[0]!, 'mentoring.profile', { ...of, ...more });
    expect(await set({ avoid: [places[0]!] })).toBe('itself');
    expect(await set({ avoid: [elsewhere] })).toBe('not-found');
    expect(await set({ wishes: [wish(places[1]!), wish(places[1]!)] })).toBe('twice');
    expect(await set({ wishes: [wish(places[1]!)], avoid: [places[1]!] })).toBe('contradiction');
    expect(await set({ groups: [{ id: app.newId(), dimension: 'legal', places: 6 }] })).toBe('invalid');
    expect(await findProfile(app.db.read, places[0]!)).toBeUndefined();
  });

  it('is seen by itself and the coordinator, not by those it avoids', async () => {
    const of = { municipalityId: places[0]!, ...profile };
    await send(officers[0]!, 'mentoring.profile', { ...of, avoid: [places[1]!] });
    const sees = async (actor: Actor) => {
      const pulled = await pullChanges(app, actor, { since: 0 });
      return pulled.ok && pulled.value.changes.some((one) => one.entity === 'profile' && one.id === places[0]);
    };
    expect([await sees(officers[0]!), await sees(coordinator), await sees(officers[1]!)]).toEqual([true, true, false]);
  });
});

describe('a pairing that runs', () => {
  async function running(): Promise<string> {
    const [id] = await publish([[0, 1, 0.5]]);
    await sendQueuedInvitations(app);
    await reply(officers[0]!, id!, 'mentee');
    await reply(officers[1]!, id!, 'mentor');
    return id!;
  }

  it('is given goals and more time, by either side or the coordinator, by nobody else', async () => {
    const pairingId = await running();
    const goals = { pairingId, side: 'mentor', goals: ['legal-licence-named', 'legal-licence-named'] };
    expect(await send(officers[1]!, 'pairing.goals', goals)).toBe('applied');
    expect((await findPairing(app.db.read, pairingId))!.goals).toEqual(['legal-licence-named']);
    expect(await send(officers[2]!, 'pairing.goals', goals)).toBe('forbidden');
    expect(await send(coordinator, 'pairing.extend', { pairingId, side: 'mentee', endsOn: '2027-12-31' })).toBe(
      'applied'
    );
    expect((await seenBy(officers[0]!))[0]!.endsOn).toBe('2027-12-31');
    expect(await send(officers[0]!, 'pairing.extend', { pairingId, side: 'mentee', endsOn: '2020-01-01' })).toBe(
      'too-far'
    );
    expect(await send(officers[0]!, 'pairing.extend', { pairingId, side: 'mentee', endsOn: '2040-01-01' })).toBe(
      'too-far'
    );
  });

  it('ends once, by whoever says so first, with an evaluation asked of both', async () => {
    const pairingId = await running();
    expect(await send(officers[1]!, 'pairing.end', { pairingId, side: 'mentor', as: 'early' })).toBe('applied');
    expect(await send(officers[0]!, 'pairing.end', { pairingId, side: 'mentee', as: 'completed' })).toBe('applied');
    expect((await findPairing(app.db.read, pairingId))!).toMatchObject({ closedAs: 'early', closedBy: 'mentor' });
    for (const actor of [officers[0]!, officers[1]!])
      expect((await mailOf(actor)).filter((row) => row.subject.includes('samarbetet är avslutat'))).toHaveLength(1);
    expect(await send(officers[0]!, 'pairing.goals', { pairingId, side: 'mentee', goals: [] })).toBe('ended');
  });

  it('is ended by the network where a coordinator does it for somebody', async () => {
    const pairingId = await running();
    expect(await send(coordinator, 'pairing.end', { pairingId, side: 'mentee', as: 're-match' })).toBe('applied');
    expect((await findPairing(app.db.read, pairingId))!).toMatchObject({ closedBy: 'network' });
  });
});
