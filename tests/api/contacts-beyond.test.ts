import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Actor } from '$lib/domain/identity/actor';
import { MOST_CONTACTS_ON_DEVICE as MOST } from '$lib/domain/outreach/contact-kinds';
import { NO_CONTACT } from '$lib/domain/outreach/merge-contact';
import type { App } from '$lib/server/app';
import { insertRows } from '$lib/server/db/insert-rows';
import { contact } from '$lib/server/db/schema/contacts';
import { ensureContactIndex } from '$lib/server/outreach/contact-index-repository';
import { listContactRecords, readContact } from '$lib/server/outreach/contact-list-service';
import { pullChanges } from '$lib/server/sync/service';
import { createTestApp, disposeTestApp } from '../support/test-app';
import { createTestNetwork, type TestNetwork } from '../support/test-network';

// A network with more contacts than a phone keeps.

let app: App;
let net: TestNetwork;
let desk: Actor;
const ids: string[] = [];

beforeAll(async () => {
  app = await createTestApp();
  net = await createTestNetwork(app);
  desk = await net.enlist('coordinator');
  const rows = Array.from({ length: MOST + 3 }, (_, n) => {
    const at = new Date(Date.UTC(2026, 0, 1) + n * 1000);
    const id = app.newId();
    ids.push(id);
    const who = { createdBy: 'x', createdAt: at, updatedBy: 'x', updatedAt: at, version: 1 };
    return { ...NO_CONTACT, id, networkId: net.networkId, name: `Person ${n}`, role: 'officer' as const, ...who };
  });
  await app.db.write((tx) => insertRows(tx, contact, rows));
  await ensureContactIndex(app.db);
});
afterAll(() => disposeTestApp(app));

it('gives devices those changed last, and says how many there are', async () => {
  const pull = await pullChanges(app, desk, { since: 0 });
  const changes = pull.ok ? pull.value.changes : [];
  const held = new Set(changes.filter(({ entity }) => entity === 'contact').map(({ id }) => id));
  expect(held.size).toBe(MOST);
  expect(ids.filter((id) => !held.has(id))).toEqual(ids.slice(0, 3));
  expect(changes.find(({ entity }) => entity === 'network')?.data).toMatchObject({ contacts: MOST + 3 });
});

it('finds the others on the server, whole', async () => {
  const found = await listContactRecords(app, desk, { networkId: net.networkId, query: 'person 1' });
  const [first] = found.ok ? found.value.contacts : [];
  expect(first).toMatchObject({ id: ids[1], name: 'Person 1', optOuts: [], version: 1 });
  expect(await readContact(app, desk, { contactId: ids[1]! })).toEqual({ ok: true, value: first });
});

it('tells an officer, and who asks for one that is not there, nothing', async () => {
  const officer = await net.enlist('officer');
  const own = await readContact(app, officer, { contactId: ids[1]! });
  const none = await readContact(app, desk, { contactId: net.waveId });
  expect([own, none].map((result) => (result.ok ? 'shown' : result.problems[0]!.code))).toEqual([
    'forbidden',
    'not-found'
  ]);
});
