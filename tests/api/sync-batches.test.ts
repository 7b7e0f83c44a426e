import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '$lib/domain/identity/actor';
import { isSameThing, needs, type Sent } from '$lib/domain/sync/builds-on';
import type { Outcome } from '$lib/domain/sync/protocol';
import type { App } from '$lib/server/app';
import { startApp } from '$lib/server/start-app';
import { pushCommands } from '$lib/server/sync/service';
import { readEnv } from '../../src/env';
import { describeDatabase } from '../support/compare-databases';
import { answerCommand, envelope, push } from '../support/commands';
import { createTestNetwork, type TestNetwork } from '../support/test-network';

// What a device sends in one request leaves the same database as the same commands sent one by one.

const RUNS = Number(process.env.BATCH_RUNS ?? 50);
const now = () => new Date('2026-11-22T09:00:00Z');
let folder: string;
let template: string;
let net: TestNetwork;
let officer: Extract<Actor, { kind: 'person' }>;
let colleague: Extract<Actor, { kind: 'person' }>;

const open = (file: string): Promise<App> =>
  startApp({ env: readEnv({ DATABASE_URL: file, LOG_LEVEL: 'silent', ORIGIN: 'http://127.0.0.1' }), logTo: 2, now });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waymark-batches-'));
  template = join(folder, 'template.db');
  const app = await open(template);
  net = await createTestNetwork(app);
  officer = await net.enlist('officer');
  colleague = await net.enlist('officer');
  await app.db.close();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Ids of commands and things by number, so that a story that fails can be told again. */
const numbered = (n: number) => `01999999-0000-7000-8000-${String(n).padStart(12, '0')}`;
const EARLIER = 900;

const criteria = [
  ...['mandate-first-decision', 'people-can-explain', 'inventory-first-list'],
  ...['legal-release-check', 'legal-knows-whom-to-ask', 'demand-asked-somebody']
];
const texts = ['', 'In the plan', 'Decided in May'];
const any = fc.record({
  kind: fc.oneof(
    { weight: 3, arbitrary: fc.constant('answer' as const) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        ...(['foreign', 'nowhere', 'broken', 'half', 'newer', 'unknown', 'submit'] as const),
        ...(['step', 'settle', 'repeated', 'repeated', 'repeated', 'reused', 'forged', 'imported', 'rubbish'] as const)
      )
    }
  ),
  criterionId: fc.constantFrom(...criteria),
  value: fc.constantFrom('yes' as const, 'no' as const, 'dont-know' as const),
  note: fc.constantFrom(...texts),
  evidence: fc.constantFrom('', 'https://example.org/decision'),
  baseVersion: fc.constantFrom(null, 1, 2),
  of: fc.nat(40),
  builds: fc.oneof({ weight: 8, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.nat(40) })
});
type Any = typeof any extends fc.Arbitrary<infer T> ? T : never;

/** What a colleague has saved before: what it collides with. */
const earlier = fc.array(fc.record({ criterionId: fc.constantFrom(...criteria), note: fc.constantFrom(...texts) }), {
  maxLength: 3
});

/** A person's commands, in the order in which their device sends them. */
function commandsOf(stories: readonly Any[]): unknown[] {
  const own = net.municipalities[0]!;
  const made: unknown[] = [];
  for (const [n, { kind, criterionId, value, note, evidence, baseVersion, of, builds }] of stories.entries()) {
    const before = made[of % Math.max(1, made.length)] as Record<string, unknown> | undefined;
    const more = {
      ...{ commandId: numbered(n), seq: n, baseVersion },
      ...(builds !== null && { buildsOn: [numbered(builds)] })
    };
    const answer = { criterionId, value, note, evidence };
    const saved = answerCommand(own.assessmentId, answer, more);
    const theirs = { personId: colleague.personId, commandId: numbered(EARLIER + (of % 4)) };
    made.push(
      {
        answer: saved,
        foreign: answerCommand(net.municipalities[1]!.assessmentId, answer, more),
        nowhere: answerCommand(numbered(of), answer, more),
        broken: answerCommand(own.assessmentId, { ...answer, evidence: 'www.example.org' }, more),
        half: answerCommand(own.assessmentId, { ...answer, note: '\ud800' }, more),
        newer: { ...saved, schemaVersion: 99 },
        unknown: envelope('answer.paint', { assessmentId: own.assessmentId, criterionId }, more),
        submit: envelope('assessment.submit', { assessmentId: own.assessmentId }, more),
        step: envelope('step.set', { municipalityId: own.id, criterionId, status: 'planned' }, more),
        settle: envelope('conflict.settle', { conflictId: numbered(of), choose: 'other' }, more),
        repeated: before ?? saved,
        reused: { ...saved, commandId: before?.commandId ?? numbered(n) },
        // somebody else's command id
        forged: { ...saved, commandId: theirs.commandId },
        imported: { ...saved, via: theirs },
        rubbish: [null, 5, 'answer.set', {}, { commandId: numbered(n) }][of % 5]
      }[kind]
    );
  }
  return made;
}

async function send(app: App, actor: Actor, commands: unknown[]): Promise<Outcome[]> {
  const result = await pushCommands(app, actor, push(commands));
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value.outcomes;
}

type Send = (app: App, commands: unknown[]) => Promise<Outcome[]>;

const inOneRequest: Send = (app, commands) => send(app, officer, commands);

/** As a device that waits for each answer: what builds on something refused stays on it. */
const oneByOne: Send = async (app, commands) => {
  const outcomes: Outcome[] = [];
  const refused: { command: Sent & { commandId: string }; outcome: string }[] = [];
  const done = new Set<string>();
  for (const raw of commands) {
    const command = raw as Sent & { commandId: string; buildsOn?: string[] };
    const readable = typeof command?.commandId === 'string' && typeof command.type === 'string';
    const held =
      readable && !done.has(command.commandId)
        ? refused.find(
            ({ command: other }) =>
              other.commandId !== command.commandId &&
              (command.buildsOn?.includes(other.commandId) || isSameThing(command, other) || needs(command, other))
          )
        : undefined;
    const [outcome] = held && isValid(raw) ? [stays(command.commandId, held.outcome)] : await send(app, officer, [raw]);
    outcomes.push(outcome!);
    if (outcome!.outcome === 'rejected' || outcome!.outcome === 'deferred') {
      if (readable) refused.push({ command, outcome: outcome!.outcome });
    } else done.add(command.commandId);
  }
  return outcomes;
};

const isValid = (raw: unknown) => typeof (raw as { payload?: unknown }).payload === 'object';
const stays = (commandId: string, as: string): Outcome =>
  as === 'deferred'
    ? { commandId, outcome: 'deferred', reason: 'held back' }
    : { commandId, outcome: 'rejected', problems: [{ code: 'builds-on-refused', path: '', message: '' }] };

/** What two ways of sending must agree on, place in the request and ids made by the server aside. */
const said = (outcomes: readonly Outcome[]) =>
  outcomes.map((outcome) => ({
    ...{ commandId: outcome.commandId, outcome: outcome.outcome },
    version: 'version' in outcome ? outcome.version : undefined,
    problems: outcome.outcome === 'rejected' ? outcome.problems.map(({ code }) => code) : undefined
  }));

async function tell(before: { criterionId: string; note: string }[], commands: unknown[], by: Send) {
  const file = join(folder, 'told.db');
  await copyFile(template, file);
  const app = await open(file);
  try {
    for (const [i, { criterionId, note }] of before.entries()) {
      const more = { commandId: numbered(EARLIER + i), seq: i, baseVersion: null };
      await send(app, colleague, [
        answerCommand(net.municipalities[0]!.assessmentId, { criterionId, note, value: 'partly' }, more)
      ]);
    }
    const outcomes = await by(app, commands);
    await app.db.close();
    return { outcomes: said(outcomes), tables: await describeDatabase(file, knownIds()) };
  } finally {
    for (const end of ['', '-wal', '-shm']) await rm(file + end, { force: true });
  }
}

const knownIds = () =>
  new Set([
    ...[net.networkId, net.waveId, officer.personId, colleague.personId],
    ...net.municipalities.flatMap(({ id, assessmentId }) => [id, assessmentId]),
    ...Array.from({ length: 1000 }, (_, n) => numbered(n))
  ]);

describe('commands in one request', () => {
  it(`leave the same database as the same commands one by one (${RUNS} stories)`, async () => {
    const kinds = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(
        earlier,
        fc.array(any, { minLength: 1, maxLength: 30, size: 'max' }),
        async (before, stories) => {
          const commands = commandsOf(stories);
          const together = await tell(before, commands, inOneRequest);
          const apart = await tell(before, commands, oneByOne);
          expect(together).toEqual(apart);
          for (const { outcome } of together.outcomes) kinds.set(outcome, (kinds.get(outcome) ?? 0) + 1);
        }
      ),
      { numRuns: RUNS, seed: 4 }
    );
    // the stories are worth telling: every outcome comes up
    expect([...kinds.keys()].sort()).toEqual(['applied', 'conflict', 'deferred', 'duplicate', 'rejected']);
  }, 120_000);

  it('do so where they are more than share a transaction', async () => {
    const commands = Array.from({ length: 260 }, (_, n) =>
      answerCommand(
        net.municipalities[0]!.assessmentId,
        { criterionId: criteria[n % 3]!, note: `${n}` },
        { commandId: numbered(n), seq: n, baseVersion: n < 3 ? null : Math.floor(n / 3) }
      )
    );
    const together = await tell([], commands, inOneRequest);
    expect(together).toEqual(await tell([], commands, oneByOne));
    expect(new Set(together.outcomes.map(({ outcome }) => outcome))).toEqual(new Set(['applied']));
    expect(together.tables.answer_history).toHaveLength(260);
  }, 60_000);
});
