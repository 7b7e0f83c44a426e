import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '$lib/domain/identity/actor';
import type { PairingStatus } from '$lib/domain/mentoring/pairing-states';
import type { RemarkRecord, SessionRecord } from '$lib/domain/sync/field-records';
import type { Outcome } from '$lib/domain/sync/protocol';
import type { App } from '$lib/server/app';
import { pairing } from '$lib/server/db/schema/mentoring';
import { insertRound } from '$lib/server/mentoring/repository';
import { pullChanges, pushCommands } from '$lib/server/sync/service';
import { envelope, push } from '../support/commands';
import { createTestApp, disposeTestApp } from '../support/test-app';
import { actorOf, createMember, createMunicipality, createNetwork } from '../support/test-people';

let app: App;
let pairingId: string;
let otherPairing: string;
type Person = Extract<Actor, { kind: 'person' }>;
let mentee: Person;
let colleague: Person;
let mentor: Person;
let third: Person;
let coordinator: Person;
let foreign: Person;

beforeAll(async () => {
  app = await createTestApp();
  const [networkId, elsewhere] = [await createNetwork(app), await createNetwork(app, 'Elsewhere')];
  const place = (code: string) => createMunicipality(app, networkId, code, `Kommun ${code}`);
  const [a, b, c] = [await place('2161'), await place('2480'), await place('2401')];
  const person = async (role: 'officer' | 'coordinator', municipalityId?: string, network = networkId, name = 'X') =>
    (await actorOf(
      app,
      (await createMember(app, { networkId: network, role, municipalityId, name })).personId
    )) as Person;
  mentee = await person('officer', a, networkId, 'Robin');
  colleague = await person('officer', a, networkId, 'Sam');
  mentor = await person('officer', b, networkId, 'Charlie');
  third = await person('officer', c);
  coordinator = await person('coordinator');
  foreign = await person('coordinator', undefined, elsewhere);
  [pairingId, otherPairing] = [app.newId(), app.newId()];
  const round = {
    id: app.newId(),
    networkId,
    name: 'Spring',
    createdAt: app.now(),
    createdBy: 'x',
    total: 0,
    bound: 0
  };
  const pair = { networkId, roundId: round.id, dimension: 'law', score: 1, reasons: [], status: 'active' as const };
  await app.db.write((tx) =>
    insertRound(tx, { ...round, unmatched: [] }, [
      { ...pair, id: pairingId, menteeId: a, mentorId: b },
      { ...pair, id: otherPairing, menteeId: c, mentorId: b }
    ])
  );
});
afterAll(() => disposeTestApp(app));

async function send(actor: Actor, ...commands: unknown[]): Promise<Outcome[]> {
  const result = await pushCommands(app, actor, push(commands));
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value.outcomes;
}
const reason = (outcome: Outcome | undefined) => {
  if (outcome?.outcome !== 'rejected') return outcome?.outcome;
  const { code, path } = outcome.problems[0]!;
  return [code, path.replace(/^commands\.\d+\.?/, '')].join(' ').trim();
};
const session = (sessionId: string, change: object = {}) =>
  envelope('session.log', {
    ...{ sessionId, pairingId, heldOn: '2026-11-20', form: 'call', done: 'Read the licences', nextOn: '2026-12-18' },
    participants: [{ id: app.newId(), name: 'Robin', side: 'mentee' }],
    nextSteps: [{ id: app.newId(), what: 'Send the template', owner: 'Charlie', due: '2026-12-01' }],
    ...change
  });
const remark = (sessionId: string, text = 'It has arrived', remarkId = app.newId()) =>
  envelope('session.remark', { remarkId, sessionId, text });

async function logged(actor: Actor = mentee): Promise<string> {
  const id = app.newId();
  expect((await send(actor, session(id)))[0]).toMatchObject({ outcome: 'applied', version: 1 });
  return id;
}
async function seenBy(actor: Actor, id: string) {
  const result = await pullChanges(app, actor, { since: 0 });
  if (!result.ok) throw new Error('refused');
  const found = result.value.changes.find((one) => one.entity === 'session' && one.id === id);
  const remarks = result.value.changes.flatMap((one) => (one.entity === 'remark' && one.data ? [one.data] : []));
  return {
    session: (found?.data ?? undefined) as SessionRecord | undefined,
    remarks: remarks.filter((one: RemarkRecord) => one.sessionId === id)
  };
}

describe('a mentoring session from a device', () => {
  it('is logged by either side, and read by both and by the coordinator, with who wrote it', async () => {
    const id = await logged();
    for (const actor of [mentee, colleague, mentor, coordinator])
      expect((await seenBy(actor, id)).session).toMatchObject({
        ...{ pairingId, done: 'Read the licences', authorName: 'Robin', createdBy: mentee.personId, earlier: [] },
        nextSteps: [{ what: 'Send the template', owner: 'Charlie', due: '2026-12-01' }]
      });
    expect((await seenBy(colleague, await logged(mentor))).session).toMatchObject({ authorName: 'Charlie' });
  });

  it('is read by nobody else, neither at once nor by what changed', async () => {
    const id = await logged();
    await send(mentor, remark(id, 'Secret of two'));
    const since = 1;
    for (const actor of [third, foreign]) {
      expect(await seenBy(actor, id)).toEqual({ session: undefined, remarks: [] });
      const changed = await pullChanges(app, actor, { since });
      expect(JSON.stringify(changed)).not.toMatch(/licences|Secret/);
    }
  });

  it('is corrected by its author alone, and what stood there stays', async () => {
    const id = await logged();
    expect(reason((await send(colleague, session(id, { done: 'Nothing' })))[0])).toBe('not-author sessionId');
    expect((await send(mentee, session(id, { done: 'Read them twice' })))[0]).toMatchObject({ version: 2 });
    // a second device of its author that had not heard of it
    await send(mentee, session(id, { done: 'Read them all' }));
    const { session: seen } = await seenBy(mentor, id);
    expect(seen).toMatchObject({ done: 'Read them all', version: 3 });
    expect(seen?.earlier.map(({ done }) => done)).toEqual(['Read them twice', 'Read the licences']);
  });

  it('takes remarks of both sides, which only add', async () => {
    const id = await logged();
    const first = remark(id, 'It has arrived');
    await send(mentor, first, first);
    await send(colleague, remark(id, 'Thank you'));
    const { remarks } = await seenBy(coordinator, id);
    expect(remarks.map(({ text, authorName }) => `${authorName}: ${text}`)).toEqual([
      'Charlie: It has arrived',
      'Sam: Thank you'
    ]);
  });

  it('holds back a remark on a session that was refused', async () => {
    const id = app.newId();
    const outcomes = await send(mentee, session(id, { heldOn: 'yesterday' }), remark(id));
    expect(outcomes.map(reason)).toEqual(['invalid payload.heldOn', 'builds-on-refused buildsOn']);
  });
});

describe('a session that is refused', () => {
  it('is one by somebody of neither side, by a coordinator, or of another network', async () => {
    const id = await logged();
    for (const actor of [third, coordinator, foreign]) {
      expect(reason((await send(actor, session(app.newId())))[0])).toBe('forbidden');
      expect(reason((await send(actor, session(id)))[0])).toBe('forbidden');
      expect(reason((await send(actor, remark(id)))[0])).toBe('forbidden');
    }
  });

  it('is one with an id that belongs to another pairing, or a remark with an id that is taken', async () => {
    const [id, remarkId] = [await logged(mentor), app.newId()];
    await send(mentor, remark(id, 'One', remarkId));
    const [elsewhere] = await send(mentor, session(id, { pairingId: otherPairing }));
    const [again] = await send(mentor, remark(id, 'Two', remarkId));
    expect([reason(elsewhere), reason(again)]).toEqual(['id-taken sessionId', 'id-taken remarkId']);
  });

  it('is one of a pairing that is not known, still a draft, or came to nothing', async () => {
    const states: [PairingStatus, string | undefined][] = [
      ['proposed', 'not-found pairingId'],
      ['declined', 'pairing-off pairingId'],
      ['expired', 'pairing-off pairingId'],
      ['invited', 'applied'],
      ['closed', 'applied'],
      ['active', 'applied']
    ];
    for (const [status, expected] of states) {
      await app.db.write(async (tx) => void (await tx.update(pairing).set({ status })));
      expect(reason((await send(mentee, session(app.newId())))[0]), status).toBe(expected);
    }
    expect(reason((await send(mentee, session(app.newId(), { pairingId: app.newId() })))[0])).toBe(
      'not-found pairingId'
    );
  });

  it.each([
    ['nobody in it', { participants: [] }, 'invalid payload.participants'],
    [
      'a side there is not',
      { participants: [{ id: '1', name: 'X', side: 'jury' }] },
      'invalid payload.participants.0.id'
    ],
    ['a form there is not', { form: 'seance' }, 'invalid payload.form'],
    ['a text too long', { done: 'x'.repeat(8001) }, 'invalid payload.done'],
    ['a day that is none', { nextOn: '2026-02-30' }, 'invalid payload.nextOn']
  ])('is one with %s', async (_case, change, expected) => {
    expect(reason((await send(mentee, session(app.newId(), change)))[0])).toBe(expected);
  });
});
