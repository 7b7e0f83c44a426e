import { and, eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '$lib/domain/identity/actor';
import type { PairingLife } from '$lib/domain/mentoring/pairing-life';
import type { ClashChoice } from '$lib/domain/shared/settle-clash';
import type { Outcome } from '$lib/domain/sync/protocol';
import type { Entity, Records } from '$lib/domain/sync/records';
import type { App } from '$lib/server/app';
import { fieldAuthor, fieldConflict } from '$lib/server/db/schema/clash';
import { pairing } from '$lib/server/db/schema/mentoring';
import { municipality } from '$lib/server/db/schema/register';
import { removeWithdrawnStories } from '$lib/server/mentoring/remove-withdrawn-stories';
import { insertRound } from '$lib/server/mentoring/repository';
import { pullChanges, pushCommands } from '$lib/server/sync/service';
import { envelope, push } from '../support/commands';
import { createTestApp, disposeTestApp, testClock } from '../support/test-app';
import { createTestNetwork, type TestNetwork } from '../support/test-network';

// Two people change the same thing without having seen each other's change: nobody's words are overwritten.

type Person = Extract<Actor, { kind: 'person' }>;
const DAY = 86_400_000;
const clock = testClock();
let app: App;
let net: TestNetwork;
let pairingId: string;
let [eva, kim, other, coordinator] = [] as unknown as [Person, Person, Person, Person];

beforeAll(async () => {
  app = await createTestApp({ now: clock.now });
});
afterAll(() => disposeTestApp(app));

/** Eva and Kim of the mentee, another officer of the mentor, a coordinator; their pairing runs. */
beforeEach(async () => {
  net = await createTestNetwork(app);
  [eva, kim] = [await net.enlist('officer'), await net.enlist('officer')];
  [other, coordinator] = [await net.enlist('officer', 1), await net.enlist('coordinator')];
  pairingId = app.newId();
  const [roundId, now] = [app.newId(), app.now()];
  const { networkId } = net;
  const [menteeId, mentorId] = net.municipalities.map(({ id }) => id) as [string, string];
  await app.db.write((tx) =>
    insertRound(
      tx,
      {
        ...{ id: roundId, networkId, name: 'Spring', createdAt: now, createdBy: 'x', total: 1, bound: 1 },
        ...{ unmatched: [], publishedAt: now, state: 'published' }
      },
      [
        {
          ...{ id: pairingId, networkId, menteeId, mentorId, dimension: 'legal', score: 1, reasons: [] },
          ...{ roundId, status: 'active', startedAt: now, goals: ['legal-licence-named', 'legal-release-check'] }
        }
      ]
    )
  );
});

async function send(actor: Actor, type: string, payload: object, more = {}): Promise<Outcome> {
  const result = await pushCommands(app, actor, push([envelope(type, payload, more)], app.newId()));
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value.outcomes[0]!;
}
async function records<E extends Entity>(actor: Actor, entity: E): Promise<Records[E][]> {
  const pull = await pullChanges(app, actor, { since: 0 });
  if (!pull.ok) throw new Error('refused');
  return pull.value.changes.flatMap((c) => (c.entity === entity && c.data ? [c.data as Records[E]] : []));
}
const life = async (actor: Actor = eva): Promise<PairingLife> => (await records(actor, 'pairing'))[0]!.life!;
const clashes = (actor: Actor = eva) => records(actor, 'clash');
const settle = (actor: Actor, clashId: string, choose: ClashChoice, seen: { standing: unknown; other: unknown }) =>
  send(actor, 'clash.settle', { clashId, choose, seen });

describe('a visit that two people change', () => {
  const first = { on: '2027-01-12', place: 'Ovanåker', purpose: 'See the routine', travel: 480 };
  let id: string;
  const plan = (actor: Person, mine: object, was?: object) =>
    send(actor, 'visit.set', { visitId: id, pairingId, side: actor === other ? 'mentor' : 'mentee', ...mine, was });
  const visit = async (actor?: Person) => (await life(actor)).visits[0];
  beforeEach(() => {
    id = v7();
  });

  it('has what both wrote in different fields; of one field both values, for both sides and the coordinator', async () => {
    await plan(eva, first);
    expect(await plan(eva, { purpose: 'See the list' }, { purpose: first.purpose })).toMatchObject({
      outcome: 'applied'
    });
    expect(await plan(other, { lodging: 900 }, { lodging: 0 })).toMatchObject({ outcome: 'applied' });
    const outcome = await plan(other, { purpose: 'Meet the archive' }, { purpose: first.purpose });
    expect(outcome).toMatchObject({
      outcome: 'conflict',
      theirs: { purpose: { value: 'See the list', by: eva.personId } },
      mine: { purpose: { value: 'Meet the archive', by: other.personId } }
    });
    expect(await visit()).toMatchObject({ purpose: 'See the list', lodging: 900, travel: 480 });
    for (const actor of [eva, kim, other, coordinator])
      expect(await clashes(actor)).toMatchObject([
        { of: 'visit', entityId: `${pairingId}/${id}`, field: 'purpose', value: 'Meet the archive' }
      ]);
    const [clash] = await clashes();
    const seen = { standing: 'See the list', other: 'Meet the archive' };
    expect(await settle(coordinator, clash!.id, 'both', seen)).toMatchObject({ outcome: 'applied' });
    expect((await visit(other))!.purpose).toBe('See the list\n\nMeet the archive');
    expect(await clashes()).toEqual([]);
  });

  it('is shown to, and settled by, nobody else', async () => {
    const elsewhere = await createTestNetwork(app, 'Another');
    const third = { id: app.newId(), code: '0117', assessmentId: '' };
    const place = { ...third, networkId: net.networkId, name: 'Kommun 0117', updatedAt: app.now() };
    await app.db.write((tx) => tx.insert(municipality).values(place));
    net.municipalities.push(third);
    const strangers = [
      await net.enlist('officer', 2),
      await net.enlist('analyst'),
      await elsewhere.enlist('coordinator')
    ];
    await plan(eva, first);
    await plan(other, { on: '2027-01-13' }, { on: first.on });
    await plan(kim, { on: '2027-01-14' }, { on: first.on });
    const [clash] = await clashes();
    expect(clash).toMatchObject({ field: 'on', value: '2027-01-14' });
    for (const actor of strangers) {
      expect(await clashes(actor)).toEqual([]);
      const outcome = await settle(actor, clash!.id, 'other', { standing: '2027-01-13', other: '2027-01-14' });
      expect(outcome).toMatchObject({ outcome: 'rejected', problems: [{ code: 'forbidden' }] });
    }
    expect((await visit())!.on).toBe('2027-01-13');
  });

  it('keeps a colleague’s words from an app that does not say what it had seen, and takes its own', async () => {
    await plan(eva, first);
    expect(await plan(eva, { purpose: 'See the list' })).toMatchObject({ outcome: 'applied' });
    // nothing stood there
    expect(await plan(other, { lodging: 900 })).toMatchObject({ outcome: 'applied' });
    expect(await plan(other, { place: 'Bollnäs' })).toMatchObject({ outcome: 'conflict' });
    expect(await plan(other, { lodging: 950 })).toMatchObject({ outcome: 'applied' });
    expect(await visit()).toMatchObject({ place: 'Ovanåker', purpose: 'See the list', lodging: 950 });
    expect(await clashes(other)).toMatchObject([{ field: 'place', value: 'Bollnäs' }]);
  });

  it('keeps words from before anybody was noted, from an app that says one field after the other', async () => {
    await plan(eva, first);
    await app.db.write((tx) => tx.delete(fieldAuthor).where(eq(fieldAuthor.entityId, `${pairingId}/${id}`)));
    expect(await plan(other, { place: 'Bollnäs' })).toMatchObject({ outcome: 'conflict' });
    expect(await plan(other, { purpose: 'Meet the archive' })).toMatchObject({
      outcome: 'conflict',
      theirs: { purpose: { by: eva.personId } }
    });
    expect(await plan(other, { travel: 500 })).toMatchObject({ outcome: 'conflict' });
    expect(await visit()).toMatchObject(first);
  });

  it('says nothing of a field that both changed to the same', async () => {
    await plan(eva, first);
    await plan(eva, { state: 'cancelled' }, { state: 'planned' });
    expect(await plan(other, { state: 'cancelled' }, { state: 'planned' })).toMatchObject({ outcome: 'applied' });
    expect(await clashes()).toEqual([]);
  });
});

describe('an item of the agenda', () => {
  const set = (actor: Person, itemId: string, mine: object, was?: object) =>
    send(actor, 'agenda.set', { pairingId, side: actor === other ? 'mentor' : 'mentee', itemId, ...mine, was });

  it('keeps both wordings, and stays where one took off what the other had just worded anew', async () => {
    const itemId = v7();
    await set(eva, itemId, { session: 2, text: 'Our list' });
    await set(eva, itemId, { text: 'Our new list' }, { text: 'Our list' });
    expect(await set(other, itemId, { text: 'The list' }, { text: 'Our list' })).toMatchObject({ outcome: 'conflict' });
    const removed = { removed: true };
    await set(other, itemId, removed, { removed: false, text: 'Our list' });
    expect((await life()).agenda).toMatchObject([{ text: 'Our new list', removed: false }]);
    const [clash] = await clashes(other);
    await settle(other, clash!.id, 'other', { standing: 'Our new list', other: 'The list' });
    expect((await life()).agenda).toMatchObject([{ text: 'The list' }]);
    await set(kim, itemId, removed, { removed: false, text: 'The list' });
    expect((await life()).agenda).toMatchObject([{ removed: true }]);
  });

  it('has ticks of two people, in whatever order they come', async () => {
    await set(eva, 's1-who', { session: 1, done: true });
    expect(await set(other, 's1-who', { session: 1, done: true }, { done: false })).toMatchObject({
      outcome: 'applied'
    });
    await set(other, 's1-who', { session: 1, done: false }, { done: true });
    expect((await life()).agenda).toMatchObject([{ id: 's1-who', done: false }]);
    expect(await clashes()).toEqual([]);
  });
});

describe('the goals of a pairing', () => {
  it('are what either ticked, without what either took out, and no more than five', async () => {
    const [one, two] = ['legal-licence-named', 'legal-release-check'];
    const choose = (goals: string[], was: string[]) =>
      send(eva, 'pairing.goals', { pairingId, side: 'mentee', goals, was: { goals: was } });
    const goals = async () => (await records(other, 'pairing'))[0]!.goals;
    await choose([one, two, 'legal-a'], [one, two]);
    await choose([two, 'legal-b'], [one, two]);
    expect(await goals()).toEqual([two, 'legal-a', 'legal-b']);
    const more = await choose([one, two, 'legal-c', 'legal-d', 'legal-e'], [one, two]);
    expect(more).toMatchObject({ outcome: 'rejected', problems: [{ code: 'goals-full' }] });
  });
});

describe('what one side says of a pairing that has ended', () => {
  const NOTHING = { helped: null, again: null };
  const said = { helped: 4, goals: ['legal-licence-named'], worked: 'The calls', missing: '', again: true };
  const say = (actor: Person, mine: object, was?: object) =>
    send(actor, 'pairing.evaluate', { pairingId, side: 'mentee', ...said, ...mine, was });
  const evaluation = async () => (await life()).evaluations[0];
  beforeEach(async () => {
    await app.db.write((tx) => tx.update(pairing).set({ status: 'closed' }).where(eq(pairing.id, pairingId)));
  });

  it('is put together from two officers who both said it first', async () => {
    await say(eva, {}, { ...NOTHING, goals: [], worked: '' });
    const outcome = await say(
      kim,
      { helped: 2, goals: ['legal-release-check'], worked: 'The visit', missing: 'Time' },
      { ...NOTHING, goals: [], worked: '', missing: '' }
    );
    expect(outcome).toMatchObject({
      outcome: 'conflict',
      mine: { helped: { value: 2 }, worked: { value: 'The visit' } }
    });
    expect(await evaluation()).toMatchObject({
      ...{ helped: 4, worked: 'The calls', missing: 'Time', again: true },
      goals: ['legal-licence-named', 'legal-release-check']
    });
    // nobody but the side itself reads what it could have said
    expect((await clashes(kim)).map(({ field }) => field).sort()).toEqual(['helped', 'worked']);
    for (const actor of [other, coordinator]) expect(await clashes(actor)).toEqual([]);
    const worked = (await clashes()).find(({ field }) => field === 'worked')!;
    const seen = { standing: 'The calls', other: 'The visit' };
    expect(await settle(other, worked.id, 'both', seen)).toMatchObject({ outcome: 'rejected' });
    expect(await settle(kim, worked.id, 'both', seen)).toMatchObject({ outcome: 'applied' });
    expect(await evaluation()).toMatchObject({ worked: 'The calls\n\nThe visit' });
  });

  it('is changed in one field without touching what a colleague changed in another', async () => {
    await say(eva, {}, NOTHING);
    await say(eva, { missing: 'A visit' }, { missing: '' });
    expect(await say(kim, { helped: 5, missing: '' }, { helped: 4 })).toMatchObject({ outcome: 'applied' });
    expect(await evaluation()).toMatchObject({ helped: 5, missing: 'A visit' });
  });

  it('takes the place of what its author said, and of nobody else’s, where the app does not say what was seen', async () => {
    await say(eva, {});
    await say(eva, { worked: 'All of it' });
    expect(await say(kim, { worked: 'Little' })).toMatchObject({ outcome: 'conflict' });
    expect(await evaluation()).toMatchObject({ worked: 'All of it' });
    expect(await clashes(kim)).toMatchObject([{ field: 'worked', value: 'Little', of: 'evaluation' }]);
  });
});

describe('a story', () => {
  const storyId = () => app.newId();
  const told = { text: 'Saved a month', dimension: 'legal', criterionId: 'legal-release-check', month: '2026-03' };
  const tell = (actor: Person, id: string, mine: object = {}, was?: object, more = {}) =>
    send(actor, 'story.tell', { storyId: id, pairingId, side: 'mentee', ...told, ...mine, was }, more);
  const story = async (id: string, actor: Person = eva) => (await records(actor, 'story')).find((s) => s.id === id)!;

  it('worded anew by two keeps what stands, with the consent to it, until one of them chooses', async () => {
    const id = storyId();
    await tell(eva, id);
    await tell(eva, id, { text: 'Saved us a month' }, { text: told.text });
    await send(other, 'story.consent', { storyId: id, side: 'mentor', consent: true, edition: 2 });
    const outcome = await tell(
      kim,
      id,
      { text: 'Saved weeks', month: '2026-04' },
      { text: told.text, month: told.month }
    );
    expect(outcome).toMatchObject({ outcome: 'conflict', theirs: { text: { value: 'Saved us a month' } } });
    // the month was changed by nobody else
    expect(await story(id)).toMatchObject({ text: 'Saved us a month', month: '2026-04', edition: 3 });
    expect(await clashes(other)).toEqual([]);
    await send(other, 'story.consent', { storyId: id, side: 'mentor', consent: true, edition: 3 });
    const [clash] = await clashes(kim);
    await settle(kim, clash!.id, 'other', { standing: 'Saved us a month', other: 'Saved weeks' });
    // other words: the other side is asked anew
    expect(await story(id)).toMatchObject({
      ...{ text: 'Saved weeks', edition: 4, menteeConsent: true, mentorConsent: false }
    });
  });

  it('does not agree for a colleague whose words were only kept beside', async () => {
    const id = storyId();
    await tell(eva, id);
    await tell(eva, id, { text: 'Saved us a month' }, { text: told.text });
    await send(eva, 'story.consent', { storyId: id, side: 'mentee', consent: false, edition: 2 });
    await tell(kim, id, { text: 'Saved weeks' }, { text: told.text });
    expect(await story(id)).toMatchObject({ text: 'Saved us a month', menteeConsent: false, edition: 2 });
  });

  it('is of the dimension of what was reached, also where that is chosen', async () => {
    const id = storyId();
    const people = { dimension: 'people', criterionId: 'people-first-training' };
    expect(await tell(eva, id, { dimension: 'people' })).toMatchObject({ problems: [{ code: 'other-dimension' }] });
    await tell(eva, id);
    await tell(eva, id, { criterionId: 'legal-built-in' }, { criterionId: told.criterionId });
    await tell(kim, id, people, { criterionId: told.criterionId });
    const [clash] = await clashes(kim);
    await settle(kim, clash!.id, 'other', { standing: 'legal-built-in', other: people.criterionId });
    expect(await story(id)).toMatchObject(people);
  });

  it('stays taken back, and goes for good, where one of its two wordings is chosen after that', async () => {
    const id = storyId();
    await tell(eva, id);
    await tell(eva, id, { text: 'Saved us a month' }, { text: told.text });
    await tell(kim, id, { text: 'Saved weeks' }, { text: told.text });
    await send(eva, 'story.consent', { storyId: id, side: 'mentee', consent: false, edition: 2 });
    const [clash] = await clashes(kim);
    await settle(kim, clash!.id, 'other', { standing: 'Saved us a month', other: 'Saved weeks' });
    expect(await story(id)).toMatchObject({ text: 'Saved weeks', menteeConsent: false, mentorConsent: false });
    clock.forward(31 * DAY);
    await removeWithdrawnStories(app);
    expect(await story(id)).toBeUndefined();
  });

  it('from an app that says only the version it had seen is kept beside where that is not the present one', async () => {
    const id = storyId();
    await tell(eva, id);
    expect(await tell(kim, id, { text: 'Saved weeks' }, undefined, { baseVersion: 1 })).toMatchObject({
      outcome: 'applied'
    });
    expect(await tell(eva, id, { text: 'Saved days' }, undefined, { baseVersion: 1 })).toMatchObject({
      outcome: 'conflict'
    });
    expect(await story(id)).toMatchObject({ text: 'Saved weeks' });
  });

  it('leaves nothing of its words behind when it goes for good', async () => {
    const id = storyId();
    await tell(eva, id);
    await tell(eva, id, { text: 'Saved us a month' }, { text: told.text });
    await tell(kim, id, { text: 'Saved weeks' }, { text: told.text });
    await send(eva, 'story.consent', { storyId: id, side: 'mentee', consent: false, edition: 2 });
    clock.forward(31 * DAY);
    await removeWithdrawnStories(app);
    const about = and(eq(fieldConflict.entity, 'story'), eq(fieldConflict.entityId, id));
    expect(await app.db.read.select().from(fieldConflict).where(about)).toEqual([]);
    expect(await clashes(kim)).toEqual([]);
  });
});

describe('the settings of a municipality', () => {
  const empty = { conditions: [] as string[], target: null as Record<string, number> | null, example: false };
  const set = (actor: Person, mine: object, was?: object, more = {}) =>
    send(actor, 'setting.set', { municipalityId: net.municipalities[0]!.id, ...empty, ...mine, was }, more);
  const setting = async () => (await records(kim, 'setting'))[0]!;

  it('keep what two people changed in different ones, dimension by dimension and tick by tick', async () => {
    await set(eva, { target: { legal: 3 } }, { target: null });
    expect(await set(kim, { conditions: ['portal'] }, { conditions: [] })).toMatchObject({ outcome: 'applied' });
    expect(await set(eva, { example: true }, { example: false })).toMatchObject({ outcome: 'applied' });
    expect(await set(kim, { conditions: ['large'] }, { conditions: [] })).toMatchObject({ outcome: 'applied' });
    expect(await set(kim, { target: { people: 2 } }, { target: null })).toMatchObject({ outcome: 'applied' });
    const now = await setting();
    expect(now).toMatchObject({ target: { legal: 3, people: 2 }, example: true });
    expect(now.conditions.toSorted()).toEqual(['large', 'portal']);
    expect(await clashes()).toEqual([]);
  });

  it('keep both levels that two chose for one dimension, for the municipality alone', async () => {
    await set(eva, { target: { legal: 3, people: 1 } }, { target: null });
    const outcome = await set(kim, { target: { legal: 5, people: 1 } }, { target: null });
    expect(outcome).toMatchObject({
      outcome: 'conflict',
      theirs: { 'target.legal': { value: 3, by: eva.personId } },
      mine: { 'target.legal': { value: 5, by: kim.personId } }
    });
    expect((await setting()).target).toEqual({ legal: 3, people: 1 });
    for (const actor of [other, coordinator]) expect(await clashes(actor)).toEqual([]);
    const [clash] = await clashes();
    await settle(eva, clash!.id, 'other', { standing: 3, other: 5 });
    expect((await setting()).target).toEqual({ legal: 5, people: 1 });
  });

  it('of an app that says only its version count where it is the present one, and else overwrite nobody', async () => {
    await set(eva, { target: { legal: 3 } });
    expect(await set(kim, { target: { legal: 2 } }, undefined, { baseVersion: 1 })).toMatchObject({
      outcome: 'applied'
    });
    expect(await set(eva, { target: { legal: 4 }, example: true }, undefined, { baseVersion: 1 })).toMatchObject({
      outcome: 'conflict'
    });
    expect(await setting()).toMatchObject({ target: { legal: 2 }, example: true });
  });
});
