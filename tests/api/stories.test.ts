import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '$lib/domain/identity/actor';
import type { StoryRecord } from '$lib/domain/mentoring/story';
import type { Change } from '$lib/domain/sync/records';
import type { App } from '$lib/server/app';
import { readEffect } from '$lib/server/mentoring/effect-service';
import { removeWithdrawnStories } from '$lib/server/mentoring/remove-withdrawn-stories';
import { insertRound } from '$lib/server/mentoring/repository';
import { findStory } from '$lib/server/mentoring/story-repository';
import { pullChanges, pushCommands } from '$lib/server/sync/service';
import { envelope, push } from '../support/commands';
import { createTestApp, disposeTestApp, testClock } from '../support/test-app';
import { actorOf, createMember, createMunicipality, createNetwork } from '../support/test-people';

const DAY = 86_400_000;
const CRITERION = 'legal-release-check';
let clock: ReturnType<typeof testClock>;
let app: App;
let networkId: string;
let pairingId: string;
let storyId: string;
let mentee: Actor;
let mentor: Actor;
let third: Actor;
let analyst: Actor;
let coordinator: Actor;
let elsewhere: Actor;

beforeAll(async () => {
  clock = testClock();
  app = await createTestApp({ now: clock.now });
});
afterAll(() => disposeTestApp(app));

beforeEach(async () => {
  networkId = await createNetwork(app);
  const place = (code: string, name: string) => createMunicipality(app, networkId, code, name);
  const [menteeId, mentorId, thirdId] = [
    await place('2480', 'Umeå'),
    await place('2580', 'Luleå'),
    await place('2161', 'Ljusdal')
  ];
  const member = async (role: 'officer' | 'coordinator' | 'analyst', municipalityId?: string, of = networkId) =>
    actorOf(app, (await createMember(app, { networkId: of, role, municipalityId })).personId);
  mentee = await member('officer', menteeId);
  mentor = await member('officer', mentorId);
  third = await member('officer', thirdId);
  analyst = await member('analyst');
  coordinator = await member('coordinator');
  elsewhere = await member('coordinator', undefined, await createNetwork(app, 'Elsewhere'));
  pairingId = app.newId();
  storyId = app.newId();
  const roundId = app.newId();
  const now = app.now();
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
          ...{ roundId, status: 'active', startedAt: now }
        }
      ]
    )
  );
});

const told = () => ({
  ...{ storyId, pairingId, side: 'mentee', text: 'Their template saved us a month' },
  ...{ dimension: 'legal', criterionId: CRITERION, month: '2026-03' }
});

async function send(actor: Actor, type: string, payload: unknown) {
  const result = await pushCommands(app, actor, push([envelope(type, payload)], app.newId()));
  if (!result.ok) throw new Error(result.problems[0]!.message);
  const outcome = result.value.outcomes[0]!;
  return outcome.outcome === 'rejected' ? outcome.problems[0]!.code : outcome.outcome;
}
const consent = (actor: Actor, side: string, given = true, edition = 1) =>
  send(actor, 'story.consent', { storyId, side, consent: given, edition });

async function pull(actor: Actor, since = 0) {
  const pulled = await pullChanges(app, actor, { since });
  if (!pulled.ok) throw new Error(pulled.problems[0]!.message);
  return pulled.value;
}
async function seenBy(actor: Actor): Promise<StoryRecord[]> {
  const { changes } = await pull(actor);
  return changes.flatMap((change) => (change.entity === 'story' && change.data ? [change.data] : []));
}

describe('a story of a pairing', () => {
  it('is for its two municipalities until both agree, then for the whole network and nobody else', async () => {
    expect(await send(mentee, 'story.tell', told())).toBe('applied');
    const [waiting] = await seenBy(mentor);
    expect(waiting).toMatchObject({ menteeConsent: true, mentorConsent: false, edition: 1 });
    expect(await seenBy(mentee)).toHaveLength(1);
    for (const actor of [third, analyst, coordinator, elsewhere]) expect(await seenBy(actor)).toEqual([]);
    expect(await consent(mentor, 'mentor')).toBe('applied');
    for (const actor of [third, analyst, coordinator, mentee, mentor])
      expect(await seenBy(actor)).toMatchObject([{ id: storyId, criterionId: CRITERION, month: '2026-03' }]);
    expect(await seenBy(elsewhere)).toEqual([]);
  });

  it('leaves devices at their next synchronisation when either side takes its consent back', async () => {
    await send(mentor, 'story.tell', { ...told(), side: 'mentor' });
    await consent(mentee, 'mentee');
    const { cursor } = await pull(third);
    expect(await seenBy(third)).toHaveLength(1);
    expect(await consent(mentee, 'mentee', false)).toBe('applied');
    const { changes } = await pull(third, cursor);
    expect(changes).toEqual([{ entity: 'story', id: storyId, data: null } satisfies Change]);
    expect(JSON.stringify(changes)).not.toContain('template');
    expect(await seenBy(coordinator)).toEqual([]);
    // and may be agreed to again
    await consent(mentee, 'mentee');
    expect(await seenBy(third)).toHaveLength(1);
    await consent(mentor, 'mentor', false);
    expect(await seenBy(third)).toEqual([]);
  });

  it('asks the other side anew when its words change, and takes no consent to words that were not read', async () => {
    await send(mentee, 'story.tell', told());
    await consent(mentor, 'mentor');
    expect(await send(mentee, 'story.tell', { ...told(), text: 'They did it all' })).toBe('applied');
    expect(await seenBy(third)).toEqual([]);
    expect(await consent(mentor, 'mentor', true, 1)).toBe('changed-since');
    expect(await consent(mentor, 'mentor', true, 2)).toBe('applied');
    expect(await seenBy(third)).toMatchObject([{ text: 'They did it all', edition: 2 }]);
    // said again in the same words, the consent stands
    await send(mentee, 'story.tell', { ...told(), text: 'They did it all' });
    expect(await seenBy(third)).toHaveLength(1);
  });

  it('is told and agreed to by each side for itself', async () => {
    expect(await send(mentee, 'story.tell', { ...told(), side: 'mentor' })).toBe('forbidden');
    expect(await send(third, 'story.tell', told())).toBe('forbidden');
    expect(await send(coordinator, 'story.tell', told())).toBe('forbidden');
    await send(mentee, 'story.tell', told());
    for (const actor of [mentee, third, coordinator, analyst]) expect(await consent(actor, 'mentor')).toBe('forbidden');
    expect(await send(mentor, 'story.tell', { ...told(), side: 'mentor' })).toBe('not-teller');
    expect(await seenBy(third)).toEqual([]);
  });

  it.each([
    ['longer than 800 characters', { text: 'a'.repeat(801) }, 'invalid'],
    ['without words', { text: '  ' }, 'invalid'],
    ['of a month that is none', { month: '2026-13' }, 'invalid'],
    ['of a month to come', { month: '2026-12' }, 'month-ahead'],
    ['of a pairing that is not there', { pairingId: '018f0000-0000-7000-8000-000000000000' }, 'not-found']
  ])('is refused %s', async (_what, change, code) => {
    expect(await send(mentee, 'story.tell', { ...told(), ...change })).toBe(code);
  });

  it('goes for good a month after it was taken back, from the two as well', async () => {
    await send(mentee, 'story.tell', told());
    await consent(mentor, 'mentor');
    await consent(mentor, 'mentor', false);
    clock.forward(29 * DAY);
    await removeWithdrawnStories(app);
    expect(await findStory(app.db.read, storyId)).toBeDefined();
    const { cursor } = await pull(mentee);
    clock.forward(2 * DAY);
    await removeWithdrawnStories(app);
    expect(await findStory(app.db.read, storyId)).toBeUndefined();
    expect((await pull(mentee, cursor)).changes).toEqual([{ entity: 'story', id: storyId, data: null }]);
  });

  it('stands on the coordinator’s page with the names once both agree, not before', async () => {
    const page = async () => {
      const read = await readEffect(app, coordinator, { networkId });
      if (!read.ok) throw new Error(read.problems[0]!.message);
      return read.value;
    };
    await send(mentee, 'story.tell', told());
    expect((await page()).stories).toEqual([]);
    await consent(mentor, 'mentor');
    expect(await page()).toMatchObject({
      result: { kind: 'stories-only', pairs: 0 },
      finding: { kind: 'stories-only', needed: 20 },
      stories: [{ mentee: 'Umeå', mentor: 'Luleå', text: 'Their template saved us a month' }]
    });
    for (const actor of [mentee, analyst, elsewhere])
      expect(await readEffect(app, actor, { networkId })).toMatchObject({
        ok: false,
        problems: [{ code: 'forbidden' }]
      });
  });
});
