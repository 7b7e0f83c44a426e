import { createHash } from 'node:crypto';
import { and, asc, eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePassword, openFile, protectFile } from '$lib/client/queue/protect-file';
import { knownOf } from '$lib/client/queue/known-of';
import { sealCommands } from '$lib/client/queue/seal-commands';
import { type Actor, ANONYMOUS } from '$lib/domain/identity/actor';
import { howToBring } from '$lib/domain/sync/bring';
import type { Envelope, Outcome } from '$lib/domain/sync/protocol';
import { type QueueFile, readQueueFile, toEntries } from '$lib/domain/sync/queue-file';
import type { ReadRecord } from '$lib/domain/sync/records';
import type { App } from '$lib/server/app';
import { answer, evidenceFile } from '$lib/server/db/schema/assessment';
import { auditLog, membership, person } from '$lib/server/db/schema/identity';
import { receivePiece } from '$lib/server/files/upload-service';
import { readDeviceKey } from '$lib/server/identity/device-service';
import { isAccountClosed } from '$lib/server/identity/public-device-service';
import { pullChanges, pushCommands } from '$lib/server/sync/service';
import { COMMANDS, isAllowed } from '../support/authorization-table';
import { createWorld } from '../support/authorization-world';
import { answerCommand, envelope, push } from '../support/commands';
import { createTestApp, disposeTestApp, testClock } from '../support/test-app';
import { createTestNetwork, type TestNetwork } from '../support/test-network';
import { actorOf } from '../support/test-people';

// Unsent work that its author saved to a file, brought by somebody else: in whose name, by which right, and what stays.

type Person = Extract<Actor, { kind: 'person' }>;
const DEVICE = 'device-of-robin';

async function send(app: App, actor: Actor, ...commands: Envelope[]): Promise<Outcome[]> {
  const result = await pushCommands(app, actor, push(commands));
  if (!result.ok) throw new Error(result.problems[0]!.message);
  return result.value.outcomes;
}

/** What the author's device keeps of its secret, as it keeps it. */
async function proofKept(app: App, author: Actor, deviceId = DEVICE): Promise<string> {
  const key = await readDeviceKey(app, author, { deviceId });
  if (!key.ok) throw new Error(key.problems[0]!.code);
  return `${(author as Person).personId}/${deviceId}/${key.value.proof}`;
}

const fileOf = (author: Actor, ...commands: Envelope[]): QueueFile => ({
  ...{ format: 'waymark-queue', version: 1, person: { id: (author as Person).personId, name: 'Robin' } },
  ...{ deviceId: DEVICE, exportedAt: '2026-11-22T10:00:00.000Z' },
  commands: commands.map((one) => ({ key: `k${one.commandId}`, envelope: one }))
});
const entriesFor = (file: QueueFile, importer: Actor) => toEntries(file, (importer as Person).personId);

describe('what is said before sending is what the server does', () => {
  const IMPORTERS = {
    'a coordinator with a sealed file': ['coordinator', true],
    'a coordinator with a file without seal': ['coordinator', false],
    'an administrator with a sealed file': ['administrator', true],
    'a colleague in the municipality': ['officer', true],
    'an officer of another municipality': ['officer of another municipality', true],
    'a coordinator of another network': ['coordinator elsewhere', true]
  } as const;
  let refusedOf: Record<string, string[]>;

  /** Every kind of change, made by whoever may, imported by one person. */
  async function tryAll(who: keyof typeof IMPORTERS) {
    const app = await createTestApp();
    try {
      const world = await createWorld(app);
      const [role, sealed] = IMPORTERS[who];
      const importer = world.actors[role] as Person;
      const pulled = await pullChanges(app, importer, { since: 0 });
      if (!pulled.ok) throw new Error(pulled.problems[0]!.code);
      const records = new Map(pulled.value.changes.map(({ entity, id, data }) => [`${entity} ${id}`, data]));
      const read = ((entity, id) => records.get(`${entity} ${id}`) ?? undefined) as ReadRecord;
      const tried: { type: string; said: string; sure: boolean; code: string }[] = [];
      for (const [type, call] of Object.entries(COMMANDS)) {
        const author = isAllowed(call.permission, 'officer', call.about)
          ? await actorOf(app, world.leaver.personId)
          : ((role === 'coordinator' ? world.actors.administrator : world.actors.coordinator) as Person);
        const made = envelope(type, call.input(world), { issuedAt: app.now().toISOString() });
        const plain = fileOf(author, made);
        const file = sealed ? await sealCommands(plain, await proofKept(app, author)) : plain;
        const [entry] = file.commands;
        const known = knownOf(made.payload, read);
        const me = { id: importer.personId, memberships: importer.memberships };
        const how = howToBring(entry!, file.person.id, me, known);
        const [outcome] = await send(app, importer, entriesFor(file, importer)[0]!.envelope);
        const code = outcome!.outcome === 'rejected' ? outcome!.problems[0]!.code : outcome!.outcome;
        tried.push({ type, said: how.as, sure: known.municipalityIds !== null, code });
      }
      return tried;
    } finally {
      await disposeTestApp(app);
    }
  }

  beforeAll(() => {
    refusedOf = {};
  });

  it.each(Object.keys(IMPORTERS) as (keyof typeof IMPORTERS)[])('%s', async (who) => {
    const tried = await tryAll(who);
    const mayNot = tried.filter(({ code }) => code === 'forbidden' || code === 'not-author').map(({ type }) => type);
    refusedOf[who] = mayNot;
    for (const { type, said, sure, code } of tried) {
      if (said === 'nobody') expect(mayNot, `${type} was said to be refused: ${code}`).toContain(type);
      // where nothing on the importer's device tells whose it is, it is tried
      else if (sure) expect(mayNot, `${type} was said to be sent ${said}`).not.toContain(type);
    }
    expect(tried.map(({ code }) => code)).not.toContain('seal-wrong');
  });

  it('with a seal a coordinator brings every kind of an officer’s work, without it none that only officers do', () => {
    expect(refusedOf['a coordinator with a sealed file']).toEqual([]);
    expect(refusedOf['an administrator with a sealed file']).toEqual([]);
    expect([...refusedOf['a coordinator with a file without seal']!].sort()).toEqual([
      ...['answer.set', 'assessment.name', 'assessment.open', 'assessment.submit', 'check.keep', 'conflict.settle'],
      ...['evidence.add', 'evidence.remove', 'pairing.evaluate', 'pairing.reply', 'session.log', 'session.remark'],
      ...['setting.set', 'step.set', 'story.consent', 'story.tell']
    ]);
    // a seal says whose work it is; it opens no other network and no other municipality to whoever may not bring work
    // (the meeting that one of them calls off was never planned: there is nothing to be forbidden)
    const all = Object.keys(COMMANDS).filter((type) => type !== 'meeting.cancel');
    expect(refusedOf['a coordinator of another network']).toEqual(all);
  });
});

describe('a coordinator who brings an officer’s work', () => {
  const clock = testClock('2026-11-22T12:00:00Z');
  let app: App;
  let net: TestNetwork;
  let robin: Person;
  let coordinator: Person;
  beforeAll(async () => {
    app = await createTestApp({ now: clock.now });
    net = await createTestNetwork(app);
    robin = await net.enlist('officer');
    coordinator = await net.enlist('coordinator');
  });
  afterAll(() => disposeTestApp(app));

  const assessmentId = () => net.municipalities[0]!.assessmentId;
  const standing = async (criterionId: string) =>
    (
      await app.db.read
        .select()
        .from(answer)
        .where(and(eq(answer.assessmentId, assessmentId()), eq(answer.criterionId, criterionId)))
    )[0];
  const sealed = async (author: Person, ...commands: Envelope[]) =>
    sealCommands(fileOf(author, ...commands), await proofKept(app, author));
  const codes = (outcomes: Outcome[]) =>
    outcomes.map((one) => (one.outcome === 'rejected' ? one.problems[0]!.code : one.outcome));

  it('sends it in its author’s name, once, and the log names both', async () => {
    const criterionId = 'mandate-first-decision';
    const original = answerCommand(assessmentId(), { criterionId, value: 'no', note: 'Not yet' });
    const [entry] = entriesFor(await sealed(robin, original), coordinator);
    expect(await send(app, coordinator, entry!.envelope)).toMatchObject([{ outcome: 'applied', version: 1 }]);
    expect(await send(app, coordinator, entry!.envelope)).toMatchObject([{ outcome: 'duplicate', version: 1 }]);
    expect(await send(app, robin, original)).toMatchObject([{ outcome: 'duplicate', version: 1 }]);
    expect(await standing(criterionId)).toMatchObject({ value: 'no', answeredBy: robin.personId });
    const log = await app.db.read.select().from(auditLog).orderBy(asc(auditLog.id));
    expect(log.filter(({ action }) => action === 'command:brought')).toMatchObject([
      { actor: coordinator.personId, subject: robin.personId, networkId: net.networkId }
    ]);
    expect(log.filter(({ action }) => action === 'answer.set')).toMatchObject([
      { actor: coordinator.personId, subject: `${assessmentId()}/${criterionId}` }
    ]);
  });

  it('may change nothing in it, and invent nothing', async () => {
    const other = await net.enlist('officer');
    const make = (criterionId: string) => answerCommand(assessmentId(), { criterionId, value: 'no' });
    const file = await sealed(robin, make('people-can-explain'), make('quality-contact'));
    const [first, second] = entriesFor(file, coordinator).map((entry) => entry.envelope) as [Envelope, Envelope];
    await proofKept(app, other);
    const forged: Record<string, Envelope> = {
      'another answer': { ...first, payload: { ...(first.payload as object), value: 'yes' } },
      'another time': { ...first, issuedAt: '2026-11-01T10:00:00.000Z' },
      'another kind': { ...first, type: 'assessment.submit', payload: { assessmentId: assessmentId() } },
      'another author': { ...first, via: { ...first.via!, personId: other.personId } },
      'another device': { ...first, via: { ...first.via!, deviceId: 'device-unknown' } },
      'the seal of another change': { ...first, via: { ...first.via!, seal: second.via!.seal } },
      'a seal of nothing': { ...first, via: { ...first.via!, seal: 'f'.repeat(64) } },
      'a change of the same id': { ...first, via: { ...first.via!, commandId: second.via!.commandId } }
    };
    for (const [what, one] of Object.entries(forged))
      expect(codes(await send(app, coordinator, { ...one, commandId: v7() })), what).toEqual(['seal-wrong']);
    // without any seal it is the coordinator's own, who may not answer there
    const { seal: _, ...bare } = first.via!;
    expect(codes(await send(app, coordinator, { ...first, via: bare }))).toEqual(['forbidden']);
    expect(await standing('people-can-explain')).toBeUndefined();
    expect(codes(await send(app, coordinator, first, second))).toEqual(['applied', 'applied']);
  });

  it('learns nothing of what stands in the municipality’s draft, where both differ or are put together', async () => {
    const sam = await net.enlist('officer');
    const secret = 'Said inside the municipality';
    const answered = (criterionId: string, more: object, base: number | null = null) =>
      answerCommand(assessmentId(), { criterionId, value: 'no', ...more }, { baseVersion: base });
    await send(app, sam, answered('demand-asked-somebody', { value: 'yes', note: secret }));
    await send(app, sam, answered('publishing-first-dataset', { value: null, note: secret }));
    const file = await sealed(
      robin,
      answered('demand-asked-somebody', { value: 'partly', note: 'Mine' }),
      answered('publishing-first-dataset', { value: 'no', note: '' })
    );
    const commands = entriesFor(file, coordinator).map((one) => one.envelope);
    const outcomes = await send(app, coordinator, ...commands);
    expect(codes(outcomes)).toEqual(['conflict', 'duplicate']);
    expect(JSON.stringify([outcomes, await send(app, coordinator, ...commands)])).not.toContain(secret);
    expect(await standing('publishing-first-dataset')).toMatchObject({ value: 'no', note: secret });
    // nor is their author told by an answer to a command, without being asked for their rights of today
    const again = await send(app, robin, ...file.commands.map((one) => one.envelope));
    expect(again).toMatchObject([{ conflict: true }, { outcome: 'duplicate', version: null }]);
    expect(JSON.stringify(again)).not.toContain(secret);
  });

  it('cannot say that its author had seen what a colleague wrote', async () => {
    const sam = await net.enlist('officer');
    const criterionId = 'legal-first-licence';
    const words = 'What a colleague wrote';
    const base = answerCommand(assessmentId(), { criterionId, value: 'no', note: words });
    const original = answerCommand(assessmentId(), { criterionId, value: 'no', note: 'Mine' });
    const [entry] = entriesFor(await sealed(robin, original), coordinator);
    expect(codes(await send(app, sam, base))).toEqual(['applied']);
    const claimed = { ...entry!.envelope, commandId: v7(), baseVersion: 1 };
    expect(codes(await send(app, coordinator, { ...claimed, via: { ...claimed.via!, baseVersion: 1 } }))).toEqual([
      'seal-wrong'
    ]);
    expect(codes(await send(app, coordinator, claimed))).toEqual(['conflict']);
    expect(await standing(criterionId)).toMatchObject({ note: words, answeredBy: sam.personId });
  });

  it('brings what its author said one after the other, each on top of the one before', async () => {
    const criterionId = 'publishing-routine';
    const said = (note: string) => answerCommand(assessmentId(), { criterionId, value: 'no', note });
    const [first, second, third] = entriesFor(
      await sealed(robin, said('One'), said('Two'), said('Three')),
      coordinator
    );
    expect(codes(await send(app, coordinator, first!.envelope))).toEqual(['applied']);
    expect(codes(await send(app, coordinator, { ...second!.envelope, baseVersion: 1 }))).toEqual(['applied']);
    expect(await standing(criterionId)).toMatchObject({ note: 'Two', version: 2 });
    // somebody else came in between: both are kept
    const sam = await net.enlist('officer');
    const other = answerCommand(assessmentId(), { criterionId, value: 'no', note: 'Other' }, { baseVersion: 2 });
    expect(codes(await send(app, sam, other))).toEqual(['applied']);
    expect(codes(await send(app, coordinator, { ...third!.envelope, baseVersion: 3 }))).toEqual(['conflict']);
    expect(await standing(criterionId)).toMatchObject({ note: 'Other' });
  });

  it('is refused by itself where the seal cannot be one', async () => {
    const made = (criterionId: string) => answerCommand(assessmentId(), { criterionId, value: 'no' });
    const file = await sealed(robin, made('inventory-register'), made('inventory-archive'));
    const [first, good] = entriesFor(file, coordinator).map((one) => one.envelope) as [Envelope, Envelope];
    const bad = { ...first, via: { ...first.via!, seal: 'ä'.repeat(64) } };
    const [refused, taken] = await send(app, coordinator, bad, good);
    expect(refused).toMatchObject({ outcome: 'rejected', problems: [{ path: expect.stringMatching(/via\.seal$/) }] });
    expect(codes([taken!])).toEqual(['applied']);
  });

  it('and was an officer once, has none of the rights of then: neither alone, nor by a device that came after', async () => {
    const both = await net.enlist('officer');
    const criterionId = 'people-first-training';
    const made = answerCommand(assessmentId(), { criterionId, value: 'no' }, { issuedAt: app.now().toISOString() });
    const kept = await proofKept(app, both);
    clock.forward(60_000);
    const { personId } = both;
    const role = { id: app.newId(), personId, networkId: net.networkId, role: 'coordinator' as const };
    await app.db.write(async (tx) => {
      await tx.update(membership).set({ endedAt: app.now() }).where(eq(membership.personId, personId));
      await tx.insert(membership).values({ ...role, municipalityId: null, createdAt: app.now() });
    });
    clock.forward(60_000);
    const now = (await actorOf(app, personId)) as Person;
    const file = await sealCommands(fileOf(both, made), kept);
    // as if somebody else had made it
    const [entry] = entriesFor(file, coordinator);
    expect(codes(await send(app, now, { ...entry!.envelope, commandId: v7() }))).toEqual(['forbidden']);
    const deviceId = 'device-of-later';
    const later = await sealCommands({ ...fileOf(both, made), deviceId }, await proofKept(app, now, deviceId));
    expect(later.commands[0]!.seal).toBeDefined();
    expect(codes(await send(app, coordinator, entriesFor(later, coordinator)[0]!.envelope))).toEqual(['forbidden']);
    expect(await standing(criterionId)).toBeUndefined();
    // what they left unsent on the device of then is theirs
    expect(codes(await send(app, coordinator, entry!.envelope))).toEqual(['applied']);
  });

  it('has what a closed account left unsent: saved there, decided here; what was made after it was closed stays', async () => {
    const leaver = await net.enlist('officer');
    const kept = await proofKept(app, leaver);
    const proof = kept.split('/')[2]!;
    const closed = async () => {
      const said = await isAccountClosed(app, ANONYMOUS, { personId: leaver.personId, deviceId: DEVICE, proof });
      return said.ok && said.value;
    };
    const at = (criterionId: string, issuedAt: Date) =>
      answerCommand(assessmentId(), { criterionId, value: 'no' }, { issuedAt: issuedAt.toISOString() });
    const before = at('inventory-first-list', app.now());
    expect(await closed()).toBe(false);
    clock.forward(60_000);
    await app.db.write(
      async (tx) => void (await tx.update(person).set({ disabledAt: app.now() }).where(eq(person.id, leaver.personId)))
    );
    clock.forward(60_000);
    const after = at('inventory-candidates', app.now());
    // the device learns it at its next contact, and saves a file with a password
    expect(await closed()).toBe(true);
    const password = makePassword();
    const text = await protectFile(await sealCommands(fileOf(leaver, before, after), kept), password);
    const opened = await openFile(JSON.parse(text) as Parameters<typeof openFile>[0], password);
    const file = opened.ok ? readQueueFile(opened.value) : opened;
    if (!file.ok) throw new Error(file.problems[0]!.code);
    const outcomes = await send(app, coordinator, ...entriesFor(file.value, coordinator).map((one) => one.envelope));
    expect(codes(outcomes)).toEqual(['applied', 'author-left']);
    expect(await standing('inventory-first-list')).toMatchObject({ answeredBy: leaver.personId });
    expect(await standing('inventory-candidates')).toBeUndefined();
    // an officer of the municipality may still take it over as their own
    const own = entriesFor(file.value, robin)[1]!.envelope;
    expect(codes(await send(app, robin, own))).toEqual(['applied']);
    expect(await standing('inventory-candidates')).toMatchObject({ answeredBy: robin.personId });
  });

  it('gives an author who has left no right that was not theirs: only their municipality, only until they left', async () => {
    const leaver = await net.enlist('officer', 1);
    const made = (place: number, criterionId: string, later = 0) => {
      const issuedAt = new Date(app.now().getTime() + later).toISOString();
      return answerCommand(net.municipalities[place]!.assessmentId, { criterionId, value: 'no' }, { issuedAt });
    };
    const file = await sealed(
      leaver,
      made(0, 'quality-described'),
      made(1, 'quality-described'),
      made(1, 'quality-contact', 120_000)
    );
    clock.forward(60_000);
    await app.db.write(
      async (tx) =>
        void (await tx.update(membership).set({ endedAt: app.now() }).where(eq(membership.personId, leaver.personId)))
    );
    const outcomes = await send(app, coordinator, ...entriesFor(file, coordinator).map((one) => one.envelope));
    expect(codes(outcomes)).toEqual(['forbidden', 'applied', 'author-left']);
  });

  it('sends the bytes of a file as they came, and it is its author’s', async () => {
    const bytes = new TextEncoder().encode('The board decided on 12 March.\n');
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const fileId = v7();
    const made = envelope('evidence.add', {
      ...{ fileId, assessmentId: assessmentId(), criterionId: 'legal-release-check', name: 'decision.txt' },
      ...{ sha256, size: bytes.length }
    });
    const [entry] = entriesFor(await sealed(robin, made), coordinator);
    expect(codes(await send(app, coordinator, entry!.envelope))).toEqual(['file-missing']);
    const input = {
      sha256,
      offset: 0,
      size: bytes.length,
      read: () => Promise.resolve({ ok: true as const, value: bytes })
    };
    expect(await receivePiece(app, coordinator, input)).toMatchObject({ ok: true });
    expect(codes(await send(app, coordinator, entry!.envelope))).toEqual(['applied']);
    const [row] = await app.db.read.select().from(evidenceFile).where(eq(evidenceFile.id, fileId));
    expect(row).toMatchObject({ addedBy: robin.personId, sha256 });
  });

  it('is what an analyst, and an officer elsewhere, cannot be', async () => {
    const criterionId = 'mandate-goals-decided';
    const original = answerCommand(assessmentId(), { criterionId, value: 'no' });
    const file = await sealed(robin, original);
    for (const who of [await net.enlist('analyst'), await net.enlist('officer', 1)])
      expect(codes(await send(app, who, entriesFor(file, who)[0]!.envelope))).toEqual(['forbidden']);
    expect(await standing(criterionId)).toBeUndefined();
  });
});
