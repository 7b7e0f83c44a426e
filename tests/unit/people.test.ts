import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Actor, ANONYMOUS } from '$lib/domain/identity/actor';
import type { Result } from '$lib/domain/shared/result';
import type { App } from '$lib/server/app';
import { createSession, readSession } from '$lib/server/auth/sessions';
import { pairing, round } from '$lib/server/db/schema/mentoring';
import { step } from '$lib/server/db/schema/roadmap';
import { changeFeed } from '$lib/server/db/schema/sync';
import { createInvitation } from '$lib/server/identity/invitation-service';
import {
  disablePerson,
  enablePerson,
  endMembership,
  listMunicipalitiesWithoutOfficer,
  listPeople
} from '$lib/server/identity/people-service';
import { handOver } from '$lib/server/identity/hand-over-service';
import { acceptInvitation } from '$lib/server/identity/public-invitation-service';
import { findMembership } from '$lib/server/identity/repository';
import { createTestApp, disposeTestApp, testClock } from '../support/test-app';
import { actorOf, createMember, createMunicipality, createNetwork, mailTo, type Member } from '../support/test-people';

const from = { address: '192.0.2.1', device: null };
const clock = testClock();
let app: App;
let networkId: string;
let ljusdal: string;
let ovanaker: string;
let admin: Actor & { personId: string };
let coordinator: Actor;
let nils: Member;

beforeEach(async () => {
  app = await createTestApp({ now: clock.now });
  networkId = await createNetwork(app);
  ljusdal = await createMunicipality(app, networkId, '2161', 'Ljusdal');
  ovanaker = await createMunicipality(app, networkId, '2121', 'Ovanåker');
  admin = (await actorOf(
    app,
    (await createMember(app, { networkId, role: 'administrator', name: 'Ada Berg' })).personId
  )) as typeof admin;
  coordinator = await actorOf(app, (await createMember(app, { networkId, role: 'coordinator' })).personId);
  nils = await createMember(app, {
    networkId,
    role: 'officer',
    municipalityId: ljusdal,
    email: 'nils@example.org',
    name: 'Nils Ek'
  });
});
afterEach(() => disposeTestApp(app));

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}
const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.problems[0]!.code);

/** A step and two pairings, one on each side, that Nils stands for. */
async function giveWork(owner: Member) {
  await app.db.write(async (tx) => {
    const common = { networkId, dimension: 'quality', score: 1, reasons: [], status: 'active' as const };
    await tx.insert(step).values({
      id: 's1',
      networkId,
      municipalityId: ljusdal,
      criterionId: 'c1',
      ownerId: owner.personId,
      status: 'planned',
      version: 1,
      updatedAt: app.now(),
      updatedBy: owner.personId
    });
    await tx.insert(round).values({
      id: 'r1',
      networkId,
      name: 'Autumn',
      createdAt: app.now(),
      createdBy: 'x',
      total: 1,
      bound: 1,
      unmatched: []
    });
    await tx.insert(pairing).values([
      {
        id: 'as-mentee',
        roundId: 'r1',
        menteeId: ljusdal,
        mentorId: ovanaker,
        menteeOfficerId: owner.personId,
        mentorOfficerId: 'somebody',
        ...common
      },
      {
        id: 'as-mentor',
        roundId: 'r1',
        menteeId: ovanaker,
        mentorId: ljusdal,
        menteeOfficerId: 'somebody',
        mentorOfficerId: owner.personId,
        ...common
      }
    ]);
  });
}

async function owners() {
  const [s] = await app.db.read.select().from(step);
  const pairings = await app.db.read.select().from(pairing);
  return {
    step: s!.ownerId,
    updatedBy: s!.updatedBy,
    pairings: pairings.map((p) => [p.menteeOfficerId, p.mentorOfficerId])
  };
}

describe('an officer who leaves', () => {
  it('hands plan and pairings to a colleague, who is told; history and the other side stay as they were', async () => {
    const maja = await createMember(app, {
      networkId,
      role: 'officer',
      municipalityId: ljusdal,
      email: 'maja@example.org'
    });
    await giveWork(nils);
    const session = await createSession(app, nils.personId);
    const left = value(
      await handOver(app, await actorOf(app, nils.personId), {
        membershipId: nils.membershipId,
        successorId: maja.personId
      })
    );
    expect(left).toEqual({ moved: { steps: 1, pairings: 2 }, invitation: null });
    expect(await owners()).toEqual({
      step: maja.personId,
      updatedBy: nils.personId,
      pairings: [
        [maja.personId, 'somebody'],
        ['somebody', maja.personId]
      ]
    });
    expect(await readSession(app, session)).toBeNull();
    expect(await findMembership(app.db.read, nils.membershipId)).toMatchObject({
      endedAt: clock.now(),
      successorId: maja.personId
    });
    expect((await mailTo(app, 'maja@example.org'))[0]!.body).toContain(
      'Nils Ek har lämnat över arbetet med öppna data i Ljusdal till dig'
    );
    // a step by the id devices know it by
    const feed = await app.db.read.select().from(changeFeed);
    expect(feed.map((f) => `${f.entity} ${f.entityId}`)).toEqual(
      expect.arrayContaining([
        `step ${ljusdal}/c1`,
        'pairing as-mentee',
        'pairing as-mentor',
        `person ${nils.personId}`
      ])
    );
  });

  it('is signed out everywhere, also where another role remains', async () => {
    await createMember(app, { networkId, role: 'analyst', email: nils.email });
    const session = await createSession(app, nils.personId);
    value(await handOver(app, coordinator, { membershipId: nils.membershipId, inviteByLink: true }));
    expect(await readSession(app, session)).toBeNull();
  });

  it('keeps the successor, whoever joins later', async () => {
    const maja = await createMember(app, { networkId, role: 'officer', municipalityId: ljusdal });
    await giveWork(nils);
    value(await handOver(app, coordinator, { membershipId: nils.membershipId, successorId: maja.personId }));
    const made = value(
      await createInvitation(app, coordinator, {
        networkId,
        role: 'officer',
        municipalityId: ljusdal,
        email: 'third@example.org'
      })
    );
    value(
      await acceptInvitation(app, ANONYMOUS, {
        token: made.link.split('/').at(-1)!,
        name: 'Tor Vik',
        locale: 'sv',
        from
      })
    );
    expect((await findMembership(app.db.read, nils.membershipId))!.successorId).toBe(maja.personId);
    expect((await owners()).step).toBe(maja.personId);
  });

  it('can invite the successor, who takes the work over on arrival', async () => {
    await giveWork(nils);
    const left = value(
      await handOver(app, coordinator, { membershipId: nils.membershipId, inviteEmail: 'maja@example.org' })
    );
    expect((await owners()).step).toBe(nils.personId);
    expect(value(await listMunicipalitiesWithoutOfficer(app, coordinator, { networkId }))).toMatchObject([
      { name: 'Ljusdal', invited: true, left: true },
      { name: 'Ovanåker', invited: false, left: false }
    ]);
    const token = left.invitation!.link.split('/').at(-1)!;
    const accepted = value(
      await acceptInvitation(app, ANONYMOUS, { token, name: 'Maja Dahl', locale: 'sv', from })
    ) as { personId: string };
    expect(await owners()).toMatchObject({
      step: accepted.personId,
      pairings: [
        [accepted.personId, 'somebody'],
        ['somebody', accepted.personId]
      ]
    });
    expect((await findMembership(app.db.read, nils.membershipId))!.successorId).toBe(accepted.personId);
    expect(value(await listMunicipalitiesWithoutOfficer(app, coordinator, { networkId })).map((m) => m.name)).toEqual([
      'Ovanåker'
    ]);
  });

  it('leaves work behind that the next officer takes over, when nobody was named', async () => {
    await giveWork(nils);
    value(await endMembership(app, admin, { membershipId: nils.membershipId }));
    const made = value(
      await createInvitation(app, coordinator, {
        networkId,
        role: 'officer',
        municipalityId: ljusdal,
        email: 'maja@example.org'
      })
    );
    const accepted = value(
      await acceptInvitation(app, ANONYMOUS, {
        token: made.link.split('/').at(-1)!,
        name: 'Maja Dahl',
        locale: 'sv',
        from
      })
    ) as { personId: string };
    expect((await owners()).step).toBe(accepted.personId);
  });

  it('hands over nothing to somebody of another municipality, to themselves or to a disabled colleague; nothing half-done stays', async () => {
    const elsewhere = await createMember(app, { networkId, role: 'officer', municipalityId: ovanaker });
    const off = await createMember(app, { networkId, role: 'officer', municipalityId: ljusdal });
    value(await disablePerson(app, admin, { networkId, personId: off.personId }));
    for (const successorId of [elsewhere.personId, nils.personId, off.personId, admin.personId]) {
      expect(codeOf(await handOver(app, coordinator, { membershipId: nils.membershipId, successorId }))).toBe(
        'successor-unknown'
      );
    }
    expect((await findMembership(app.db.read, nils.membershipId))!.endedAt).toBeNull();
    expect(codeOf(await handOver(app, coordinator, { membershipId: nils.membershipId }))).toBe('successor-missing');
  });

  it('is not pushed out by a colleague', async () => {
    const maja = await createMember(app, { networkId, role: 'officer', municipalityId: ljusdal });
    const result = await handOver(app, await actorOf(app, maja.personId), {
      membershipId: nils.membershipId,
      successorId: maja.personId
    });
    expect(codeOf(result)).toBe('forbidden');
  });

  it('leaves once', async () => {
    value(await handOver(app, coordinator, { membershipId: nils.membershipId, inviteByLink: true }));
    expect(codeOf(await handOver(app, coordinator, { membershipId: nils.membershipId, inviteByLink: true }))).toBe(
      'already-ended'
    );
  });
});

describe('municipalities without an officer', () => {
  it('are those whose only officer was disabled, and not those closed in the register', async () => {
    value(await disablePerson(app, admin, { networkId, personId: nils.personId }));
    const names = async () =>
      value(await listMunicipalitiesWithoutOfficer(app, coordinator, { networkId })).map((m) => m.name);
    expect(await names()).toEqual(['Ljusdal', 'Ovanåker']);
    value(await enablePerson(app, admin, { networkId, personId: nils.personId }));
    expect(await names()).toEqual(['Ovanåker']);
    const { municipality } = await import('$lib/server/db/schema/register');
    await app.db.write(async (tx) => void (await tx.update(municipality).set({ validTo: '2026-01-01' })));
    expect(await names()).toEqual([]);
  });
});

describe('switching an account off', () => {
  it('ends every session at once', async () => {
    const session = await createSession(app, nils.personId);
    value(await disablePerson(app, admin, { networkId, personId: nils.personId }));
    expect(await readSession(app, session)).toBeNull();
  });

  it('never leaves a network without an administrator', async () => {
    const { memberships } = value(await listPeople(app, admin, { networkId, role: 'administrator' })).people[0]!;
    expect(codeOf(await disablePerson(app, admin, { networkId, personId: admin.personId }))).toBe('last-administrator');
    expect(codeOf(await endMembership(app, admin, { membershipId: memberships[0]!.id }))).toBe('last-administrator');
    await createMember(app, { networkId, role: 'administrator' });
    expect(codeOf(await disablePerson(app, admin, { networkId, personId: admin.personId }))).toBe('ok');
  });

  it('is refused for somebody who also works in another network, and for strangers', async () => {
    const other = await createNetwork(app, 'Elsewhere');
    await createMember(app, { networkId: other, role: 'analyst', email: nils.email });
    expect(codeOf(await disablePerson(app, admin, { networkId, personId: nils.personId }))).toBe('member-elsewhere');
    const stranger = await createMember(app, { networkId: other, role: 'analyst' });
    expect(codeOf(await disablePerson(app, admin, { networkId, personId: stranger.personId }))).toBe('not-found');
    expect(codeOf(await disablePerson(app, admin, { networkId: other, personId: stranger.personId }))).toBe(
      'forbidden'
    );
  });

  it('is for administrators', async () => {
    expect(codeOf(await disablePerson(app, coordinator, { networkId, personId: nils.personId }))).toBe('forbidden');
  });
});

describe('the list of people', () => {
  it('finds by role, state, name, address and municipality, a page at a time', async () => {
    const list = async (filter: object = {}) => value(await listPeople(app, coordinator, { networkId, ...filter }));
    expect((await list()).total).toBe(3);
    expect((await list({ role: 'officer' })).people).toMatchObject([
      { name: 'Nils Ek', state: 'active', memberships: [{ municipalityName: 'Ljusdal' }] }
    ]);
    expect((await list({ search: 'ljusd' })).total).toBe(1);
    expect((await list({ search: 'NILS@' })).total).toBe(1);
    expect((await list({ search: '%' })).total).toBe(0);
    expect((await list({ limit: 1, offset: 2 })).people.map((p) => p.name)).toEqual(['Nils Ek']);
    value(await endMembership(app, admin, { membershipId: nils.membershipId }));
    expect((await list({ state: 'former' })).people).toMatchObject([
      { name: 'Nils Ek', state: 'former', memberships: [{ role: 'officer', endedAt: clock.now() }] }
    ]);
    expect((await list({ state: 'active' })).total).toBe(2);
  });

  it('shows nobody of another network', async () => {
    const other = await createNetwork(app, 'Elsewhere');
    await createMember(app, { networkId: other, role: 'analyst', name: 'Stranger' });
    expect(value(await listPeople(app, coordinator, { networkId })).people.map((p) => p.name)).not.toContain(
      'Stranger'
    );
    expect(codeOf(await listPeople(app, coordinator, { networkId: other }))).toBe('forbidden');
  });
});
