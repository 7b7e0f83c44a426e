import { v7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '$lib/domain/identity/actor';
import type { MeetingLog } from '$lib/domain/outreach/commands';
import type { Outcome } from '$lib/domain/sync/protocol';
import type { Entity, Records } from '$lib/domain/sync/records';
import type { App } from '$lib/server/app';
import { pullChanges, pushCommands } from '$lib/server/sync/service';
import { envelope, push } from '../support/commands';
import { createTestApp, disposeTestApp, testClock } from '../support/test-app';
import { createTestNetwork, type TestNetwork } from '../support/test-network';

type Person = Extract<Actor, { kind: 'person' }>;
const clock = testClock();
let app: App;
let net: TestNetwork;
let [eva, kim, officer, colleague] = [] as unknown as [Person, Person, Person, Person];
beforeEach(async () => {
  app = await createTestApp({ now: clock.now });
  net = await createTestNetwork(app);
  [eva, kim] = [await net.enlist('coordinator'), await net.enlist('coordinator')];
  [officer, colleague] = [await net.enlist('officer'), await net.enlist('officer')];
});
afterEach(() => disposeTestApp(app));

async function send(actor: Actor, command: unknown): Promise<Outcome> {
  const result = await pushCommands(app, actor, push([command]));
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value.outcomes[0]!;
}
async function records<E extends Entity>(actor: Actor, entity: E): Promise<Records[E][]> {
  const pull = await pullChanges(app, actor, { since: 0 });
  if (!pull.ok) throw new Error('refused');
  return pull.value.changes.flatMap((c) => (c.entity === entity && c.data ? [c.data as Records[E]] : []));
}
const clashes = (actor: Actor = eva) => records(actor, 'clash');
const settle = (clashId: string, choose: string, seen: { standing: unknown; other: unknown }) =>
  envelope('clash.settle', { clashId, choose, seen });

describe('a meeting that two coordinators change', () => {
  const meetingId = v7();
  const [guest, barrier, promise] = [v7(), v7(), v7()];
  let first: MeetingLog;
  const change = (mine: Partial<MeetingLog>, was: MeetingLog['was'], more = {}) =>
    envelope('meeting.log', { ...first, ...mine, was }, more);
  const meeting = async () => (await records(eva, 'meeting'))[0]!;

  beforeEach(async () => {
    first = {
      meetingId,
      heldOn: '2026-11-20',
      form: 'visit',
      municipalityIds: [net.municipalities[0]!.id],
      attendees: [{ id: guest, name: 'Lo Exempel', role: 'official' }],
      background: 'They have a map.',
      workSoFar: '',
      exchange: '',
      conclusions: '',
      barriers: [{ id: barrier, barrierId: 'no-time', severity: 2, quote: '', consent: 'no' }],
      followUps: [{ id: promise, what: 'Send the list', due: '2026-12-01' }]
    };
    await send(eva, envelope('meeting.log', first));
  });

  it('has what both wrote, where that was in different parts, and nothing is asked', async () => {
    await send(
      eva,
      change(
        { exchange: 'Said A', attendees: [{ ...first.attendees[0]!, role: 'it' }] },
        {
          exchange: '',
          attendees: first.attendees
        }
      )
    );
    const added = { id: v7(), name: 'Mo Exempel', role: 'manager' as const };
    const outcome = await send(
      kim,
      change(
        {
          conclusions: 'Done',
          attendees: [...first.attendees, added],
          followUps: [{ ...first.followUps[0]!, due: '2027-01-01' }]
        },
        { conclusions: '', attendees: first.attendees, followUps: first.followUps }
      )
    );
    expect(outcome).toMatchObject({ outcome: 'applied', version: 3 });
    expect(await meeting()).toMatchObject({ exchange: 'Said A', conclusions: 'Done' });
    expect((await meeting()).attendees.map(({ name, role }) => `${name} ${role}`).sort()).toEqual([
      'Lo Exempel it',
      'Mo Exempel manager'
    ]);
    expect(await records(eva, 'follow-up')).toMatchObject([{ due: '2027-01-01' }]);
    expect(await clashes()).toEqual([]);
  });

  it('keeps both texts with author and time, for coordinators only, until one chooses', async () => {
    await send(
      eva,
      change(
        { background: 'They have two maps.' },
        { background: 'They have a map.' },
        { issuedAt: '2026-11-21T08:00:00.000Z' }
      )
    );
    const outcome = await send(
      kim,
      change({ background: 'No map.' }, { background: 'They have a map.' }, { issuedAt: '2026-11-21T09:00:00.000Z' })
    );
    expect(outcome).toMatchObject({
      outcome: 'conflict',
      theirs: { background: { value: 'They have two maps.', by: eva.personId } },
      mine: { background: { value: 'No map.', by: kim.personId } }
    });
    expect((await meeting()).background).toBe('They have two maps.');
    const [clash] = await clashes(kim);
    expect(clash).toMatchObject({
      of: 'meeting',
      entityId: meetingId,
      field: 'background',
      value: 'No map.',
      author: kim.personId,
      at: '2026-11-21T09:00:00.000Z',
      standingBy: eva.personId,
      standingAt: '2026-11-21T08:00:00.000Z'
    });
    expect(await clashes(officer)).toEqual([]);

    const seen = { standing: 'They have two maps.', other: 'No map.' };
    expect(await send(officer, settle(clash!.id, 'other', seen))).toMatchObject({ outcome: 'rejected' });
    expect(await send(eva, settle(clash!.id, 'other', seen))).toMatchObject({ outcome: 'applied' });
    expect((await meeting()).background).toBe('No map.');
    expect(await clashes()).toEqual([]);
  });

  it('finds no conflict in the same words twice', async () => {
    const same = change({ background: 'No map.' }, { background: 'They have a map.' });
    await send(eva, same);
    expect(await send(kim, { ...same, commandId: v7() })).toMatchObject({ outcome: 'applied' });
    expect(await clashes()).toEqual([]);
  });

  it('goes on with the text that lost its place, where its author writes on before they know', async () => {
    await send(eva, change({ background: 'Two maps' }, { background: 'They have a map.' }));
    await send(kim, change({ background: 'No map' }, { background: 'They have a map.' }));
    await send(kim, change({ background: 'No map, and no wish' }, { background: 'No map' }));
    expect(await clashes()).toMatchObject([{ value: 'No map, and no wish' }]);
    expect((await meeting()).background).toBe('Two maps');
  });

  it('joins two texts, and refuses to join two dates or more than fits', async () => {
    await send(
      eva,
      change(
        { background: 'A'.repeat(5000), heldOn: '2026-11-18' },
        { background: 'They have a map.', heldOn: '2026-11-20' }
      )
    );
    await send(
      kim,
      change(
        { background: 'B'.repeat(5000), heldOn: '2026-11-19' },
        { background: 'They have a map.', heldOn: '2026-11-20' }
      )
    );
    const open = await clashes();
    const of = (field: string) => open.find((clash) => clash.field === field)!;
    const both = (field: string, standing: unknown) =>
      send(eva, settle(of(field).id, 'both', { standing, other: of(field).value }));
    expect(await both('heldOn', '2026-11-18')).toMatchObject({ problems: [{ code: 'cannot-join' }] });
    expect(await both('background', 'A'.repeat(5000))).toMatchObject({ problems: [{ code: 'too-long' }] });

    await send(eva, change({ background: 'A short one' }, { background: 'A'.repeat(5000) }));
    expect(await both('background', 'A short one')).toMatchObject({ outcome: 'applied' });
    expect((await meeting()).background).toBe(`A short one\n\n${'B'.repeat(5000)}`);
  });

  it('overwrites nobody who wrote while somebody chose', async () => {
    await send(eva, change({ background: 'Two maps' }, { background: 'They have a map.' }));
    await send(kim, change({ background: 'No map' }, { background: 'They have a map.' }));
    const [clash] = await clashes();
    await send(eva, change({ background: 'Two maps, one old' }, { background: 'Two maps' }));
    await send(kim, settle(clash!.id, 'other', { standing: 'Two maps', other: 'No map' }));
    expect((await meeting()).background).toBe('Two maps, one old');
    expect(await clashes()).toMatchObject([{ id: clash!.id, value: 'No map', standingBy: eva.personId }]);

    await send(kim, settle(clash!.id, 'other', { standing: 'Two maps, one old', other: 'No map' }));
    await send(eva, settle(clash!.id, 'standing', { standing: 'Two maps, one old', other: 'No map' }));
    expect((await meeting()).background).toBe('No map');
  });

  it('keeps what one removed and the other changed', async () => {
    const quoted = [{ ...first.barriers[0]!, quote: 'No time before summer' }];
    await send(eva, change({ barriers: quoted }, { barriers: first.barriers }));
    await send(kim, change({ barriers: [], attendees: [] }, { barriers: first.barriers, attendees: first.attendees }));
    expect(await meeting()).toMatchObject({ barriers: quoted, attendees: [] });
  });

  it('asks about one item, and about a promise', async () => {
    const named = (name: string) => [{ ...first.attendees[0]!, name }];
    const promised = (what: string) => [{ ...first.followUps[0]!, what }];
    const was = { attendees: first.attendees, followUps: first.followUps };
    await send(eva, change({ attendees: named('Lo Berg'), followUps: promised('Send it') }, was));
    await send(kim, change({ attendees: named('Lo Dahl'), followUps: promised('Call') }, was));
    for (const { id, field, value } of await clashes()) {
      const standing = field.startsWith('attendees') ? 'Lo Berg' : 'Send it';
      await send(kim, settle(id, 'other', { standing, other: value }));
    }
    expect((await meeting()).attendees).toEqual(named('Lo Dahl'));
    expect(await records(eva, 'follow-up')).toMatchObject([{ what: 'Call' }]);
    expect(await clashes()).toEqual([]);
  });

  it('still refuses a device of an earlier release that has not seen the last change', async () => {
    await send(eva, change({ background: 'Two maps' }, { background: 'They have a map.' }));
    const { outcome, ...rest } = await send(
      kim,
      envelope('meeting.log', { ...first, exchange: 'Said' }, { baseVersion: 1 })
    );
    expect([outcome, rest]).toMatchObject(['rejected', { problems: [{ code: 'changed-elsewhere' }] }]);
    expect(await send(kim, envelope('meeting.log', { ...first, exchange: 'Said' }, { baseVersion: 2 }))).toMatchObject({
      outcome: 'applied'
    });
  });

  it('refuses items that belong to another meeting', async () => {
    expect(await send(eva, envelope('meeting.log', { ...first, meetingId: v7() }))).toMatchObject({
      problems: [{ code: 'id-taken' }]
    });
  });

  it('says that there is nothing to choose where there is no such conflict', async () => {
    expect(await send(eva, settle(v7(), 'other', { standing: '', other: '' }))).toMatchObject({
      problems: [{ code: 'not-found' }]
    });
  });
});

describe('a step that two officers change', () => {
  const CRITERION = 'legal-first-licence';
  const set = (change: Record<string, unknown>) =>
    envelope(
      'step.set',
      { municipalityId: net.municipalities[0]!.id, criterionId: CRITERION, ...change },
      { schemaVersion: 3 }
    );
  const step = async () => (await records(officer, 'step'))[0]!;
  beforeEach(() => send(officer, set({ status: 'planned' })));

  it('keeps a second date, owner and note beside the first, for the municipality only', async () => {
    const none = { ownerId: officer.personId, ownerName: '' };
    for (const [who, due, ownerName, note] of [
      [officer, '2027-01-31', 'IT manager', 'Ask Eva'],
      [colleague, '2027-03-01', 'Archivist', 'Ask Ann']
    ] as const) {
      await send(who, set({ due, was: { due: null } }));
      await send(who, set({ ownerId: null, ownerName, was: none }));
      await send(who, set({ note, was: { note: '' } }));
    }
    expect(await step()).toMatchObject({ due: '2027-01-31', ownerName: 'IT manager', note: 'Ask Eva' });
    const open = await clashes(officer);
    expect(open.map(({ field, value }) => [field, value])).toEqual([
      ['due', '2027-03-01'],
      ['owner', { ownerId: null, ownerName: 'Archivist' }],
      ['note', 'Ask Ann']
    ]);
    expect(open).toMatchObject(Array(3).fill({ author: colleague.personId, standingBy: officer.personId }));
    const neighbour = await net.enlist('officer', 1);
    expect(await clashes(neighbour)).toEqual([]);
    expect(await clashes(eva)).toEqual([]);
    for (const who of [neighbour, eva])
      expect(
        await send(who, settle(open[0]!.id, 'standing', { standing: '2027-01-31', other: '2027-03-01' }))
      ).toMatchObject({
        problems: [{ code: 'forbidden' }]
      });
  });

  it('takes the value somebody chooses, in one tap', async () => {
    await send(officer, set({ due: '2027-01-31', was: { due: null } }));
    await send(colleague, set({ due: '2027-03-01', was: { due: null } }));
    const [clash] = await clashes(officer);
    await send(officer, settle(clash!.id, 'other', { standing: '2027-01-31', other: '2027-03-01' }));
    expect(await step()).toMatchObject({ due: '2027-03-01' });
    expect(await clashes(officer)).toEqual([]);
  });
});
