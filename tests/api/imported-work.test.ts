import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '$lib/domain/identity/actor';
import type { Envelope, Outcome } from '$lib/domain/sync/protocol';
import { toEntries } from '$lib/domain/sync/queue-file';
import type { App } from '$lib/server/app';
import { answer, answerHistory } from '$lib/server/db/schema/assessment';
import { auditLog } from '$lib/server/db/schema/identity';
import { pushCommands } from '$lib/server/sync/service';
import { answerCommand, push } from '../support/commands';
import { createTestApp, disposeTestApp } from '../support/test-app';
import { createTestNetwork, type TestNetwork } from '../support/test-network';

// Work exported from a device that could not send it, imported by a colleague, and perhaps sent by its author after all.

type Person = Extract<Actor, { kind: 'person' }>;
let app: App;
let net: TestNetwork;
let robin: Person;
let sam: Person;
let stranger: Person;

beforeAll(async () => {
  app = await createTestApp();
  net = await createTestNetwork(app);
  robin = await net.enlist('officer');
  sam = await net.enlist('officer');
  stranger = await net.enlist('officer', 1);
});
afterAll(() => disposeTestApp(app));

const assessmentId = () => net.municipalities[0]!.assessmentId;
const imported = (envelope: Envelope, importer: Person): Envelope =>
  toEntries(
    {
      ...{
        format: 'waymark-queue',
        version: 1,
        person: { id: robin.personId, name: 'Robin' },
        deviceId: 'device-of-robin'
      },
      exportedAt: '2026-11-22T10:00:00.000Z',
      commands: [{ key: 'k', envelope }]
    },
    importer.personId
  )[0]!.envelope;

async function send(actor: Person, ...commands: Envelope[]): Promise<Outcome[]> {
  const result = await pushCommands(app, actor, push(commands));
  if (!result.ok) throw new Error(result.problems[0]!.message);
  return result.value.outcomes;
}
const versions = (criterionId: string) =>
  app.db.read
    .select()
    .from(answerHistory)
    .where(and(eq(answerHistory.assessmentId, assessmentId()), eq(answerHistory.criterionId, criterionId)));
const standing = async (criterionId: string) =>
  (
    await app.db.read
      .select()
      .from(answer)
      .where(and(eq(answer.assessmentId, assessmentId()), eq(answer.criterionId, criterionId)))
  )[0];

describe('a change imported by a colleague', () => {
  it('is the colleague’s, is done once however often it comes, and says in the audit log whose it was', async () => {
    const criterionId = 'mandate-first-decision';
    const original = answerCommand(assessmentId(), { criterionId, value: 'no' });
    const carried = imported(original, sam);
    expect(await send(sam, carried)).toMatchObject([{ outcome: 'applied', version: 1 }]);
    expect(await send(sam, carried)).toMatchObject([{ outcome: 'duplicate', version: 1 }]);
    expect(await send(robin, original)).toEqual([{ commandId: original.commandId, outcome: 'duplicate', version: 1 }]);
    expect(await versions(criterionId)).toHaveLength(1);
    expect(await standing(criterionId)).toMatchObject({ answeredBy: sam.personId });
    const audit = await app.db.read.select().from(auditLog).where(eq(auditLog.action, 'command:imported'));
    expect(audit).toMatchObject([{ actor: sam.personId, subject: robin.personId }]);
  });

  it('does nothing where its author was faster', async () => {
    const criterionId = 'people-can-explain';
    const original = answerCommand(assessmentId(), { criterionId, value: 'no' });
    await send(robin, original);
    const carried = imported(original, sam);
    expect(await send(sam, carried)).toEqual([{ commandId: carried.commandId, outcome: 'duplicate', version: 1 }]);
    expect(await versions(criterionId)).toHaveLength(1);
  });

  it('is done once when author and colleague send it at the same moment', async () => {
    for (const criterionId of [
      'inventory-first-list',
      'inventory-candidates',
      'quality-contact',
      'quality-described'
    ]) {
      const original = answerCommand(assessmentId(), { criterionId, value: 'no' });
      const outcomes = await Promise.all([send(robin, original), send(sam, imported(original, sam))]);
      expect(
        outcomes
          .flat()
          .map(({ outcome }) => outcome)
          .sort()
      ).toEqual(['applied', 'duplicate']);
      expect(await versions(criterionId)).toHaveLength(1);
    }
  });

  it('does not swallow what its author changed after the export: both are shown', async () => {
    const criterionId = 'legal-release-check';
    const original = answerCommand(assessmentId(), { criterionId, value: 'no' });
    await send(sam, imported(original, sam));
    const changed = { ...original, payload: { ...(original.payload as object), value: 'partly' } };
    expect(await send(robin, changed)).toMatchObject([{ outcome: 'conflict' }]);
    expect(await send(robin, changed)).toMatchObject([{ outcome: 'duplicate', conflict: true }]);
    expect(await standing(criterionId)).toMatchObject({ value: 'no' });
  });

  it('needs the importer’s own right', async () => {
    const criterionId = 'publishing-first-dataset';
    const original = answerCommand(assessmentId(), { criterionId, value: 'no' });
    expect(await send(stranger, imported(original, stranger))).toMatchObject([{ outcome: 'rejected' }]);
    // and leaves the original free to be sent
    expect(await send(robin, original)).toMatchObject([{ outcome: 'applied' }]);
  });

  it('keeps the id of an original for its author: nobody else can use it', async () => {
    const original = answerCommand(assessmentId(), { criterionId: 'demand-asked-somebody', value: 'no' });
    await send(sam, imported(original, sam));
    expect(await send(sam, original)).toMatchObject([
      { outcome: 'rejected', problems: [{ code: 'command-id-reused' }] }
    ]);
  });
});
