import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '$lib/domain/identity/actor';
import type { Outcome } from '$lib/domain/sync/protocol';
import { makeQueueFile, readQueueFile, toEntries } from '$lib/domain/sync/queue-file';
import type { Change, Records } from '$lib/domain/sync/records';
import type { App } from '$lib/server/app';
import { contact } from '$lib/server/db/schema/contacts';
import { auditLog } from '$lib/server/db/schema/identity';
import { setContactLanguage } from '$lib/server/outreach/campaign-results-service';
import { pullChanges, pushCommands } from '$lib/server/sync/service';
import { envelope, push } from '../support/commands';
import { createTestApp, disposeTestApp } from '../support/test-app';
import { createTestNetwork, type TestNetwork } from '../support/test-network';

let app: App;
let net: TestNetwork;
let other: TestNetwork;
let kim: Extract<Actor, { kind: 'person' }>;
let lo: Extract<Actor, { kind: 'person' }>;
let foreign: Actor;
let now = new Date('2026-11-22T10:00:00Z');

beforeAll(async () => {
  app = { ...(await createTestApp()), now: () => now };
  net = await createTestNetwork(app);
  other = await createTestNetwork(app, 'Andra nätet');
  [kim, lo] = [await net.enlist('coordinator'), await net.enlist('coordinator')];
  foreign = await other.enlist('coordinator');
});
afterAll(() => disposeTestApp(app));

async function send(actor: Actor, ...commands: unknown[]): Promise<Outcome[]> {
  const result = await pushCommands(app, actor, push(commands));
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value.outcomes;
}
const set = (contactId: string, change: object, more = {}) => envelope('contact.set', { contactId, ...change }, more);
const remove = (contactId: string, removed = true) => envelope('contact.remove', { contactId, removed });
const reason = (outcome: Outcome | undefined) => {
  if (outcome?.outcome !== 'rejected') return outcome?.outcome;
  const { code, path } = outcome.problems[0]!;
  return [code, path.replace(/^commands\.\d+\.?/, '')].join(' ').trim();
};

async function make(change: object = {}): Promise<string> {
  const id = app.newId();
  const municipalityId = net.municipalities[0]!.id;
  const [outcome] = await send(
    kim,
    set(id, { networkId: net.networkId, municipalityId, name: 'Karin Lund', ...change })
  );
  expect(outcome).toMatchObject({ outcome: 'applied', version: 1 });
  return id;
}
async function pulled(actor: Actor, since = 0): Promise<{ cursor: number; changes: Change[] }> {
  const result = await pullChanges(app, actor, { since });
  if (!result.ok) throw new Error('refused');
  return result.value;
}
const recordsOf = async <E extends 'contact' | 'clash'>(actor: Actor, entity: E): Promise<Records[E][]> =>
  (await pulled(actor)).changes.flatMap((one) => (one.entity === entity && one.data ? [one.data as Records[E]] : []));
const rowOf = async (id: string) => (await app.db.read.select().from(contact).where(eq(contact.id, id)))[0];

describe('a contact from a device', () => {
  it('is stored with who and when, told to devices, and noted in the audit log without its name', async () => {
    const id = await make({ email: 'karin@example.org', phone: '+4691214000', role: 'it' });
    expect(await rowOf(id)).toMatchObject({ name: 'Karin Lund', createdBy: kim.personId, createdAt: now, version: 1 });
    const audit = await app.db.read.select().from(auditLog).where(eq(auditLog.subject, id));
    expect(audit).toHaveLength(1);
    expect(JSON.stringify(audit)).not.toContain('Karin');
    expect((await recordsOf(lo, 'contact')).find((one) => one.id === id)).toMatchObject({
      ...{ email: 'karin@example.org', role: 'it', channel: null, removedAt: null, createdBy: kim.personId }
    });
  });

  it('belongs to a network without belonging to a municipality', async () => {
    const id = await make({ municipalityId: null, name: 'Myndigheten' });
    expect(await rowOf(id)).toMatchObject({ networkId: net.networkId, municipalityId: null });
  });

  it('takes changes of different fields by two people, and of one field keeps both', async () => {
    const id = await make({ note: '', phone: '' });
    await send(kim, set(id, { phone: '+4691214000', was: { phone: '' } }, { baseVersion: 1 }));
    const [beside] = await send(lo, set(id, { note: 'Mornings', was: { note: '' } }, { baseVersion: 1 }));
    expect(beside).toMatchObject({ outcome: 'applied', version: 3 });
    expect(await rowOf(id)).toMatchObject({ phone: '+4691214000', note: 'Mornings' });
    const [twice] = await send(kim, set(id, { note: 'Evenings', was: { note: '' } }, { baseVersion: 2 }));
    expect(twice).toMatchObject({ outcome: 'conflict', mine: { note: { value: 'Evenings' } } });
    const clash = (await recordsOf(lo, 'clash')).find((one) => one.entityId === id);
    expect(clash).toMatchObject({ of: 'contact', field: 'note', value: 'Evenings', author: kim.personId });
    const seen = { standing: 'Mornings', other: 'Evenings' };
    const [settled] = await send(lo, envelope('clash.settle', { clashId: clash!.id, choose: 'both', seen }));
    expect(settled).toMatchObject({ outcome: 'applied' });
    expect(await rowOf(id)).toMatchObject({ note: 'Mornings\n\nEvenings', phone: '+4691214000' });
  });

  it('is written to in the language that somebody chose, from the form or with a campaign, until it is taken back', async () => {
    const id = await make({ language: 'nl' });
    const seen = async (of: Actor) => (await recordsOf(of, 'contact')).find((one) => one.id === id);
    expect(await seen(lo)).toMatchObject({ language: 'nl', version: 1 });
    // nothing but the language: nobody has to say what else they saw
    const [changed] = await send(lo, set(id, { name: 'Karin Lund', language: 'en', was: {} }, { baseVersion: 1 }));
    expect(changed).toMatchObject({ outcome: 'applied', version: 2 });
    const before = (await pulled(kim)).cursor;
    expect((await setContactLanguage(app, kim, { contactId: id, locale: 'sv' })).ok).toBe(true);
    const told = (await pulled(kim, before)).changes.find((one) => one.entity === 'contact' && one.id === id);
    expect(told?.data).toMatchObject({ language: 'sv', version: 3, name: 'Karin Lund' });
    await send(lo, set(id, { language: null, was: {} }, { baseVersion: 3 }));
    expect(await seen(kim)).not.toHaveProperty('language');
    // a client that knows nothing of it changes nothing of it
    await send(lo, set(id, { language: 'nl', was: {} }));
    await send(kim, set(id, { note: 'Mornings', was: { note: '' } }));
    expect(await seen(lo)).toMatchObject({ language: 'nl', note: 'Mornings' });
  });

  it('is not overwritten by somebody who does not say what they had seen', async () => {
    const id = await make();
    await send(lo, set(id, { name: 'Karin Ny', was: { name: 'Karin Lund' } }));
    expect(reason((await send(kim, set(id, { name: 'Carin' }, { baseVersion: 1 })))[0])).toBe(
      'changed-elsewhere contactId'
    );
  });

  it('is removed and brought back; a change meanwhile is kept on its device with the reason', async () => {
    const id = await make();
    await send(lo, remove(id));
    expect((await recordsOf(kim, 'contact')).find((one) => one.id === id)?.removedAt).toBe(now.toISOString());
    const change = set(id, { note: 'Mornings', was: { note: '' } });
    expect(reason((await send(kim, change))[0])).toBe('removed-meanwhile contactId');
    await send(kim, remove(id, false));
    expect((await send(kim, change))[0]).toMatchObject({ outcome: 'applied' });
    expect(await rowOf(id)).toMatchObject({ removedAt: null, note: 'Mornings' });
  });

  it('leaves devices thirty days after it was removed', async () => {
    const id = await make();
    await send(kim, remove(id));
    const before = now;
    now = new Date(before.getTime() + 31 * 86_400_000);
    expect((await recordsOf(kim, 'contact')).some((one) => one.id === id)).toBe(false);
    expect(await rowOf(id)).toBeDefined();
    now = before;
  });

  it('is done once when a colleague imports it and its author sends it later', async () => {
    const id = app.newId();
    const command = set(id, { networkId: net.networkId, name: 'Registrator' });
    const item = { seq: 1, key: `contact:${id}`, envelope: command, state: 'waiting' as const, ackedVersion: null };
    const file = makeQueueFile([{ ...item, problems: [] }], {
      ...{ person: { id: kim.personId, name: 'Kim' }, deviceId: 'device-one', exportedAt: now.toISOString() }
    });
    const read = readQueueFile(JSON.parse(JSON.stringify(file)));
    if (!read.ok) throw new Error('refused');
    const [entry] = toEntries(read.value, lo.personId);
    expect((await send(lo, entry!.envelope))[0]).toMatchObject({ outcome: 'applied' });
    expect((await send(kim, command))[0]).toMatchObject({ outcome: 'duplicate' });
    expect(await rowOf(id)).toMatchObject({ version: 1, createdBy: lo.personId });
  });
});

describe('contacts are the coordinators’', () => {
  it('goes to coordinators and administrators of its network and to nobody else', async () => {
    const id = await make();
    const since = (await pulled(kim)).cursor - 1;
    const sees = async (actor: Actor) => (await recordsOf(actor, 'contact')).some((one) => one.id === id);
    expect(await sees(lo)).toBe(true);
    expect(await sees(await net.enlist('administrator'))).toBe(true);
    for (const actor of [foreign, await net.enlist('analyst'), await net.enlist('officer')]) {
      expect(await sees(actor)).toBe(false);
      // nor by what changed since
      expect(JSON.stringify(await pulled(actor, since))).not.toContain('Karin');
    }
  });

  it('lets nobody else write', async () => {
    const id = await make();
    const made = { networkId: net.networkId, name: 'X' };
    for (const actor of [foreign, await net.enlist('analyst'), await net.enlist('officer')]) {
      expect(reason((await send(actor, set(app.newId(), made)))[0])).toBe('forbidden');
      expect(reason((await send(actor, set(id, { name: 'X', was: { name: 'Karin Lund' } })))[0])).toBe('forbidden');
      expect(reason((await send(actor, remove(id)))[0])).toBe('forbidden');
    }
    expect(await rowOf(id)).toMatchObject({ name: 'Karin Lund', version: 1, removedAt: null });
  });

  it('refuses one by one what does not fit, and takes the rest of the batch', async () => {
    const id = await make();
    const fresh = { networkId: net.networkId, name: 'Eva' };
    const outcomes = await send(
      kim,
      set(app.newId(), { ...fresh, municipalityId: other.municipalities[0]!.id }),
      set(app.newId(), { ...fresh, municipalityId: app.newId() }),
      set(app.newId(), { networkId: net.networkId, email: 'eva@example.org' }),
      set(app.newId(), { name: 'Eva' }),
      set(app.newId(), { ...fresh, email: 'Eva <eva@example.org>' }),
      set(app.newId(), { ...fresh, phone: '0912-14000' }),
      set(app.newId(), { ...fresh, createdBy: foreign.kind === 'person' ? foreign.personId : '' }),
      set(id, { municipalityId: other.municipalities[0]!.id, was: { municipalityId: net.municipalities[0]!.id } }),
      remove(app.newId()),
      set(id, { note: 'Fine', was: { note: '' } })
    );
    expect(outcomes.map(reason)).toEqual([
      'other-network municipalityId',
      'not-found municipalityId',
      'name-missing name',
      'not-found contactId',
      'invalid payload.email',
      'invalid payload.phone',
      // an author is no field of a command: it is whoever sends it
      'applied',
      'other-network municipalityId',
      'not-found contactId',
      // an earlier change of the same contact in this batch was refused
      'builds-on-refused buildsOn'
    ]);
    const eva = (await recordsOf(kim, 'contact')).filter((one) => one.name === 'Eva');
    expect(eva.map(({ createdBy }) => createdBy)).toEqual([kim.personId]);
  });
});

describe('a meeting with somebody from the contacts', () => {
  const log = (contactId: string) => ({
    ...{ meetingId: app.newId(), heldOn: '2026-11-01', form: 'call', municipalityIds: [net.municipalities[0]!.id] },
    attendees: [{ id: app.newId(), name: 'Karin Lund', role: 'it', contactId }],
    ...{ background: '', workSoFar: '', exchange: '', conclusions: '', barriers: [], followUps: [] }
  });

  it('keeps which contact it was, also one that arrives later', async () => {
    const [id, later] = [await make(), app.newId()];
    for (const contactId of [id, later]) {
      const payload = log(contactId);
      expect((await send(kim, envelope('meeting.log', payload)))[0]).toMatchObject({ outcome: 'applied' });
      const { changes } = await pulled(kim);
      const found = changes.find((one) => one.id === payload.meetingId);
      expect(found?.data).toMatchObject({ attendees: [{ name: 'Karin Lund', contactId }] });
    }
  });

  it('is refused with a contact of another network', async () => {
    const id = app.newId();
    await send(foreign, set(id, { networkId: other.networkId, name: 'Sven' }));
    expect(reason((await send(kim, envelope('meeting.log', log(id))))[0])).toBe('other-network attendees.0.contactId');
  });
});
