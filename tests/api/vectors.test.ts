import fc from 'fast-check';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UNCONFIRMED, unpackSheet } from '$lib/domain/assessment/packed-answers';
import { levelsOfPacked } from '$lib/domain/reporting/packed-wave';
import { scoreAssessment } from '$lib/domain/assessment/score-assessment';
import { type Actor, OPERATOR } from '$lib/domain/identity/actor';
import { ANSWER_VALUES, type AnswerValue } from '$lib/domain/model/types';
import type { App } from '$lib/server/app';
import { copySharedAnswers } from '$lib/server/assessment/assist-service';
import { ensureVectors, packOnce } from '$lib/server/assessment/ensure-vectors';
import { answersOf, findWave, openConflicts, updateAssessment } from '$lib/server/assessment/repository';
import { closeWave, openWave } from '$lib/server/assessment/service';
import { importAnswers, undoAnswersImport } from '$lib/server/assessment/transfer-import-service';
import { membership } from '$lib/server/db/schema/identity';
import { answerVector } from '$lib/server/db/schema/vectors';
import { shippedModels } from '$lib/server/model/seed';
import { checkVectors } from '$lib/server/operations/check-vectors';
import { repackAnswers } from '$lib/server/operations/repack-service';
import { gatherWave } from '$lib/server/reporting/gather';
import { pushCommands } from '$lib/server/sync/service';
import { answerCommand, envelope, push } from '../support/commands';
import { createTestApp, disposeTestApp, testClock } from '../support/test-app';
import { createTestNetwork, type TestNetwork } from '../support/test-network';

const { model } = shippedModels.at(-1)!;
const criteria = model.criteria.slice(0, 6).map(({ id }) => id);
const clock = testClock();

let app: App;
let net: TestNetwork;
let officer: Extract<Actor, { kind: 'person' }>;

beforeAll(async () => {
  app = await createTestApp({ now: clock.now });
});
afterAll(() => disposeTestApp(app));

const url = () => app.env.DATABASE_URL;
const faults = () => checkVectors(url(), { missing: true });
const one = () => net.municipalities[0]!.assessmentId;
const other = () => net.municipalities[1]!.assessmentId;

/** A new network whose officer answers for both municipalities. */
async function begin(): Promise<void> {
  net = await createTestNetwork(app);
  officer = await net.enlist('officer');
  const networkId = net.networkId;
  const municipalityId = net.municipalities[1]!.id;
  const { personId } = officer;
  await app.db.write(
    async (tx) =>
      void (await tx
        .insert(membership)
        .values({ id: app.newId(), personId, networkId, role: 'officer', municipalityId, createdAt: clock.now() }))
  );
  officer = { ...officer, memberships: [...officer.memberships, { networkId, role: 'officer', municipalityId }] };
}

const send = (commands: unknown[]) => pushCommands(app, officer, push(commands));
const at = () => clock.now().toISOString();

type Doing =
  | { do: 'answer'; criterion: number; value: AnswerValue | null; stale: boolean; note: string }
  | { do: 'many'; values: (AnswerValue | null)[] }
  | { do: 'settle'; choose: 'present' | 'other' }
  | { do: 'import'; value: AnswerValue; undo: boolean }
  | { do: 'copy' }
  | { do: 'lose' };

const value = fc.constantFrom(...ANSWER_VALUES.slice(0, 3), null);
const doing: fc.Arbitrary<Doing> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('answer' as const),
      criterion: fc.nat(5),
      value,
      stale: fc.boolean(),
      note: fc.constantFrom('', 'seen')
    })
  },
  fc.record({ do: fc.constant('many' as const), values: fc.array(value, { minLength: 6, maxLength: 6 }) }),
  fc.record({ do: fc.constant('settle' as const), choose: fc.constantFrom('present' as const, 'other' as const) }),
  fc.record({
    do: fc.constant('import' as const),
    value: fc.constantFrom('yes' as const, 'no' as const),
    undo: fc.boolean()
  }),
  fc.record({ do: fc.constant('copy' as const) }),
  // somebody deletes the packed answers: the next one who writes packs them anew
  fc.record({ do: fc.constant('lose' as const) })
);

async function carryOut(step: Doing): Promise<void> {
  clock.forward(1000);
  const present = new Map((await answersOf(app.db.read, [one()])).map((row) => [row.criterionId, row.version]));
  const base = (id: string, stale: boolean) => (stale ? 1 : (present.get(id) ?? null));
  if (step.do === 'answer') {
    const criterionId = criteria[step.criterion]!;
    const change = { criterionId, value: step.value, note: step.note };
    await send([answerCommand(one(), change, { baseVersion: base(criterionId, step.stale), issuedAt: at() })]);
  } else if (step.do === 'many') {
    const some = criteria.map((criterionId, i) => ({ criterionId, value: step.values[i]! }));
    await send(some.map((change) => answerCommand(one(), change, { baseVersion: base(change.criterionId, false) })));
  } else if (step.do === 'settle') {
    const [conflict] = await openConflicts(app.db.read, one());
    if (conflict) await send([envelope('conflict.settle', { conflictId: conflict.id, choose: step.choose })]);
  } else if (step.do === 'import') {
    const text = `criterion,answer\n${criteria
      .slice(2, 5)
      .map((id) => `${id},${step.value}`)
      .join('\n')}\n`;
    const file = {
      fileName: 'answers.csv',
      bytes: new TextEncoder().encode(text),
      choices: { words: {}, criteria: {} }
    };
    const done = await importAnswers(app, officer, { assessmentId: one(), ...file, newer: 'take' });
    if (done.ok && step.undo && done.value.importId)
      await undoAnswersImport(app, officer, { importId: done.value.importId });
  } else if (step.do === 'copy') {
    await copySharedAnswers(app, officer, { fromAssessmentId: one(), toAssessmentIds: [other()] });
  } else {
    await app.db.write(async (tx) => void (await tx.delete(answerVector).where(eq(answerVector.assessmentId, one()))));
  }
}

const sheetOf = async (assessmentId: string) => {
  const [row] = await app.db.read.select().from(answerVector).where(eq(answerVector.assessmentId, assessmentId));
  return row
    ? unpackSheet(
        model.criteria.map(({ id }) => id),
        row.bytes
      )
    : {};
};

describe('packed answers', () => {
  it('are what the answers are after any sequence of changes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(doing, { minLength: 1, maxLength: 12 }), async (steps) => {
        await begin();
        for (const step of steps) await carryOut(step);
        // lost ones are packed by the next who writes there, or at the next start
        expect(await checkVectors(url(), { missing: false })).toEqual([]);
        await ensureVectors(app);
        expect(await faults()).toEqual([]);
      }),
      { numRuns: 15 }
    );
  }, 60_000);

  it('are carried into the next wave with its answers, and say that nobody has confirmed them', async () => {
    await begin();
    const coordinator = await net.enlist('coordinator');
    await send([answerCommand(one(), { criterionId: criteria[0]!, value: 'yes' })]);
    await app.db.write((tx) => updateAssessment(tx, one(), { submittedAt: clock.now(), submittedBy: 'x' }));
    await closeWave(app, coordinator, { waveId: net.waveId });
    const [opensOn, closesOn] = [0, 30].map((days) =>
      new Date(clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10)
    ) as [string, string];
    const opened = await openWave(app, coordinator, {
      networkId: net.networkId,
      wave: { name: 'next', opensOn, closesOn, publish: 'aggregates' }
    });
    if (!opened.ok) throw new Error(JSON.stringify(opened.problems));
    const place = model.criteria.findIndex(({ id }) => id === criteria[0]);
    const vectors = await app.db.read.select().from(answerVector);
    expect(vectors.map(({ bytes }) => bytes[place])).toContain(1 | UNCONFIRMED);
    expect(await faults()).toEqual([]);
  });

  it('fall with the answers they belong to: what fails between the two leaves neither', async () => {
    await begin();
    await send([answerCommand(one(), { criterionId: criteria[0]!, value: 'no' })]);
    await app.db.execute(
      "CREATE TRIGGER fail BEFORE UPDATE ON answer_vector BEGIN SELECT RAISE(ABORT, 'no power'); END"
    );
    const commands = [1, 2].map((i) => answerCommand(one(), { criterionId: criteria[i]!, value: 'yes' }));
    await expect(send(commands)).rejects.toThrow();
    expect(await sheetOf(one())).toEqual({ [criteria[0]!]: 'no' });
    expect((await answersOf(app.db.read, [one()])).length).toBe(1);
    await app.db.execute('DROP TRIGGER fail');
    expect(await send(commands)).toMatchObject({
      ok: true,
      value: { outcomes: [{ outcome: 'applied' }, { outcome: 'applied' }] }
    });
    expect(await faults()).toEqual([]);
  });

  it('that differ are named by verify with assessment and question, and mended', async () => {
    await begin();
    await send(criteria.map((criterionId) => answerCommand(one(), { criterionId, value: 'yes' })));
    const place = model.criteria.findIndex(({ id }) => id === criteria[3]);
    await app.db.write(async (tx) => {
      const [row] = await tx.select().from(answerVector).where(eq(answerVector.assessmentId, one()));
      row!.bytes[place] = 3;
      await tx.update(answerVector).set({ bytes: row!.bytes }).where(eq(answerVector.assessmentId, one()));
    });
    expect(await faults()).toEqual([
      `The packed answers of assessment ${one()} differ from its answers in "${criteria[3]}": packed as no, answered yes`
    ]);
    expect(await repackAnswers(app, OPERATOR)).toMatchObject({ ok: true, value: { mended: 1 } });
    expect(await faults()).toEqual([]);
    expect(await repackAnswers(app, OPERATOR)).toMatchObject({ ok: true, value: { mended: 0 } });
  });

  it('of a database from before there were any are made at the start, also after a start that was stopped', async () => {
    await begin();
    await send([answerCommand(one(), { criterionId: criteria[0]!, value: 'partly' })]);
    await app.db.write(async (tx) => void (await tx.delete(answerVector)));
    expect((await faults()).length).toBeGreaterThan(0);
    // done once, it is not looked for at every start
    expect(await packOnce(app)).toBe(0);
    await app.db.execute('PRAGMA user_version = 0');
    const all = await packOnce(app);
    expect(all).toBeGreaterThan(0);
    // stopped when half was done
    await app.db.write(async (tx) => void (await tx.run(sql`delete from answer_vector where rowid % 2 = 0`)));
    expect(await ensureVectors(app)).toBeLessThan(all);
    expect(await faults()).toEqual([]);
    expect(await sheetOf(one())).toEqual({ [criteria[0]!]: 'partly' });
  });

  it('are what a report counts', async () => {
    await begin();
    await send(
      model.criteria
        .filter(({ level }) => level <= 2)
        .map(({ id: criterionId }) => answerCommand(one(), { criterionId, value: 'yes' }))
    );
    await app.db.write((tx) => updateAssessment(tx, one(), { submittedAt: clock.now(), mode: 'assisted' }));
    const wave = (await findWave(app.db.read, net.waveId))!;
    const input = await gatherWave(app, wave, model, 5);
    expect(input.municipalities.map(({ code }) => code)).toEqual(['0114', '0115']);
    expect(input.invited).toEqual(['0114', '0115']);
    expect([...input.wave!.municipality]).toEqual([0]);
    expect([...input.wave!.mode]).toEqual([1]);
    const sheet = unpackSheet(
      model.criteria.map(({ id }) => id),
      input.wave!.answers
    );
    expect(levelsOfPacked(model, input.wave!).overall[0]).toBe(scoreAssessment(model, sheet).overall.level);
    // and of those whose packed answers are not there yet, their answers
    await app.db.write(async (tx) => void (await tx.delete(answerVector)));
    expect((await gatherWave(app, wave, model, 5)).wave).toEqual(input.wave);
  });
});
