import 'fake-indexeddb/auto';
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
import { findMeeting } from '$lib/server/outreach/repository';
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
beforeAll(async () => {
  // each look at the clock is a millisecond later: an order that time stamps can tell
  app = await createTestApp({ now: () => new Date(at++) });
});
afterAll(() => disposeTestApp(app));

async function tell(story: Story, push?: typeof pushCommands): Promise<string[]> {
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
  told.clashes += clashes.length;
  return findBrokenPromises(app, world);
}

/** So that a test that tells empty stories is noticed. */
const told = { edits: 0, fields: 0, meetings: 0, conflicts: 0, clashes: 0 };

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

describe('the test itself', () => {
  it.each([
    ['acknowledges before it commits', acknowledgesBeforeCommit],
    ['lets the last write win', lastWriteWins],
    ['lets the last write win in meetings', lastMeetingWins],
    ['lets the last write win in steps', lastStepWins]
  ])(
    'notices a service that %s',
    async (_fault, push) => {
      const found = await fc.check(
        fc.asyncProperty(storyArbitrary, async (story) => (await tell(story, push)).length === 0),
        { numRuns: 300, endOnFailure: true }
      );
      expect(found.failed).toBe(true);
    },
    60_000
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
      expect(told.clashes).toBeGreaterThan(RUNS / 10);
    },
    RUNS * 400 + 60_000
  );
});
