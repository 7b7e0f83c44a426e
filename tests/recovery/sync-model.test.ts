import 'fake-indexeddb/auto';
import { statfsSync } from 'node:fs';
import fc from 'fast-check';
import { eq, inArray } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AnswerSet } from '$lib/domain/assessment/commands';
import type { MeetingLog } from '$lib/domain/outreach/commands';
import type { StepSet } from '$lib/domain/roadmap/commands';
import { ok } from '$lib/domain/shared/result';
import { findAnswer } from '$lib/server/assessment/repository';
import { answerConflict } from '$lib/server/db/schema/assessment';
import { fieldConflict } from '$lib/server/db/schema/clash';
import type { App } from '$lib/server/app';
import { meeting } from '$lib/server/db/schema/outreach';
import { findVisit } from '$lib/server/mentoring/pairing-life-repository';
import { findContact } from '$lib/server/outreach/contact-repository';
import { findMeeting } from '$lib/server/outreach/repository';
import { settingsOf } from '$lib/server/roadmap/repository';
import { pushCommands } from '$lib/server/sync/service';
import { findBrokenPromises } from '../sync-model/oracle';
import { type Story, storyArbitrary } from '../sync-model/steps';
import { World } from '../sync-model/world';
import { createTestApp, disposeTestApp } from '../support/test-app';

// How many stories: `npm run test:soak` asks for 100,000.
const RUNS = Number(process.env.SYNC_MODEL_RUNS ?? 2000);
// The same stories in every `npm test`, so that red means that something was changed; the soak draws new ones.
const SEED = process.env.SYNC_MODEL_SEED ? Number(process.env.SYNC_MODEL_SEED) : RUNS > 2000 ? undefined : 20261122;

let app: App;
let at = Date.UTC(2026, 10, 22, 9);
// each look at the clock is a millisecond later: an order that time stamps can tell
const openApp = () => createTestApp({ now: () => new Date(at++), under: memory() });
beforeAll(async () => {
  app = await openApp();
});
afterAll(() => disposeTestApp(app));

/**
 * A folder in memory, where there is enough of it: in a story programs die and no machines do, so that nothing is shown by
 * waiting for a disk, which took most of the time.
 */
function memory(): string | undefined {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm');
    return bavail * bsize > 1_000_000_000 ? '/dev/shm' : undefined;
  } catch {
    return undefined;
  }
}

/** So many stories share a database: the oracle reads all of it. */
const STORIES_EACH = 100;
let stories = 0;

async function tell(story: Story, push?: typeof pushCommands): Promise<string[]> {
  if (++stories % STORIES_EACH === 0) {
    await disposeTestApp(app);
    app = await openApp();
  }
  const world = await World.create(app, story, push);
  for (const step of story.steps) await world.take(step);
  await world.comeToRest();
  const conflicts = await app.db.read
    .select()
    .from(answerConflict)
    .where(
      inArray(
        answerConflict.assessmentId,
        world.net.municipalities.map((m) => m.assessmentId)
      )
    );
  told.edits += world.edits.length;
  told.meetings += world.meetings.size;
  told.fields += world.fields.length;
  told.conflicts += conflicts.length;
  const clashes = await app.db.read
    .select()
    .from(fieldConflict)
    .where(eq(fieldConflict.networkId, world.net.networkId));
  for (const { entity } of clashes) told.clashes[entity] = (told.clashes[entity] ?? 0) + 1;
  return findBrokenPromises(app, world);
}

/** So that a test that tells empty stories is noticed. */
const told = { edits: 0, fields: 0, meetings: 0, conflicts: 0, clashes: {} as Record<string, number> };

/** A service that says applied and then dies before its transaction commits. */
const acknowledgesBeforeCommit: typeof pushCommands = async (of, actor, input) => {
  const { commands } = input as { commands: { commandId: string; seq: number }[] };
  if (commands[0]!.seq === 2) {
    const outcomes = commands.map(({ commandId }) => ({ commandId, outcome: 'applied' as const, version: 1 }));
    return ok({ protocol: 1, outcomes });
  }
  return pushCommands(of, actor, input);
};

/** A service in which the last to write wins: it takes every answer as if its author had seen the present one. */
const lastWriteWins: typeof pushCommands = async (of, actor, input) => {
  const push = input as { commands: { type: string; payload: AnswerSet; baseVersion: number | null }[] };
  const commands = [];
  for (const command of push.commands) {
    const { assessmentId, criterionId } = command.payload;
    const present = command.type === 'answer.set' ? await findAnswer(of.db.read, assessmentId, criterionId) : undefined;
    commands.push(present ? { ...command, baseVersion: present.version } : command);
  }
  return pushCommands(of, actor, { ...push, commands });
};

/** The same for meetings: taken as if its author had seen everything that is there. */
const lastMeetingWins: typeof pushCommands = async (of, actor, input) => {
  const push = input as { commands: { type: string; payload: MeetingLog; baseVersion: number | null }[] };
  const commands = [];
  for (const command of push.commands) {
    const { was: _, ...payload } = command.payload;
    const present = command.type === 'meeting.log' ? await findMeeting(of.db.read, payload.meetingId) : undefined;
    commands.push(present ? { ...command, payload, baseVersion: present.version } : command);
  }
  return pushCommands(of, actor, { ...push, commands });
};

/** And for steps: nobody says what they had seen. */
const lastStepWins: typeof pushCommands = (of, actor, input) => {
  const push = input as { commands: { type: string; payload: StepSet }[] };
  const commands = push.commands.map((command) => {
    const { was: _, ...payload } = command.payload;
    return command.type === 'step.set' ? { ...command, payload } : command;
  });
  return pushCommands(of, actor, { ...push, commands });
};

/** And for contacts, visits and targets: everybody is taken to have seen what is there just now. */
const lastOfOthersWins: typeof pushCommands = async (of, actor, input) => {
  const push = input as { commands: { type: string; payload: { was?: object } }[] };
  const commands = [];
  for (const command of push.commands) {
    const { was, ...payload } = command.payload;
    const merges = was && ['contact.set', 'visit.set', 'setting.set'].includes(command.type);
    commands.push(
      merges ? { ...command, payload: { ...payload, was: await standingOf(of, command.payload) } } : command
    );
  }
  return pushCommands(of, actor, { ...push, commands });
};

async function standingOf({ db }: App, payload: { was?: object }): Promise<object> {
  const { contactId, visitId, municipalityId = '' } = payload as Record<string, string>;
  const now: object | undefined = contactId
    ? await findContact(db.read, contactId)
    : visitId
      ? await findVisit(db.read, visitId)
      : (await settingsOf(db.read, [municipalityId]))[0];
  const at = (field: string) => (now as Record<string, unknown> | undefined)?.[field];
  return Object.fromEntries(Object.keys(payload.was ?? {}).map((field) => [field, at(field)]));
}

/** A service that answers officers with what stands in a meeting they may not read. */
const tellsTooMuch: typeof pushCommands = async (of, actor, input) => {
  const result = await pushCommands(of, actor, input);
  const membership = actor.kind === 'person' ? actor.memberships[0] : undefined;
  if (!result.ok || membership?.role !== 'officer') return result;
  const [one] = await of.db.read.select().from(meeting).where(eq(meeting.networkId, membership.networkId)).limit(1);
  const outcomes = result.value.outcomes.map((outcome) =>
    outcome.outcome === 'applied' ? { ...outcome, merged: { exchange: one?.exchange } } : outcome
  );
  return ok({ ...result.value, outcomes });
};

describe('the test itself', () => {
  it.each([
    ['acknowledges before it commits', acknowledgesBeforeCommit, /^lost/m],
    ['lets the last write win', lastWriteWins, /^lost/m],
    ['lets the last write win in meetings', lastMeetingWins, /^lost/m],
    ['lets the last write win in steps', lastStepWins, /^lost/m],
    ['lets the last write win in contacts, visits and targets', lastOfOthersWins, /^lost/m],
    ['answers with what somebody may not read', tellsTooMuch, /^officer was told/m]
  ])(
    'notices a service that %s',
    async (_fault, push, fault) => {
      const found = await fc.check(
        fc.asyncProperty(storyArbitrary, async (story) => {
          const faults = (await tell(story, push)).join('\n');
          expect(faults).not.toMatch(fault);
        }),
        // the same stories every time: how soon a fault is found is no matter of luck
        { numRuns: 1000, seed: 20261122, endOnFailure: true }
      );
      expect(found.failed).toBe(true);
    },
    300_000
  );
});

describe('stories in which two coordinators change one meeting', () => {
  const change = (device: number, part: 'new' | 'exchange' | 'rename') =>
    ({ do: 'meeting', device, meeting: 0, part, item: 0 }) as const;
  const sync = (device: number) => ({ do: 'sync', device, weather: 'fine' }) as const;
  const steps: Story['steps'] = [
    change(0, 'new'),
    sync(0),
    sync(1),
    change(0, 'exchange'),
    change(0, 'rename'),
    change(1, 'exchange'),
    change(1, 'rename'),
    sync(0),
    sync(1)
  ];
  const story: Story = {
    people: ['coordinator', 'second coordinator'],
    ...{ devices: [0, 1], serverIsOld: false, appsAreOld: false, cold: false, steps }
  };

  it('lose nothing', async () => {
    expect(await tell(story)).toEqual([]);
  });

  it('lose words where the last write wins', async () => {
    expect(await tell(story, lastMeetingWins)).toHaveLength(2);
  });
});

describe('stories that once lost something', () => {
  it('choosing between two answers does not overwrite what somebody wrote into the standing one meanwhile', async () => {
    const answer = (device: number, value: 'yes' | 'dont-know', text: 'value' | 'all') =>
      ({ do: 'answer', device, criterion: 1, value, text }) as const;
    const sync = (device: number, weather: 'fine' | 'answer-lost') => ({ do: 'sync', device, weather }) as const;
    const steps: Story['steps'] = [
      answer(0, 'dont-know', 'value'),
      sync(0, 'fine'),
      answer(1, 'yes', 'value'),
      sync(1, 'answer-lost'),
      sync(2, 'fine'),
      answer(0, 'yes', 'all'),
      { do: 'settle', device: 2, conflict: 0, choose: 'other' },
      sync(0, 'fine')
    ];
    expect(
      await tell({ people: ['officer'], devices: [0, 0, 0], serverIsOld: false, appsAreOld: false, cold: false, steps })
    ).toEqual([]);
  });

  it('a change made on top of one whose fate is unknown builds on what that one built on', async () => {
    const answer = (device: number, value: 'yes' | 'partly', text: 'value' | 'note' | 'all') =>
      ({ do: 'answer', device, criterion: 0, value, text }) as const;
    const steps: Story['steps'] = [
      answer(0, 'partly', 'value'),
      answer(1, 'partly', 'all'),
      { do: 'sync', device: 1, weather: 'answer-lost' },
      { do: 'sync', device: 0, weather: 'answer-lost' },
      answer(0, 'yes', 'note'),
      { do: 'sync', device: 0, weather: 'fine', crash: { step: 3, after: false } },
      answer(0, 'yes', 'value')
    ];
    expect(
      await tell({ people: ['officer'], devices: [0, 0], serverIsOld: false, appsAreOld: false, cold: false, steps })
    ).toEqual([]);
  });

  it('keeping the standing answer does not overwrite what it has become meanwhile', async () => {
    const answer = (device: number, text: 'value' | 'note' | 'all') =>
      ({ do: 'answer', device, criterion: 1, value: device ? 'dont-know' : 'yes', text }) as const;
    const sync = (device: number) => ({ do: 'sync', device, weather: 'fine' }) as const;
    const steps: Story['steps'] = [
      answer(1, 'note'),
      sync(1),
      answer(0, 'all'),
      sync(0),
      { do: 'settle', device: 0, conflict: 0, choose: 'present' },
      answer(1, 'value'),
      sync(1),
      answer(0, 'note'),
      sync(0)
    ];
    expect(
      await tell({ people: ['officer'], devices: [0, 0], serverIsOld: false, appsAreOld: false, cold: false, steps })
    ).toEqual([]);
  });
});

describe('whatever happens to devices, network and server', () => {
  it(
    `nothing that was seen as saved is lost (${RUNS} stories)`,
    async () => {
      await fc.assert(
        fc.asyncProperty(storyArbitrary, async (story) => {
          expect(await tell(story)).toEqual([]);
        }),
        { numRuns: RUNS, seed: SEED, endOnFailure: false }
      );
      console.log(JSON.stringify(told));
      expect(told.edits).toBeGreaterThan(RUNS * 2);
      expect(told.conflicts).toBeGreaterThan(RUNS / 10);
      expect(told.fields).toBeGreaterThan(RUNS * 2);
      for (const kind of ['meeting', 'step', 'contact', 'visit', 'setting'])
        expect(told.clashes[kind] ?? 0, `two versions of a ${kind}`).toBeGreaterThan(RUNS / 250);
    },
    RUNS * 400 + 60_000
  );
});
