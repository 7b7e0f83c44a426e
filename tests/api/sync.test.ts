import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '$lib/domain/identity/actor';
import type { Outcome } from '$lib/domain/sync/protocol';
import type { App } from '$lib/server/app';
import { answer, answerHistory } from '$lib/server/db/schema/assessment';
import { auditLog } from '$lib/server/db/schema/identity';
import { syncCommand } from '$lib/server/db/schema/sync';
import { shippedModels } from '$lib/server/model/seed';
import { pullChanges, pushCommands } from '$lib/server/sync/service';
import { answerCommand, envelope, push } from '../support/commands';
import { createTestApp, disposeTestApp } from '../support/test-app';
import { createTestNetwork, type TestNetwork } from '../support/test-network';

let app: App;
let net: TestNetwork;
let officer: Actor;
let colleague: Actor;

beforeAll(async () => {
  app = await createTestApp();
  net = await createTestNetwork(app);
  officer = await net.enlist('officer');
  colleague = await net.enlist('officer');
});
afterAll(() => disposeTestApp(app));

async function send(actor: Actor, ...commands: unknown[]): Promise<Outcome[]> {
  const result = await pushCommands(app, actor, push(commands));
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value.outcomes;
}

const own = () => net.municipalities[0]!.assessmentId;
const present = async (criterionId: string) =>
  (await app.db.read.select().from(answer).where(eq(answer.criterionId, criterionId))).find(
    (row) => row.assessmentId === own()
  );

describe('answers from devices', () => {
  it('stores an answer with its history and audit row, and tells the version', async () => {
    const command = answerCommand(own(), { criterionId: 'people-can-explain', note: 'In the plan' });
    const [outcome] = await send(officer, command);
    expect(outcome).toEqual({ commandId: command.commandId, outcome: 'applied', version: 1 });
    expect(await present('people-can-explain')).toMatchObject({ value: 'yes', note: 'In the plan', version: 1 });
    const audit = await app.db.read
      .select()
      .from(auditLog)
      .where(eq(auditLog.subject, `${own()}/people-can-explain`));
    expect(audit).toHaveLength(1);
    expect(JSON.stringify(audit)).not.toContain('In the plan');
  });

  it('carries a repeated command out once', async () => {
    const command = answerCommand(own(), { criterionId: 'inventory-first-list' });
    await send(officer, command);
    const again = await Promise.all([send(officer, command), send(officer, command)]);
    for (const [outcome] of again) expect(outcome).toMatchObject({ outcome: 'duplicate', version: 1 });
    const history = await app.db.read
      .select()
      .from(answerHistory)
      .where(eq(answerHistory.criterionId, 'inventory-first-list'));
    expect(history).toHaveLength(1);
  });

  it('carries a command out once when it arrives twice at the same time', async () => {
    const command = answerCommand(own(), { criterionId: 'legal-knows-whom-to-ask' });
    const outcomes = (await Promise.all(Array.from({ length: 5 }, () => send(officer, command)))).flat();
    expect(outcomes.filter((o) => o.outcome === 'applied')).toHaveLength(1);
    expect(outcomes.filter((o) => o.outcome === 'duplicate')).toHaveLength(4);
  });

  it('keeps both answers when two officers change the same criterion offline', async () => {
    const criterionId = 'publishing-knows-where';
    await send(officer, answerCommand(own(), { criterionId, value: 'no' }));
    await send(colleague, answerCommand(own(), { criterionId, value: 'yes' }, { baseVersion: 1 }));
    const [outcome] = await send(
      officer,
      answerCommand(own(), { criterionId, value: 'partly', note: 'Only maps' }, { baseVersion: 1 })
    );
    expect(outcome).toMatchObject({
      outcome: 'conflict',
      theirs: { value: 'yes' },
      mine: { value: 'partly', note: 'Only maps' }
    });
    expect(await present(criterionId)).toMatchObject({ value: 'yes' });

    const pulled = await pullChanges(app, colleague, { since: 0 });
    if (!pulled.ok) throw new Error('refused');
    const conflict = pulled.value.changes.find((c) => c.entity === 'conflict');
    expect(conflict?.data).toMatchObject({ criterionId, value: 'partly', note: 'Only maps' });

    const [settled] = await send(colleague, envelope('conflict.settle', { conflictId: conflict!.id, choose: 'other' }));
    expect(settled).toMatchObject({ outcome: 'applied', version: 3 });
    expect(await present(criterionId)).toMatchObject({ value: 'partly', note: 'Only maps', version: 3 });
  });

  it('puts a value and a note together when one officer changed each', async () => {
    const criterionId = 'quality-contact';
    await send(officer, answerCommand(own(), { criterionId, value: 'no' }));
    await send(
      colleague,
      answerCommand(own(), { criterionId, value: 'no', note: 'Ask the archive' }, { baseVersion: 1 })
    );
    const [outcome] = await send(officer, answerCommand(own(), { criterionId, value: 'yes' }, { baseVersion: 1 }));
    expect(outcome).toMatchObject({
      outcome: 'applied',
      version: 3,
      merged: { value: 'yes', note: 'Ask the archive' }
    });
  });
});

describe('the numbers of a device', () => {
  const sendAs = async (deviceId: string, ...commands: unknown[]) => {
    const result = await pushCommands(app, officer, push(commands, deviceId));
    if (!result.ok) throw new Error(JSON.stringify(result.problems));
    return result.value.outcomes;
  };
  const numbersOf = async (deviceId: string) =>
    (await app.db.read.select().from(syncCommand).where(eq(syncCommand.deviceId, deviceId))).map(({ seq }) => seq);

  it('do not make a repeated command another one, nor a new command a repeated one', async () => {
    const criterionId = 'demand-asked-somebody';
    const first = answerCommand(own(), { criterionId, note: 'first' }, { seq: 7 });
    expect(await sendAs('device-seq-1', first, { ...first, seq: 8 })).toMatchObject([
      { outcome: 'applied', version: 1 },
      { outcome: 'duplicate', version: 1 }
    ]);
    // a copy of a device counts on from where it was copied: another id is another change, and is carried out
    const copy = answerCommand(own(), { criterionId, note: 'second' }, { seq: 7, baseVersion: 1 });
    expect(await sendAs('device-seq-1', copy)).toMatchObject([{ outcome: 'applied', version: 2 }]);
    expect(await numbersOf('device-seq-1')).toEqual([7, 7]);
  });

  it('may fall, as after a second try: what was sent since is not overwritten, and the request’s order counts', async () => {
    const criterionId = 'legal-release-check';
    const told = (note: string, seq: number, baseVersion: number | null) =>
      answerCommand(own(), { criterionId, note }, { seq, baseVersion });
    await sendAs('device-seq-2', told('begun', 10, null), told('later', 12, 1));
    // refused at its first try, say, and sent again by its author
    const [late] = await sendAs('device-seq-2', told('earlier', 11, 1));
    expect(late).toMatchObject({ outcome: 'conflict', theirs: { note: 'later' }, mine: { note: 'earlier' } });
    expect((await present(criterionId))?.note).toBe('later');
    expect(await sendAs('device-seq-2', told('b', 21, 2), told('a', 20, 3))).toMatchObject([
      { outcome: 'applied', version: 3 },
      { outcome: 'applied', version: 4 }
    ]);
    expect((await present(criterionId))?.note).toBe('a');
    expect((await numbersOf('device-seq-2')).toSorted()).toEqual([10, 11, 12, 20, 21]);
  });
});

describe('what is refused', () => {
  it('refuses one by one and lets the valid commands of the same batch through', async () => {
    const good = answerCommand(own(), { criterionId: 'demand-asked-somebody' });
    const outcomes = await send(
      officer,
      answerCommand(net.municipalities[1]!.assessmentId),
      answerCommand(own(), { criterionId: 'no-such-criterion' }),
      answerCommand(own(), { evidence: 'www.x.se' }),
      { commandId: 'nonsense' },
      null,
      good
    );
    expect(outcomes.map((o) => o.outcome)).toEqual([
      'rejected',
      'rejected',
      'rejected',
      'rejected',
      'rejected',
      'applied'
    ]);
    expect(outcomes[0]).toMatchObject({ problems: [{ code: 'forbidden' }] });
    expect(outcomes[1]).toMatchObject({ problems: [{ code: 'unknown-criterion', path: 'commands.1.criterionId' }] });
    expect(outcomes[2]).toMatchObject({
      problems: [{ message: 'Evidence link must start with https:// - got "www.x.se"' }]
    });
  });

  it('refuses an id used before with another payload or by another person', async () => {
    const command = answerCommand(own(), { criterionId: 'impact-knows-why' });
    await send(officer, command);
    const [changed] = await send(officer, { ...command, payload: { ...(command.payload as object), value: 'no' } });
    expect(changed).toMatchObject({ outcome: 'rejected', problems: [{ code: 'command-id-reused' }] });
    const [stolen] = await send(colleague, command);
    expect(stolen).toMatchObject({ outcome: 'rejected', problems: [{ code: 'command-id-reused' }] });
  });

  it('defers what a newer app sends instead of dropping it', async () => {
    const outcomes = await send(officer, envelope('plan.dream', {}), answerCommand(own(), {}, { schemaVersion: 2 }));
    expect(outcomes.map((o) => o.outcome)).toEqual(['deferred', 'deferred']);
  });

  it('takes nothing from a network the officer does not belong to', async () => {
    const elsewhere = await createTestNetwork(app, 'Another');
    const [outcome] = await send(officer, answerCommand(elsewhere.municipalities[0]!.assessmentId));
    expect(outcome).toMatchObject({ outcome: 'rejected', problems: [{ code: 'forbidden' }] });
  });
});

describe('what a device is given', () => {
  it('gives a coordinator progress, and no answer of a draft', async () => {
    const coordinator = await net.enlist('coordinator');
    const pulled = await pullChanges(app, coordinator, { since: 0 });
    if (!pulled.ok) throw new Error('refused');
    expect(pulled.value.changes.filter((c) => c.entity === 'answer')).toEqual([]);
    const progress = pulled.value.changes.find((c) => c.entity === 'assessment' && c.id === own());
    expect(progress?.data).toMatchObject({ submittedAt: null, level: null });
    expect((progress?.data as { answered: number }).answered).toBeGreaterThan(3);
  });

  it('gives an officer the own municipality and nothing of the neighbour', async () => {
    const neighbour = await net.enlist('officer', 1);
    const pulled = await pullChanges(app, neighbour, { since: 0 });
    if (!pulled.ok) throw new Error('refused');
    expect(pulled.value.changes.some((c) => c.entity === 'answer' || c.entity === 'conflict')).toBe(false);
    expect(pulled.value.changes.filter((c) => c.entity === 'assessment').map((c) => c.id)).toEqual([
      net.municipalities[1]!.assessmentId
    ]);
  });

  it('tells an officer not even the ids of what a neighbour does, and somebody of the network that something was done', async () => {
    const [neighbour, coordinator] = [await net.enlist('officer', 1), await net.enlist('coordinator')];
    const cursorOf = async (actor: typeof officer) => {
      const pulled = await pullChanges(app, actor, { since: 0 });
      return pulled.ok ? pulled.value.cursor : NaN;
    };
    const [theirs, networks] = [await cursorOf(neighbour), await cursorOf(coordinator)];
    await send(officer, answerCommand(own(), { criterionId: 'mandate-goals-decided', value: 'partly' }));
    const next = await pullChanges(app, neighbour, { since: theirs });
    expect(next.ok && next.value).toMatchObject({ full: false, changes: [], more: false });
    // the cursor goes on: what was passed over is not looked at again
    expect(next.ok && next.value.cursor).toBeGreaterThan(theirs);
    const progress = await pullChanges(app, coordinator, { since: networks });
    expect(progress.ok && progress.value.changes.map((c) => c.entity)).toContain('assessment');
  });

  it('sends only what changed since the cursor, deletions included', async () => {
    const first = await pullChanges(app, officer, { since: 0 });
    if (!first.ok) throw new Error('refused');
    const criterionId = 'mandate-person-has-time';
    await send(officer, answerCommand(own(), { criterionId, value: 'dont-know' }));
    const next = await pullChanges(app, officer, { since: first.value.cursor });
    if (!next.ok) throw new Error('refused');
    expect(next.value.full).toBe(false);
    const entities = next.value.changes.map((c) => `${c.entity} ${c.id}`);
    expect(entities).toContain(`answer ${own()}/${criterionId}`);
    expect(next.value.changes.length).toBeLessThan(4);
  });
});

describe('many answers at once', () => {
  it('reach a colleague whole, and the coordinator as progress only', async () => {
    const coordinator = await net.enlist('coordinator');
    const place = net.municipalities[1]!;
    const [sender, reader] = [await net.enlist('officer', 1), await net.enlist('officer', 1)];
    const since = async (actor: Actor, cursor: number) => {
      const pull = await pullChanges(app, actor, { since: cursor });
      if (!pull.ok) throw new Error(JSON.stringify(pull.problems));
      return pull.value;
    };
    const [first, ...criteria] = shippedModels
      .at(-1)!
      .model.criteria.slice(0, 31)
      .map(({ id }) => id);
    await send(sender, answerCommand(place.assessmentId, { criterionId: first! }));
    const [before, over] = [await since(reader, 0), await since(coordinator, 0)];
    await send(sender, ...criteria.map((criterionId) => answerCommand(place.assessmentId, { criterionId })));

    const theirs = (await since(reader, before.cursor)).changes.filter((c) => c.entity === 'answer' && c.data);
    const sent = [first, ...criteria].map((id) => `${place.assessmentId}/${id}`);
    expect(theirs.map(({ id }) => id).sort()).toEqual(sent.sort());
    const seen = (await since(coordinator, over.cursor)).changes;
    expect(seen.map(({ entity }) => entity)).toEqual(['assessment']);
    expect(seen[0]!.data).toMatchObject({ id: place.assessmentId, answered: 31 });
  });
});
