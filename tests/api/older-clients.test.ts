import { createHash } from 'node:crypto';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildView } from '$lib/client/sync/view';
import type { Actor } from '$lib/domain/identity/actor';
import { applyCommand } from '$lib/domain/sync/apply-command';
import type { OutboxItem } from '$lib/domain/sync/outbox';
import type { Change } from '$lib/domain/sync/records';
import type { App } from '$lib/server/app';
import { syncCommand } from '$lib/server/db/schema/sync';
import { pullChanges, pushCommands } from '$lib/server/sync/service';
import { envelope, push } from '../support/commands';
import { createTestApp, disposeTestApp } from '../support/test-app';
import { createTestNetwork, type TestNetwork } from '../support/test-network';

// Written down as the clients of the first release send it and expect it. Not to be changed with the schemas: what fails
// here fails for phones that have not been updated, and for commands that waited on them.

let app: App;
let net: TestNetwork;
let officer: Extract<Actor, { kind: 'person' }>;
let coordinator: Extract<Actor, { kind: 'person' }>;

beforeAll(async () => {
  app = await createTestApp();
  net = await createTestNetwork(app);
  officer = await net.enlist('officer');
  coordinator = await net.enlist('coordinator');
});
afterAll(() => disposeTestApp(app));

const meetingId = v7();
const followUpId = v7();
/** Payloads with their fields in the order of the first release: their digest tells a repetition. */
const first = {
  answer: (criterionId = 'people-can-explain') =>
    `{"assessmentId":"${net.municipalities[0]!.assessmentId}","criterionId":"${criterionId}","value":"yes","note":"In the plan","evidence":"https://example.org/plan"}`,
  step: (criterionId = 'quality-contact') =>
    `{"municipalityId":"${net.municipalities[0]!.id}","criterionId":"${criterionId}","status":"planned","due":"2027-01-31"}`,
  profile: () =>
    `{"municipalityId":"${net.municipalities[0]!.id}","offers":["publishing"],"capacity":1,"wants":["legal"],"languages":["sv"]}`,
  meeting: () =>
    `{"meetingId":"${meetingId}","heldOn":"2026-11-20","form":"visit","municipalityIds":["${net.municipalities[0]!.id}"],` +
    `"attendees":[{"id":"${v7()}","name":"Kim Exempel","role":"official"}],"background":"a","workSoFar":"b","exchange":"c","conclusions":"d",` +
    `"barriers":[{"id":"${v7()}","barrierId":"no-time","severity":2,"quote":"No time","consent":"anonymous"}],` +
    `"followUps":[{"id":"${followUpId}","what":"Send the list","due":"2026-12-01"}]}`,
  done: () => `{"followUpId":"${followUpId}","done":true}`,
  submit: () => `{"assessmentId":"${net.municipalities[0]!.assessmentId}"}`
};
const KINDS = {
  answer: ['answer.set', () => officer],
  step: ['step.set', () => officer],
  profile: ['mentoring.profile', () => officer],
  meeting: ['meeting.log', () => coordinator],
  done: ['follow-up.done', () => coordinator],
  submit: ['assessment.submit', () => officer]
} as const;

async function send(actor: Actor, ...commands: unknown[]) {
  const result = await pushCommands(app, actor, push(commands));
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value.outcomes;
}
async function everything(actor: Actor): Promise<Change[]> {
  const result = await pullChanges(app, actor, { since: 0 });
  if (!result.ok) throw new Error('refused');
  return result.value.changes;
}

describe('commands of the first release', () => {
  it.each(Object.keys(KINDS) as (keyof typeof KINDS)[])('are carried out: %s', async (name) => {
    const [type, who] = KINDS[name];
    const [outcome] = await send(who(), envelope(type, JSON.parse(first[name]())));
    expect(outcome).toMatchObject({ outcome: 'applied', version: expect.any(Number) as number });
  });

  it.each(['answer', 'step', 'profile', 'meeting', 'done', 'submit'] as const)(
    'carried out before the upgrade and sent again after it, are known: %s',
    async (name) => {
      const [type, who] = KINDS[name];
      const json = first[name]();
      const command = envelope(type, JSON.parse(json));
      const { commandId: id, seq } = command;
      await app.db.write(async (tx) => {
        await tx.insert(syncCommand).values({
          id,
          personId: who().personId,
          deviceId: 'device-one',
          seq,
          type,
          payloadHash: createHash('sha256').update(json).digest('hex'),
          outcome: { commandId: id, outcome: 'applied', version: 1 },
          receivedAt: app.now()
        });
      });
      expect(await send(who(), command)).toEqual([{ commandId: id, outcome: 'duplicate', version: 1 }]);
    }
  );

  it('leave alone what they do not know of: a step keeps its owner, note and tips', async () => {
    const { id: municipalityId } = net.municipalities[0]!;
    const criterionId = 'inventory-first-list';
    const newer = { municipalityId, criterionId, note: 'Ask Eva', ownerName: 'The archive', doneTips: [0] };
    await send(officer, envelope('step.set', newer, { schemaVersion: 2 }));
    await send(officer, envelope('step.set', JSON.parse(first.step(criterionId))));
    const step = (await everything(officer)).find(({ id }) => id === `${municipalityId}/${criterionId}`);
    expect(step?.data).toMatchObject({ note: 'Ask Eva', ownerName: 'The archive', doneTips: [0], due: '2027-01-31' });
  });
});

describe('answers to the first release', () => {
  const FIELDS: Partial<Record<Change['entity'], string[]>> = {
    network: ['id', 'name', 'country', 'demo'],
    municipality: ['id', 'code', 'name', 'countyCode', 'countyName', 'groupCode', 'population', 'lat', 'lon'],
    wave: ['id', 'name', 'modelId', 'modelVersion', 'opensAt', 'closesAt', 'closed'],
    assessment: ['id', 'waveId', 'municipalityId', 'startedAt', 'submittedAt', 'answered', 'level'],
    answer: ['id', 'assessmentId', 'criterionId', 'value', 'note', 'evidence', 'version', 'answeredBy', 'answeredAt'],
    step: ['id', 'municipalityId', 'criterionId', 'status', 'due', 'version'],
    profile: ['id', 'offers', 'capacity', 'wants', 'languages', 'version'],
    meeting: ['id', 'heldOn', 'form', 'municipalityIds', 'attendees', 'background', 'workSoFar', 'exchange'].concat([
      'conclusions',
      'barriers',
      'version'
    ]),
    'follow-up': ['id', 'meetingId', 'municipalityId', 'what', 'ownerId', 'due', 'done', 'version'],
    person: ['id', 'name']
  };

  it('come at once and have every field it reads', async () => {
    const pulled = await pullChanges(app, officer, { since: 0 });
    if (!pulled.ok) throw new Error('refused');
    expect(pulled.value).toMatchObject({ protocol: 1, full: true, more: false });
    expect(pulled.value.next).toBeUndefined();
    const all = [...pulled.value.changes, ...(await everything(coordinator))];
    for (const [entity, names] of Object.entries(FIELDS)) {
      const record = all.find((change) => change.entity === entity)?.data;
      expect(Object.keys(record ?? {}), entity).toEqual(expect.arrayContaining(names));
    }
  });
});

describe('records kept by an app of the first release', () => {
  const assessmentId = v7();
  const municipalityId = v7();
  const kept = [
    { entity: 'assessment', id: assessmentId, data: { id: assessmentId, municipalityId, startedAt: null } },
    {
      entity: 'step',
      id: `${municipalityId}/c`,
      data: { id: `${municipalityId}/c`, status: 'planned', due: null, version: 3 }
    },
    { entity: 'person', id: 'p', data: { id: 'p', name: 'Kim Exempel' } },
    { entity: 'something-later', id: 'x', data: { id: 'x' } }
  ] as unknown as Change[];
  const item = (seq: number, type: string, payload: unknown): OutboxItem => ({
    seq,
    key: `${type}:${seq}`,
    envelope: envelope(type, payload),
    state: 'waiting',
    ackedVersion: null,
    problems: []
  });

  it('are shown, and changes made on them, also of a kind that is not known here', () => {
    const view = buildView(
      kept,
      [
        item(1, 'step.set', { municipalityId, criterionId: 'c', status: 'done', due: null }),
        item(2, 'answer.set', { assessmentId, criterionId: 'c', value: 'yes', note: '', evidence: '' }),
        item(3, 'plan.dream', { anything: true })
      ],
      'p',
      applyCommand
    );
    expect(view.step.get(`${municipalityId}/c`)).toMatchObject({ status: 'done', note: '', doneTips: [], version: 3 });
    expect(view.answer.get(`${assessmentId}/c`)).toMatchObject({ value: 'yes', origin: 'own' });
    expect(view.person.get('p')?.name).toBe('Kim Exempel');
  });
});
