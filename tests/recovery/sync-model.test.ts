import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { inArray } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AnswerSet } from '$lib/domain/assessment/commands';
import { ok } from '$lib/domain/shared/result';
import { findAnswer } from '$lib/server/assessment/repository';
import { answerConflict } from '$lib/server/db/schema/assessment';
import type { App } from '$lib/server/app';
import { pushCommands } from '$lib/server/sync/service';
import { findBrokenPromises } from '../sync-model/oracle';
import { type Story, storyArbitrary } from '../sync-model/steps';
import { World } from '../sync-model/world';
import { createTestApp, disposeTestApp } from '../support/test-app';

// How many stories: `npm run test:soak` asks for 100,000.
const RUNS = Number(process.env.SYNC_MODEL_RUNS ?? 2000);
const SEED = process.env.SYNC_MODEL_SEED ? Number(process.env.SYNC_MODEL_SEED) : undefined;

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
  told.conflicts += conflicts.length;
  return findBrokenPromises(app, world);
}

/** So that a test that tells empty stories is noticed. */
const told = { edits: 0, meetings: 0, conflicts: 0 };

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

describe('the test itself', () => {
  it.each([
    ['acknowledges before it commits', acknowledgesBeforeCommit],
    ['lets the last write win', lastWriteWins]
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
    },
    RUNS * 400 + 60_000
  );
});
