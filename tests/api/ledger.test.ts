import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '$lib/domain/identity/actor';
import type { Outcome } from '$lib/domain/sync/protocol';
import type { Entity, Records } from '$lib/domain/sync/records';
import type { App } from '$lib/server/app';
import { auditLog } from '$lib/server/db/schema/identity';
import { findWave } from '$lib/server/assessment/repository';
import { shippedModels } from '$lib/server/model/seed';
import { gatherWave } from '$lib/server/reporting/gather';
import { quoteForReport, readLedger } from '$lib/server/outreach/ledger-service';
import { pullChanges, pushCommands } from '$lib/server/sync/service';
import { envelope, push } from '../support/commands';
import { GET as quoteRoute } from '../../src/routes/api/v1/ledger/quotes/[id]/+server';
import { createTestApp, disposeTestApp } from '../support/test-app';
import { createTestNetwork, type TestNetwork } from '../support/test-network';

type Person = Extract<Actor, { kind: 'person' }>;
let app: App;
let net: TestNetwork;
let kim: Person;
let lo: Person;
let analyst: Person;
let officer: Person;
let neighbour: Person;
let foreign: Person;

beforeAll(async () => {
  app = await createTestApp();
  net = await createTestNetwork(app);
  const other = await createTestNetwork(app, 'Andra nätet');
  [kim, lo, analyst] = [await net.enlist('coordinator'), await net.enlist('coordinator'), await net.enlist('analyst')];
  [officer, neighbour] = [await net.enlist('officer', 0), await net.enlist('officer', 1)];
  foreign = await other.enlist('coordinator');
});
afterAll(() => disposeTestApp(app));

async function send(actor: Actor, ...commands: unknown[]): Promise<Outcome[]> {
  const result = await pushCommands(app, actor, push(commands));
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value.outcomes;
}
const codeOf = (outcome: Outcome | undefined) =>
  outcome?.outcome === 'rejected' ? outcome.problems[0]!.code : outcome?.outcome;
async function records<E extends Entity>(actor: Actor, entity: E): Promise<Records[E][]> {
  const result = await pullChanges(app, actor, { since: 0 });
  if (!result.ok) throw new Error('refused');
  return result.value.changes.flatMap((one) => (one.entity === entity && one.data ? [one.data as Records[E]] : []));
}

interface Noted {
  barrierId?: string;
  quote?: string;
  consent?: 'yes' | 'no' | 'anonymous';
  places?: number[];
  roles?: string[];
}
/** A held meeting with one barrier. */
async function note({ barrierId = 'no-budget', quote = '', consent = 'no', places = [0], roles = ['it'] }: Noted = {}) {
  const [meetingId, raisedId] = [app.newId(), app.newId()];
  const payload = {
    ...{ meetingId, heldOn: '2026-11-01', form: 'visit', followUps: [] },
    municipalityIds: places.map((i) => net.municipalities[i]!.id),
    attendees: roles.map((role, i) => ({ id: app.newId(), name: `Somebody ${i}`, role })),
    ...{ background: '', workSoFar: '', exchange: '', conclusions: '' },
    barriers: [{ id: raisedId, barrierId, severity: 2, quote, consent }]
  };
  const [outcome] = await send(kim, envelope('meeting.log', payload));
  expect(outcome).toMatchObject({ outcome: 'applied' });
  return { meetingId, raisedId, payload };
}
const correct = (raisedId: string, kind: string, text = '', place = 0, correctionId = app.newId()) =>
  envelope('barrier.correct', { correctionId, raisedId, municipalityId: net.municipalities[place]!.id, kind, text });
const idIn = (command: { payload: unknown }) => (command.payload as { correctionId: string }).correctionId;
const settle = (correctionId: string, settled: string, answer = '') =>
  envelope('correction.settle', { correctionId, settled, answer });
async function ledger(actor: Actor, more: object = {}) {
  const result = await readLedger(app, actor, { networkId: net.networkId, ...more });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}
const lineOf = async (actor: Actor, raisedId: string, more: object = {}) =>
  (await ledger(actor, more)).entries.find((one) => one.raisedId === raisedId);
/** Barriers that a report counts. */
async function reported(): Promise<number> {
  const wave = (await findWave(app.db.read, net.waveId))!;
  return (await gatherWave(app, wave, shippedModels.at(-1)!.model, 5)).barriers.length;
}
const ownPlace = () => ({ municipalityId: net.municipalities[0]!.id });

describe('what a municipality sees of what was noted about it', () => {
  it('is its own barriers, with the quotes that may be used by name, and nothing of others', async () => {
    const shown = await note({ quote: 'Schools first', consent: 'yes' });
    const secret = await note({ quote: 'Our chief is afraid', consent: 'no' });
    const quiet = await note({ quote: 'Nobody knows', consent: 'anonymous' });
    const others = await note({ quote: 'Elsewhere', consent: 'yes', places: [1] });
    const [noted] = await records(officer, 'noted');
    const find = (raisedId: string) => noted?.barriers.find((one) => one.raisedId === raisedId);
    expect(find(shown.raisedId)).toMatchObject({ quote: 'Schools first', consent: 'yes', barrierId: 'no-budget' });
    expect(find(secret.raisedId)).toMatchObject({ quote: '', consent: 'no' });
    expect(find(quiet.raisedId)).toMatchObject({ quote: '', consent: 'anonymous' });
    expect(find(others.raisedId)).toBeUndefined();
    expect(JSON.stringify(await records(officer, 'noted'))).not.toMatch(/Elsewhere|chief|Nobody knows/);
    expect(await records(officer, 'meeting')).toEqual([]);
    expect(await records(analyst, 'noted')).toEqual([]);
  });

  it('hides a quote where several municipalities met: nobody knows whose it is', async () => {
    const { raisedId } = await note({ quote: 'We have no budget', consent: 'yes', places: [0, 1] });
    const [noted] = await records(officer, 'noted');
    expect(noted?.barriers.find((one) => one.raisedId === raisedId)).toMatchObject({ several: true, quote: '' });
    expect((await lineOf(officer, raisedId, ownPlace()))?.quote).toBeNull();
    expect((await lineOf(kim, raisedId))?.quote).toBe('We have no budget');
  });

  it('comes to its device when the coordinator logs it, and not to others', async () => {
    const before = await pullChanges(app, officer, { since: 0 });
    const beside = await pullChanges(app, neighbour, { since: 0 });
    if (!before.ok || !beside.ok) throw new Error('refused');
    await note();
    const after = await pullChanges(app, officer, { since: before.value.cursor });
    expect(after.ok && after.value.changes.map(({ entity }) => entity)).toContain('noted');
    const other = await pullChanges(app, neighbour, { since: beside.value.cursor });
    expect(other.ok && other.value.changes.map(({ entity }) => entity)).not.toContain('noted');
  });
});

describe('a correction', () => {
  it('stays beside the note with its author, waits for the coordinator, and changes nothing by itself', async () => {
    const { raisedId, meetingId } = await note({ quote: 'Schools first', consent: 'yes' });
    const command = correct(raisedId, 'wrong', 'We have had a budget since May');
    expect((await send(officer, command))[0]).toMatchObject({ outcome: 'applied' });
    expect(await lineOf(kim, raisedId)).toMatchObject({ state: 'open', waiting: 1, quote: 'Schools first' });
    for (const actor of [kim, officer]) {
      const own = (await records(actor, 'correction')).find(({ id }) => id === idIn(command));
      expect(own).toMatchObject({ text: 'We have had a budget since May', side: 'municipality', by: officer.personId });
      expect(own?.byName).toMatch(/^Person/);
    }
    for (const actor of [neighbour, analyst, foreign])
      expect((await records(actor, 'correction')).map(({ id }) => id)).not.toContain(idIn(command));
    const meeting = (await records(kim, 'meeting')).find(({ id }) => id === meetingId);
    expect(meeting?.barriers[0]).toMatchObject({ id: raisedId, quote: 'Schools first' });
    expect(JSON.stringify(await app.db.read.select().from(auditLog))).not.toContain('since May');
  });

  it('is settled once: agreed, the barrier was never there, and the answer stays', async () => {
    const { raisedId } = await note();
    const command = correct(raisedId, 'wrong');
    await send(officer, command);
    const before = await reported();
    const [agreed] = await send(kim, settle(idIn(command), 'agreed', 'Thank you'));
    expect(agreed).toMatchObject({ outcome: 'applied' });
    expect(await reported()).toBe(before - 1);
    expect(await lineOf(kim, raisedId)).toMatchObject({ state: 'taken-back', stateSide: 'municipality', waiting: 0 });
    const [again] = await send(lo, settle(idIn(command), 'kept', 'No'));
    expect(codeOf(again)).toBe('settled-meanwhile');
    const own = (await records(officer, 'correction')).find(({ id }) => id === idIn(command));
    expect(own).toMatchObject({ settled: 'agreed', answer: 'Thank you', settledBy: kim.personId });
  });

  it('of "no longer" makes it overcome, and the network can say that it is there still', async () => {
    const { raisedId } = await note();
    const command = correct(raisedId, 'no-longer');
    await send(officer, command);
    await send(kim, settle(idIn(command), 'agreed'));
    expect(await lineOf(analyst, raisedId)).toMatchObject({ state: 'overcome', stateSide: 'municipality' });
    const [still] = await send(lo, correct(raisedId, 'still'));
    expect(still).toMatchObject({ outcome: 'applied' });
    const line = await lineOf(analyst, raisedId);
    expect(line).toMatchObject({ state: 'open', stateSide: 'network' });
    expect((await records(officer, 'correction')).filter((one) => one.raisedId === raisedId)).toHaveLength(2);
  });

  it('is refused to other municipalities, to analysts, to other networks, and in words that are the other side’s', async () => {
    const { raisedId } = await note();
    expect(codeOf((await send(neighbour, correct(raisedId, 'wrong')))[0])).toBe('forbidden');
    // the other municipality may speak for itself, but was not there
    expect(codeOf((await send(neighbour, correct(raisedId, 'wrong', '', 1)))[0])).toBe('not-found');
    expect(codeOf((await send(analyst, correct(raisedId, 'overcome')))[0])).toBe('forbidden');
    expect(codeOf((await send(foreign, correct(raisedId, 'overcome')))[0])).toBe('forbidden');
    expect(codeOf((await send(officer, correct(raisedId, 'overcome')))[0])).toBe('not-yours-to-say');
    expect(codeOf((await send(kim, correct(raisedId, 'wrong')))[0])).toBe('not-yours-to-say');
    expect(codeOf((await send(officer, correct(raisedId, 'otherwise', ' ')))[0])).toBe('text-missing');
    expect(codeOf((await send(officer, correct(app.newId(), 'wrong')))[0])).toBe('not-found');
    const command = correct(raisedId, 'no-longer');
    await send(officer, command);
    expect(codeOf((await send(officer, settle(idIn(command), 'agreed')))[0])).toBe('forbidden');
    expect(codeOf((await send(foreign, settle(idIn(command), 'agreed')))[0])).toBe('forbidden');
    const [taken] = await send(officer, correct(raisedId, 'wrong', '', 0, idIn(command)));
    expect(codeOf(taken)).toBe('id-taken');
  });

  it('stays when the note is taken out of its meeting', async () => {
    const { raisedId, payload } = await note();
    const command = correct(raisedId, 'wrong', 'Never said');
    await send(officer, command);
    await send(kim, envelope('meeting.log', { ...payload, barriers: [], was: { barriers: payload.barriers } }));
    expect(await lineOf(kim, raisedId)).toBeUndefined();
    const own = (await records(officer, 'correction')).find(({ id }) => id === idIn(command));
    expect(own).toMatchObject({ text: 'Never said', barrierId: 'no-budget' });
  });
});

describe('consent to a quote', () => {
  it('withdrawn, takes it out of the ledger, of every device and of the report at once', async () => {
    const { raisedId, meetingId, payload } = await note({ quote: 'Schools first', consent: 'yes' });
    expect((await quoteForReport(app, analyst, { raisedId })).ok).toBe(true);
    const [done] = await send(officer, correct(raisedId, 'withdraw-quote'));
    expect(done).toMatchObject({ outcome: 'applied' });
    expect(await lineOf(kim, raisedId)).toMatchObject({ quote: null, quoteRole: null, waiting: 0 });
    const refused = await quoteForReport(app, analyst, { raisedId });
    expect(refused.ok ? '' : refused.problems[0]!.code).toBe('consent-withdrawn');
    const meeting = (await records(kim, 'meeting')).find(({ id }) => id === meetingId);
    expect(meeting).toMatchObject({ version: 2, barriers: [{ quote: 'Schools first', consent: 'no' }] });
    const [noted] = await records(officer, 'noted');
    expect(noted?.barriers.find((one) => one.raisedId === raisedId)).toMatchObject({ quote: '' });
    // a coordinator who says in the meeting that it may be quoted does not bring it back
    const barriers = [{ ...payload.barriers[0]!, consent: 'yes' as const }];
    const was = { barriers: [{ ...payload.barriers[0]!, consent: 'no' as const }] };
    await send(kim, envelope('meeting.log', { ...payload, barriers, was }, { baseVersion: 2 }));
    expect(await lineOf(kim, raisedId)).toMatchObject({ quote: null });
    expect((await quoteForReport(app, analyst, { raisedId })).ok).toBe(false);
  });

  it('decides what a report may take: with the role, without a trace, or not at all', async () => {
    const byName = await note({ quote: 'Schools first', consent: 'yes' });
    const mixed = await note({ quote: 'Later', consent: 'yes', roles: ['it', 'politician'] });
    const never = await note({ quote: 'Between us', consent: 'no' });
    const quiet = await note({ quote: 'We are too few', consent: 'anonymous', barrierId: 'no-staff-time' });
    const silent = await note();
    const read = async (raisedId: string, actor: Actor = analyst) => {
      const result = await quoteForReport(app, actor, { raisedId });
      return result.ok ? result.value : result.problems[0]!.code;
    };
    expect(await read(byName.raisedId)).toEqual({
      ...{ barrierId: 'no-budget', text: 'Schools first', role: 'it' },
      // too few of its size were met
      size: null
    });
    expect(await read(mixed.raisedId)).toMatchObject({ role: null });
    expect(await read(never.raisedId)).toBe('no-consent');
    // one municipality named it
    expect(await read(quiet.raisedId)).toBe('too-few');
    expect(await read(silent.raisedId)).toBe('no-quote');
    expect(await read(byName.raisedId, officer)).toBe('forbidden');
    expect(await read(byName.raisedId, foreign)).toBe('forbidden');
    // as programs ask for it
    const fetched = async (id: string) => {
      const event = { locals: { app, actor: analyst }, params: { id } };
      const answer = await (quoteRoute as unknown as (event: never) => Promise<Response>)(event as never);
      return { status: answer.status, cache: answer.headers.get('cache-control'), text: await answer.text() };
    };
    expect(await fetched(byName.raisedId)).toMatchObject({ status: 200, cache: 'no-store' });
    const refused = await fetched(never.raisedId);
    expect(refused).toMatchObject({ status: 422, cache: 'no-store', text: expect.stringContaining('no-consent') });
    expect(refused.text).not.toContain('Between us');
  });

  it('shows nobody an anonymous quote that few named, in no filter and no export line', async () => {
    await note({ quote: 'Only us', consent: 'anonymous', barrierId: 'no-platform' });
    const found = await ledger(kim);
    expect(JSON.stringify(found)).not.toContain('Only us');
    expect(found.count.raised).toBe(found.entries.filter(({ state }) => state !== 'taken-back').length);
  });
});

describe('who reads the ledger', () => {
  it('is the network’s people, and an officer only their own municipality', async () => {
    const { raisedId } = await note({ places: [1] });
    for (const actor of [kim, analyst]) expect(await lineOf(actor, raisedId)).toBeDefined();
    const refusal = async (actor: Actor, more: object = {}) => {
      const result = await readLedger(app, actor, { networkId: net.networkId, ...more });
      return result.ok ? 'ok' : result.problems[0]!.code;
    };
    expect(await refusal(officer)).toBe('forbidden');
    expect(await refusal(officer, { municipalityId: net.municipalities[1]!.id })).toBe('forbidden');
    expect(await refusal(foreign)).toBe('forbidden');
    const own = await ledger(officer, ownPlace());
    expect(own.entries.every(({ municipalityId }) => municipalityId === net.municipalities[0]!.id)).toBe(true);
    expect(own.anonymous).toEqual([]);
  });

  it('filters by barrier and state, and says how many lines there are in all', async () => {
    const found = await ledger(analyst, { filter: { barrier: 'no-platform', state: 'open' } });
    expect(found.entries.map(({ barrierId }) => barrierId)).toEqual(['no-platform']);
    expect(found.all).toBeGreaterThan(10);
    expect(found.byBarrier[0]?.criteria.length).toBeGreaterThan(0);
  });
});
