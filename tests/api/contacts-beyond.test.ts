import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '$lib/domain/identity/actor';
import { MOST_CONTACTS_ON_DEVICE as MOST } from '$lib/domain/outreach/contact-kinds';
import { NO_CONTACT } from '$lib/domain/outreach/merge-contact';
import type { App } from '$lib/server/app';
import { insertRows } from '$lib/server/db/insert-rows';
import { contact } from '$lib/server/db/schema/contacts';
import { attendee, meeting } from '$lib/server/db/schema/outreach';
import { ensureContactIndex } from '$lib/server/outreach/contact-index-repository';
import { listContactRecords, readContact } from '$lib/server/outreach/contact-list-service';
import { type ContactRow, insertContacts, writeContact } from '$lib/server/outreach/contact-repository';
import { listSameContacts, type SameContactInput } from '$lib/server/outreach/same-contact-service';
import { listTouches } from '$lib/server/outreach/touch-list-service';
import { pullChanges } from '$lib/server/sync/service';
import { createTestApp, disposeTestApp, testClock } from '../support/test-app';
import { createTestNetwork, type TestNetwork } from '../support/test-network';

// A network with more contacts than a phone keeps.

let app: App;
let net: TestNetwork;
let desk: Extract<Actor, { kind: 'person' }>;
const ids: string[] = [];

beforeAll(async () => {
  app = await createTestApp({ now: testClock().now });
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

describe('what a device asks while somebody types', () => {
  const place = () => net.municipalities[0]!.id;
  const row = (more: Partial<ContactRow>): ContactRow => {
    const at = new Date('2025-01-01T09:00:00Z');
    const who = { createdBy: 'x', createdAt: at, updatedBy: 'x', updatedAt: at, version: 1, removedAt: null };
    return {
      ...{ ...NO_CONTACT, id: app.newId(), networkId: net.networkId, name: 'Kansliet', role: 'officer' as const },
      ...{ mergedInto: null, ...who, ...more }
    };
  };
  const make = () => ({
    email: row({ email: 'ebba.ek@example.org' }),
    further: row({ moreEmails: ['kansli@example.org', 'e.ek@example.org'] }),
    phone: row({ phone: '+4691214000;ext=12' }),
    furtherPhone: row({ morePhones: ['+4691214001'] }),
    name: row({ name: 'Åsa Öberg' })
  });
  let known: ReturnType<typeof make>;
  const same = async (input: Partial<SameContactInput>) => {
    const found = await listSameContacts(app, desk, { networkId: net.networkId, ...input });
    if (!found.ok) throw new Error(JSON.stringify(found.problems));
    return found.value.same.map(({ contact: { id }, because }) => ({ id, because }));
  };
  beforeAll(async () => {
    // they were changed longer ago than all others: no device has them
    known = make();
    await app.db.write(async (tx) => {
      await insertContacts(tx, Object.values(known));
      await writeContact(tx, { ...known.name, municipalityId: place() });
    });
  });

  it('finds the same by an address, also a further one, and not by a part of it', async () => {
    expect(await same({ emails: ['ebba.ek@example.org'] })).toEqual([{ id: known.email.id, because: 'email' }]);
    expect(await same({ emails: ['nobody@example.org', 'e.ek@example.org'] })).toEqual([
      { id: known.further.id, because: 'email' }
    ]);
    expect(await same({ emails: ['ek@example.org'] })).toEqual([]);
    expect(await same({ emails: ['ebba.ek@example.org'], contactId: known.email.id })).toEqual([]);
  });

  it('finds the same by a number, also a further one', async () => {
    expect(await same({ phones: ['+4691214000;ext=12'] })).toEqual([{ id: known.phone.id, because: 'phone' }]);
    expect(await same({ phones: ['+4691214001'] })).toEqual([{ id: known.furtherPhone.id, because: 'phone' }]);
    expect(await same({ phones: ['+4691214002'] })).toEqual([]);
  });

  it('finds the same by name in the municipality, in any order and without accents, and nowhere else', async () => {
    expect(await same({ name: 'Oberg, Asa', municipalityId: place() })).toEqual([
      { id: known.name.id, because: 'name' }
    ]);
    expect(await same({ name: 'Åsa Öberg', municipalityId: net.municipalities[1]!.id })).toEqual([]);
    expect(await same({ name: 'Åsa', municipalityId: place() })).toEqual([]);
    expect(await same({ name: '"*; OR ' })).toEqual([]);
  });

  it('lists whom to be in touch with of all there are, the longest overdue first', async () => {
    const agreed = [
      row({ name: 'Soon', stayInTouchDays: 330, createdAt: new Date('2026-01-01T09:00:00Z') }),
      row({ name: 'Late', stayInTouchDays: 30, createdBy: desk.personId }),
      row({ name: 'Met', stayInTouchDays: 30 }),
      row({ name: 'Silent', stayInTouchDays: 30, optedOutOn: '2025-02-02' })
    ];
    await app.db.write(async (tx) => {
      await insertContacts(tx, agreed);
      const meetingId = app.newId();
      const at = app.now();
      const form = 'call' as const;
      const base = { id: meetingId, networkId: net.networkId, heldOn: '2026-11-20', form, version: 1 };
      await tx.insert(meeting).values({ ...base, createdBy: 'x', createdAt: at, updatedAt: at });
      const who = { id: app.newId(), meetingId, name: 'Met', role: 'it' as const, contactId: agreed[2]!.id };
      await tx.insert(attendee).values(who);
    });
    const list = async (who = '') => {
      const found = await listTouches(app, desk, { networkId: net.networkId, who });
      if (!found.ok) throw new Error(JSON.stringify(found.problems));
      const { touches, soon, all } = found.value;
      return { soon, all, touches: touches.map(({ contact: { name }, last, due }) => [name, last, due]) };
    };
    expect(await list()).toEqual({
      ...{ soon: 2, all: 3 },
      touches: [
        ['Late', null, '2025-01-31'],
        ['Soon', null, '2026-11-27']
      ]
    });
    expect(await list(desk.personId)).toMatchObject({ all: 1, touches: [['Late', null, '2025-01-31']] });
  });
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
