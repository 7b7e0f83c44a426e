import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '$lib/domain/identity/actor';
import type { AnswerValue } from '$lib/domain/model/types';
import type { AnswerRecord, Change, LastRecord } from '$lib/domain/sync/records';
import type { App } from '$lib/server/app';
import { answersOf, findAssessmentOf, insertAssessments } from '$lib/server/assessment/repository';
import { closeWave, openWave } from '$lib/server/assessment/service';
import { answer, answerHistory, assessment } from '$lib/server/db/schema/assessment';
import { municipality } from '$lib/server/db/schema/register';
import { insertMany } from '$lib/server/demo/insert-many';
import { shippedModels } from '$lib/server/model/seed';
import { pullChanges, pushCommands } from '$lib/server/sync/service';
import { answerCommand, push } from '../support/commands';
import { createTestApp, disposeTestApp, testClock } from '../support/test-app';
import { createTestNetwork, type TestNetwork } from '../support/test-network';

const { model } = shippedModels.at(-1)!;
const freshFor = (months: number) => model.criteria.filter(({ freshMonths }) => freshMonths === months);
/** Twelve months fresh, twenty-four months fresh, and one nobody knew. */
const [short, long] = [freshFor(12)[0]!.id, freshFor(24)[0]!.id];
const unknown = freshFor(24)[1]!.id;

const clock = testClock('2026-03-01T09:00:00Z');
let app: App;
let network: TestNetwork;
let officer: Actor;
let coordinator: Actor;
let cursor = 0;
let waveId: string;
let assessmentId: string;

const own = () => network.municipalities[0]!;
const pull = async (since: number): Promise<Change[]> => {
  const pulled = await pullChanges(app, officer, { since });
  if (!pulled.ok) throw new Error('refused');
  cursor = pulled.value.cursor;
  return pulled.value.changes;
};
const recordsOf = <T>(changes: Change[], entity: string) =>
  changes.flatMap((change) => (change.entity === entity && change.data ? [change.data as T] : []));
const day = (at: Date) => at.toISOString().slice(0, 10);

beforeAll(async () => {
  app = await createTestApp({ now: clock.now });
  network = await createTestNetwork(app);
  officer = await network.enlist('officer');
  coordinator = await network.enlist('coordinator');
  const old = own().assessmentId;
  const given: [string, AnswerValue][] = [
    [short, 'yes'],
    [long, 'partly'],
    [unknown, 'dont-know']
  ];
  await pushCommands(
    app,
    officer,
    push(
      given.map(([criterionId, value]) =>
        answerCommand(
          old,
          { criterionId, value, note: `said of ${criterionId}` },
          { issuedAt: clock.now().toISOString() }
        )
      )
    )
  );
  // the other municipality answered and never submitted
  await app.db.write(async (tx) => {
    await tx.insert(answer).values({
      id: app.newId(),
      assessmentId: network.municipalities[1]!.assessmentId,
      ...{ criterionId: long, value: 'yes', version: 1, answeredBy: 'x', answeredAt: clock.now() }
    });
    await tx.update(assessment).set({ submittedAt: clock.now() }).where(eq(assessment.id, old));
  });
  await pull(0);
  clock.forward(400 * 86_400_000);
  expect(await closeWave(app, coordinator, { waveId: network.waveId })).toMatchObject({ ok: true });
  const opened = await openWave(app, coordinator, {
    networkId: network.networkId,
    wave: { name: '2027', opensOn: day(clock.now()), closesOn: day(new Date(clock.now().getTime() + 40 * 86_400_000)) }
  });
  if (!opened.ok) throw new Error(JSON.stringify(opened.problems));
  waveId = opened.value.waveId;
  assessmentId = (await findAssessmentOf(app.db.read, waveId, own().id))!.id;
});
afterAll(() => disposeTestApp(app));

describe('a new wave', () => {
  it('begins with what is still fresh, as old as it is and by whoever gave it', async () => {
    const rows = await answersOf(app.db.read, [assessmentId]);
    const { personId } = officer as Extract<Actor, { kind: 'person' }>;
    expect(rows).toMatchObject([
      {
        criterionId: long,
        value: 'partly',
        note: `said of ${long}`,
        origin: 'prefill',
        version: 1,
        answeredBy: personId,
        answeredAt: new Date('2026-03-01T09:00:00Z')
      }
    ]);
    const history = await app.db.read.select().from(answerHistory).where(eq(answerHistory.assessmentId, assessmentId));
    expect(history).toMatchObject([{ criterionId: long, origin: 'prefill', version: 1, receivedAt: clock.now() }]);
  });

  it('is not started by it, and takes nothing from what was never submitted', async () => {
    expect((await findAssessmentOf(app.db.read, waveId, own().id))!.startedAt).toBeNull();
    const other = await findAssessmentOf(app.db.read, waveId, network.municipalities[1]!.id);
    expect(await answersOf(app.db.read, [other!.id])).toEqual([]);
  });

  it.each([
    ['fetches what has changed', () => cursor],
    ['fetches everything', () => 0]
  ])('reaches a device that %s, with what is asked again', async (_case, since) => {
    const start = cursor;
    const changes = await pull(since());
    expect(recordsOf<AnswerRecord>(changes, 'answer')).toMatchObject([{ criterionId: long, origin: 'prefill' }]);
    const last = recordsOf<LastRecord>(changes, 'last');
    expect(last.map(({ criterionId }) => criterionId).sort()).toEqual([short, unknown].sort());
    expect(last.find(({ criterionId }) => criterionId === short)).toMatchObject({
      assessmentId,
      value: 'yes',
      note: `said of ${short}`,
      wave: '2026',
      answeredAt: '2026-03-01T09:00:00.000Z'
    });
    expect(recordsOf(changes, 'assessment')).toMatchObject([{ id: assessmentId, startedAt: null, answered: 0 }]);
    cursor = start;
  });

  it('gives no other municipality any of it', async () => {
    const stranger = await network.enlist('officer', 1);
    const pulled = await pullChanges(app, stranger, { since: 0 });
    if (!pulled.ok) throw new Error('refused');
    expect(recordsOf(pulled.value.changes, 'answer')).toEqual([]);
    expect(recordsOf(pulled.value.changes, 'last')).toEqual([]);
  });

  it('counts an answer as of today once somebody says that it still is so', async () => {
    const confirm = answerCommand(
      assessmentId,
      { criterionId: long, value: 'partly', note: `said of ${long}` },
      { baseVersion: 1, issuedAt: clock.now().toISOString() }
    );
    await pushCommands(app, officer, push([confirm]));
    expect(await answersOf(app.db.read, [assessmentId])).toMatchObject([
      { criterionId: long, value: 'partly', origin: 'own', version: 2, answeredAt: clock.now() }
    ]);
    const found = (await findAssessmentOf(app.db.read, waveId, own().id))!;
    expect(found.startedAt).toEqual(clock.now());
    expect(recordsOf(await pull(0), 'assessment')).toMatchObject([{ answered: 1 }]);
  });
});

it('opens for 290 municipalities with 56 answers each in a few seconds, with few rows in the feed', async () => {
  const large = await createTestNetwork(app, 'Large');
  const chief = await large.enlist('coordinator');
  const at = clock.now();
  const places = Array.from({ length: 290 }, (_, i) => ({ id: app.newId(), code: `9${i}`, assessmentId: app.newId() }));
  await app.db.write(async (tx) => {
    await insertMany(
      tx,
      municipality,
      places.map(({ id, code }) => ({ id, networkId: large.networkId, code, name: `Kommun ${code}`, updatedAt: at }))
    );
    await insertAssessments(
      tx,
      places.map(({ id: municipalityId, assessmentId: id }) => ({
        ...{ id, municipalityId, networkId: large.networkId, waveId: large.waveId },
        ...{ submittedAt: at, updatedAt: at }
      }))
    );
    const answers = places.flatMap(({ assessmentId: id }) =>
      model.criteria.map(({ id: criterionId }) => ({
        id: app.newId(),
        assessmentId: id,
        ...{ criterionId, value: 'yes' as const, version: 1, answeredBy: 'x', answeredAt: at }
      }))
    );
    await insertMany(tx, answer, answers);
  });
  await closeWave(app, chief, { waveId: large.waveId });
  const start = performance.now();
  const opened = await openWave(app, chief, {
    networkId: large.networkId,
    wave: { name: '2028', opensOn: day(at), closesOn: '2028-01-01' }
  });
  const seconds = (performance.now() - start) / 1000;
  if (!opened.ok) throw new Error(JSON.stringify(opened.problems));
  const filled = await app.db.read
    .select()
    .from(answer)
    .innerJoin(assessment, eq(assessment.id, answer.assessmentId))
    .where(eq(assessment.waveId, opened.value.waveId));
  expect(filled).toHaveLength(290 * model.criteria.length);
  expect(seconds).toBeLessThan(10);
  const pulled = await pullChanges(app, chief, { since: 0 });
  expect(pulled).toMatchObject({ ok: true });
}, 60_000);
