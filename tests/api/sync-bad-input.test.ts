import { and, eq, inArray } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '$lib/domain/identity/actor';
import type { Envelope, Outcome } from '$lib/domain/sync/protocol';
import { MAX_COMMANDS } from '$lib/domain/sync/protocol';
import type { App } from '$lib/server/app';
import { answer, assessment } from '$lib/server/db/schema/assessment';
import { shippedModels } from '$lib/server/model/seed';
import { readPush } from '$lib/server/sync/read-push';
import { toResponse } from '$lib/server/shared/to-response';
import { pushCommands } from '$lib/server/sync/service';
import { answerCommand, envelope, push } from '../support/commands';
import { createTestApp, disposeTestApp } from '../support/test-app';
import { createTestNetwork, type TestNetwork } from '../support/test-network';

let app: App;
let net: TestNetwork;
let officer: Extract<Actor, { kind: 'person' }>;
let coordinator: Actor;

beforeAll(async () => {
  app = await createTestApp();
  net = await createTestNetwork(app);
  officer = await net.enlist('officer');
  coordinator = await net.enlist('coordinator');
});
afterAll(() => disposeTestApp(app));

async function send(actor: Actor, ...commands: unknown[]): Promise<Outcome[]> {
  const result = await pushCommands(app, actor, push(commands));
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value.outcomes;
}
/** The way of a request's body into the service. */
async function sendBytes(body: string | Uint8Array<ArrayBuffer>): Promise<Response> {
  const read = await readPush(new Request('http://127.0.0.1/api/v1/sync', { method: 'POST', body }));
  return toResponse(read.ok ? await pushCommands(app, officer, read.value) : read);
}

const own = () => net.municipalities[0]!.assessmentId;
const neighbour = () => net.municipalities[1]!.assessmentId;
const stored = async (criterionId: string, assessmentId = own()) =>
  (
    await app.db.read
      .select()
      .from(answer)
      .where(and(eq(answer.assessmentId, assessmentId), eq(answer.criterionId, criterionId)))
  )[0];
const submittedAt = async () =>
  (await app.db.read.select().from(assessment).where(eq(assessment.id, own())))[0]?.submittedAt;
const kinds = (outcomes: Outcome[]) => outcomes.map(({ outcome }) => outcome);
const badAnswer = (criterionId: string) => answerCommand(own(), { criterionId, evidence: 'www.example.org' });

function meeting(followUpId: string, more: Record<string, unknown> = {}): Envelope {
  const texts = { background: '', workSoFar: '', exchange: '', conclusions: '' };
  return envelope('meeting.log', {
    meetingId: v7(),
    heldOn: '2026-11-20',
    form: 'visit',
    municipalityIds: [net.municipalities[0]!.id],
    attendees: [],
    ...texts,
    barriers: [],
    followUps: [{ id: followUpId, what: 'Send the list', due: '2026-12-01' }],
    ...more
  });
}

describe('a refusal holds back what builds on it, and nothing else', () => {
  it('does not submit an assessment whose answer before it was refused, and takes the rest', async () => {
    const bad = badAnswer('mandate-first-decision');
    const submit = envelope('assessment.submit', { assessmentId: own() });
    const other = answerCommand(own(), { criterionId: 'people-can-explain' });
    const outcomes = await send(officer, bad, submit, other);
    expect(kinds(outcomes)).toEqual(['rejected', 'rejected', 'applied']);
    expect(outcomes[1]).toMatchObject({
      problems: [{ code: 'builds-on-refused', message: expect.stringContaining(bad.commandId) as string }]
    });
    expect(await submittedAt()).toBeNull();
  });

  it('nor in a later push that names the answer it builds on', async () => {
    const bad = badAnswer('mandate-first-decision');
    await send(officer, bad);
    const submit = envelope('assessment.submit', { assessmentId: own() }, { buildsOn: [bad.commandId] });
    const [outcome] = await send(officer, submit);
    expect(outcome).toMatchObject({ outcome: 'rejected', problems: [{ code: 'builds-on-refused' }] });
    expect(await submittedAt()).toBeNull();
  });

  it('takes it once what it names has arrived, in the same push or before', async () => {
    const first = meeting(v7());
    const [followUp] = (first.payload as { followUps: { id: string }[] }).followUps;
    const done = (value: boolean) =>
      envelope('follow-up.done', { followUpId: followUp!.id, done: value }, { buildsOn: [first.commandId] });
    expect(kinds(await send(coordinator, first, done(true)))).toEqual(['applied', 'applied']);
    expect(kinds(await send(coordinator, done(false)))).toEqual(['applied']);
  });

  it('refuses the follow-up of a refused meeting, naming the meeting’s command', async () => {
    const id = v7();
    const refused = meeting(id, { municipalityIds: [v7()] });
    const outcomes = await send(coordinator, refused, envelope('follow-up.done', { followUpId: id, done: true }));
    expect(outcomes[1]).toMatchObject({
      outcome: 'rejected',
      problems: [{ code: 'builds-on-refused', message: expect.stringContaining(refused.commandId) as string }]
    });
  });

  it('defers what builds on a deferred command, so that the order stays', async () => {
    const criterionId = 'quality-contact';
    const newer = answerCommand(own(), { criterionId }, { schemaVersion: 99 });
    const later = answerCommand(own(), { criterionId, value: 'no' });
    const outcomes = await send(officer, newer, later);
    expect(kinds(outcomes)).toEqual(['deferred', 'deferred']);
    expect(outcomes[1]).toMatchObject({ code: 'builds-on-refused' });
    expect(await stored(criterionId)).toBeUndefined();
  });

  it('takes the other fields of a step whose owner was refused', async () => {
    const step = { municipalityId: net.municipalities[0]!.id, criterionId: 'quality-contact' };
    const set = (change: object) => envelope('step.set', { ...step, ...change }, { schemaVersion: 2 });
    const outcomes = await send(officer, set({ ownerId: v7() }), set({ due: '2027-01-31' }), set({ ownerId: null }));
    expect(kinds(outcomes)).toEqual(['rejected', 'applied', 'rejected']);
  });

  it('takes a corrected answer in the next push', async () => {
    const criterionId = 'inventory-first-list';
    await send(officer, badAnswer(criterionId));
    expect(kinds(await send(officer, answerCommand(own(), { criterionId })))).toEqual(['applied']);
  });

  it('says of a repeated command what became of it, whatever was refused since', async () => {
    const criterionId = 'impact-knows-why';
    const good = answerCommand(own(), { criterionId });
    await send(officer, good);
    expect(kinds(await send(officer, badAnswer(criterionId), good))).toEqual(['rejected', 'duplicate']);
  });
});

describe('bad commands among good ones', () => {
  it('refuses each with a reason and takes the valid ones', async () => {
    const used = answerCommand(own(), { criterionId: 'legal-knows-whom-to-ask' });
    await send(officer, used);
    const elsewhere = await createTestNetwork(app, 'Another');
    const deep = JSON.parse(`${'['.repeat(50)}${']'.repeat(50)}`) as unknown;
    const bad: unknown[] = [
      answerCommand(neighbour()),
      answerCommand(elsewhere.municipalities[0]!.assessmentId),
      { ...used, payload: { ...(used.payload as object), value: 'no' } },
      { ...used, commandId: v7(), seq: -1 },
      { ...used, commandId: '../../etc/passwd' },
      { ...used, commandId: v7(), issuedAt: 'yesterday' },
      { ...used, commandId: v7(), payload: deep },
      { ...used, commandId: v7(), payload: null },
      { ...used, commandId: v7(), buildsOn: 'everything' },
      answerCommand(own(), { criterionId: 'demand-asked-somebody', note: 'x'.repeat(4001) }),
      answerCommand(own(), { criterionId: '__proto__' }),
      answerCommand(own(), { criterionId: 'legal-knows-whom-to-ask', note: 'half a character \ud83d' }),
      envelope('meeting.log', { followUps: [null, 7, { id: 8 }] }),
      'a text',
      7,
      [],
      null
    ];
    const good = ['publishing-knows-where', 'demand-asked-somebody-else', 'people-can-explain']
      .slice(0, 1)
      .map((criterionId) => answerCommand(own(), { criterionId }));
    const outcomes = await send(officer, ...bad, ...good);
    expect(kinds(outcomes)).toEqual([...bad.map(() => 'rejected'), 'applied']);
    for (const outcome of outcomes.slice(0, bad.length)) {
      if (outcome.outcome !== 'rejected') throw new Error('taken');
      expect(outcome.problems[0]!.message.length).toBeGreaterThan(10);
    }
    expect(await stored('mandate-first-decision', neighbour())).toBeUndefined();
  });

  it('keeps what stands behind a NUL, which nobody typed and the database would stop at', async () => {
    const [kept, refused] = await send(
      officer,
      answerCommand(own(), { criterionId: 'demand-asked-somebody', note: 'before\0 and after' }),
      badAnswer('demand-asked-somebody\0')
    );
    expect(kept?.outcome).toBe('applied');
    expect(refused?.outcome).toBe('rejected');
    expect((await stored('demand-asked-somebody'))?.note).toBe('before and after');
  });

  it('writes down whoever is signed in, whatever author a command claims', async () => {
    const command = answerCommand(own(), { criterionId: 'publishing-one-place' });
    const forged = {
      ...command,
      personId: 'somebody',
      via: { personId: v7(), commandId: v7() },
      payload: {
        ...(command.payload as object),
        answeredBy: v7(),
        origin: 'imported',
        criterionId: 'legal-release-check'
      }
    };
    expect(kinds(await send(officer, forged))).toEqual(['applied']);
    expect(await stored('legal-release-check')).toMatchObject({ answeredBy: officer.personId, origin: 'own' });
  });

  it('takes as many of 10,000 commands as it says, and names the limit for each of the others', async () => {
    const commands = Array.from({ length: 10_000 }, (_, i) =>
      i === 1 ? answerCommand(own(), { criterionId: 'mandate-person-has-time' }) : { commandId: v7() }
    );
    const outcomes = await send(officer, ...commands);
    expect(outcomes).toHaveLength(10_000);
    expect(outcomes[0]).toMatchObject({ outcome: 'rejected' });
    expect(outcomes[1]).toMatchObject({ outcome: 'applied' });
    for (const outcome of outcomes.slice(MAX_COMMANDS))
      expect(outcome).toMatchObject({
        outcome: 'deferred',
        reason: expect.stringContaining(`At most ${MAX_COMMANDS} commands are taken at once`) as string
      });
    expect(outcomes.map(({ commandId }) => commandId)).toEqual(commands.map(({ commandId }) => commandId));
  });
});

describe('10,000 commands at once, one in ten of them good', () => {
  const used = answerCommand('', { criterionId: 'mandate-first-decision' });
  const deep = JSON.parse(`${'['.repeat(200)}${']'.repeat(200)}`) as unknown;
  /** Each kind of damage, and the reason that is to be given for it; each about a thing of its own. */
  const BAD: [string, (assessments: [string, string, string], criterionId: string) => unknown][] = [
    ['forbidden', ([, of], criterionId) => answerCommand(of, { criterionId })],
    ['forbidden', ([, , of], criterionId) => answerCommand(of, { criterionId })],
    [
      'command-id-reused',
      ([of]) => ({ ...used, payload: { ...(used.payload as object), assessmentId: of, value: 'no' } })
    ],
    ['invalid', ([of], criterionId) => answerCommand(of, { criterionId, note: 'x'.repeat(4001) })],
    ['text-broken', ([of], criterionId) => answerCommand(of, { criterionId, note: 'half a character \ud83d' })],
    ['too-deep', ([of], criterionId) => ({ ...answerCommand(of, { criterionId }), payload: deep })],
    ['invalid', ([of], criterionId) => ({ ...answerCommand(of, { criterionId }), seq: -1 })],
    ['invalid', () => null]
  ];
  const GOOD = 50;
  const BLOCK = 500;

  it('each good one goes through, however often a client has to ask, and each bad one gets its reason', async () => {
    const [wide, elsewhere] = [await createTestNetwork(app, 'Wide'), await createTestNetwork(app, 'Elsewhere')];
    const writer = await wide.enlist('officer');
    const of = wide.municipalities.map(({ assessmentId }) => assessmentId) as [string, string];
    const assessments: [string, string, string] = [...of, elsewhere.municipalities[0]!.assessmentId];
    const first = { ...used, payload: { ...(used.payload as object), assessmentId: of[0] } };
    expect(kinds(await send(writer, first))).toEqual(['applied']);
    const criteria = shippedModels
      .at(-1)!
      .model.criteria.map(({ id }) => id)
      .filter((id) => id !== 'mandate-first-decision');
    const good = new Map<string, { criterionId: string; note: string }>();
    const reasons = new Map<number, string>();
    const commands = Array.from({ length: 10_000 }, (_, i) => {
      const place = i % BLOCK;
      if (place < GOOD) {
        // each block of answers changes what the one before said
        const said = { criterionId: criteria[place]!, note: `round ${Math.floor(i / BLOCK)}` };
        const command = answerCommand(of[0], said, { baseVersion: Math.floor(i / BLOCK) });
        good.set(command.commandId, said);
        return command;
      }
      const [code, make] = BAD[i % BAD.length]!;
      reasons.set(i, code);
      return make(assessments, `bad-${i}`);
    });
    // as a client does: what is deferred is sent again
    let left = commands.map((command, i) => ({ command, i }));
    const applied = new Set<string>();
    let asked = 0;
    while (left.length) {
      asked++;
      const outcomes = await send(writer, ...left.map(({ command }) => command));
      expect(outcomes).toHaveLength(left.length);
      const again: typeof left = [];
      for (const [at, outcome] of outcomes.entries()) {
        const one = left[at]!;
        if (outcome.outcome === 'applied') applied.add(outcome.commandId);
        else if (outcome.outcome === 'deferred') again.push(one);
        else expect(outcome).toMatchObject({ outcome: 'rejected', problems: [{ code: reasons.get(one.i) }] });
      }
      left = again;
    }
    expect(asked).toBe(10_000 / MAX_COMMANDS);
    expect(applied).toEqual(new Set(good.keys()));
    const rows = await app.db.read.select().from(answer).where(eq(answer.assessmentId, of[0]));
    const last = { note: 'round 19', version: 20 };
    expect(rows.filter(({ criterionId }) => criterionId !== 'mandate-first-decision')).toEqual(
      expect.arrayContaining(
        criteria.slice(0, GOOD).map((criterionId) => expect.objectContaining({ criterionId, ...last }) as unknown)
      )
    );
    expect(rows).toHaveLength(GOOD + 1);
    const elsewhereToo = inArray(answer.assessmentId, assessments.slice(1));
    expect(await app.db.read.$count(answer, elsewhereToo)).toBe(0);
  });
});

describe('a body damaged in one command', () => {
  const good = (criterionId: string) => JSON.stringify(answerCommand(own(), { criterionId }));
  const bodyOf = (damaged: string, criterionId: string) =>
    `{"protocol":1,"deviceId":"device-one","commands":[${damaged},${good(criterionId)}]}`;
  async function outcomesOf(body: string | Uint8Array<ArrayBuffer>) {
    const response = await sendBytes(body);
    expect(response.status).toBe(200);
    return ((await response.json()) as { outcomes: { outcome: string; problems?: { code: string }[] }[] }).outcomes;
  }

  it.each([
    ['two bytes that are no UTF-8', [0xc3, 0x28]],
    ['the first byte of a character that is cut off', [0xe2]],
    ['a byte that stands nowhere in UTF-8', [0xff]]
  ])('by %s: that one is refused with its reason, the other goes through', async (_name, bytes) => {
    const criterionId = `people-${['can-explain', 'first-training', 'asked-a-peer'][bytes[0] === 0xc3 ? 0 : bytes[0] === 0xe2 ? 1 : 2]}`;
    const damaged = JSON.stringify(answerCommand(own(), { criterionId: 'mandate-goals-followed', note: 'MARK' }));
    const [before, after] = bodyOf(damaged, criterionId).split('MARK') as [string, string];
    const encode = (text: string) => [...new TextEncoder().encode(text)];
    const outcomes = await outcomesOf(new Uint8Array([...encode(before), ...bytes, ...encode(after)]));
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['rejected', 'applied']);
    expect(outcomes[0]!.problems![0]!.code).toBe('text-broken');
    expect(await stored('mandate-goals-followed')).toBeUndefined();
  });

  it('by 100,000 levels: that one is refused with its reason, the other goes through', async () => {
    const damaged = `{"commandId":"${v7()}","payload":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}`;
    const outcomes = await outcomesOf(bodyOf(damaged, 'people-part-of-roles'));
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['rejected', 'applied']);
    expect(outcomes[0]!.problems![0]!.code).toBe('too-deep');
  });
});

describe('bodies that cannot be read', () => {
  it.each([
    ['invalid UTF-8', new Uint8Array([0x22, 0xc3, 0x28, 0x22])],
    ['half a document', '{"protocol":1,"commands":['],
    ['100,000 levels', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
    ['nothing', '']
  ])('%s: 400 with a reason', async (_name, body) => {
    const response = await sendBytes(body);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ code: 'not-json' }] });
  });

  it.each([
    ['a list', '[]'],
    ['no device', '{"protocol":1,"commands":[]}'],
    ['commands that are no list', '{"protocol":1,"deviceId":"device-one","commands":{}}']
  ])('%s: 422 with a reason', async (_name, body) => {
    expect((await sendBytes(body)).status).toBe(422);
  });
});
