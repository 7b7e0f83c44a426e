import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Draft } from '$lib/domain/sync/outbox';
import type { Change, Pull } from '$lib/domain/sync/records';
import type { DeviceStore } from './device-store';
import { openIdbStore, removeIdbStore, storeName } from './idb-store';
import { lockStoreOf } from './lock-store';
import { type SecretSource, StoreLocked } from './store-key';

const PERSON = '11111111-1111-4111-8111-111111111111';
const MARKER = 'Högst hemligt om grannkommunen';

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

const draft = (n: number, note = ''): Draft => ({
  key: `answer:a/c${n}`,
  type: 'answer.set',
  schemaVersion: 1,
  payload: { assessmentId: 'a', criterionId: `c${n}`, value: 'yes', note, evidence: '' },
  baseVersion: null,
  issuedAt: '2026-11-22T09:00:00.000Z'
});
const network = (id: string, name = id): Change => ({
  entity: 'network',
  id,
  data: { id, name, country: 'SE', demo: false }
});
const pull = (changes: Change[], rest: Partial<Pull> = {}): Pull => ({
  ...{ protocol: 1, cursor: 7, full: false, changes, more: false },
  ...rest
});
const secretOf =
  (byte: number): SecretSource =>
  () =>
    Promise.resolve(new Uint8Array(32).fill(byte));
const offline: SecretSource = () => Promise.resolve(null);

/** Everything that lies on the disk, as whoever copies the profile's files would read it. */
async function onDisk(): Promise<string> {
  const db = await openDB(storeName(PERSON));
  const parts: string[] = [];
  for (const name of db.objectStoreNames)
    for (const [i, value] of (await db.getAll(name)).entries()) parts.push(`${name} ${i} ${show(value)}`);
  for (const name of db.objectStoreNames) parts.push(JSON.stringify(await db.getAllKeys(name)));
  db.close();
  return parts.join('\n');
}
function show(value: unknown): string {
  if (value instanceof ArrayBuffer) return new TextDecoder().decode(value);
  if (ArrayBuffer.isView(value)) return new TextDecoder().decode(value);
  if (value && typeof value === 'object' && !(value instanceof CryptoKey))
    return Object.entries(value)
      .map(([key, part]) => `${key}:${show(part)}`)
      .join(' ');
  return String(value);
}

async function filled(source: SecretSource = secretOf(1)): Promise<DeviceStore> {
  const store = await openIdbStore(PERSON, source);
  await store.enqueue(draft(1, MARKER));
  await store.enqueue(draft(2));
  await store.settle([
    { commandId: (await store.read()).outbox[1]!.envelope.commandId, outcome: 'applied', version: 1 }
  ]);
  await store.takeIn(pull([network('n1', MARKER)], { full: true }), [2], '2026-11-22T10:00:00.000Z');
  await store.kept.set('meeting/m1', { text: MARKER });
  return store;
}

describe('what lies on the disk', () => {
  it('holds no word of records, unsent changes, sent ones and half-typed texts', async () => {
    const store = await filled();
    expect((await store.read()).outbox[0]!.envelope.payload).toMatchObject({ note: MARKER });
    const disk = await onDisk();
    expect(disk.length).toBeGreaterThan(500);
    for (const word of ['hemligt', 'grannkommunen', 'answer.set', 'criterionId', 'n1', 'SE'])
      expect(disk).not.toContain(word);
    store.close();
  });

  it('does not open for whoever moves a ciphertext to another place', async () => {
    const store = await filled();
    await store.enqueue(draft(3));
    store.close();
    const db = await openDB(storeName(PERSON));
    await db.put('queue', await db.get('queue', 1), 3);
    db.close();
    await expect(openIdbStore(PERSON)).rejects.toThrow();
  });
});

describe('a store opened again', () => {
  it('has everything, without asking anybody', async () => {
    const before = await filled();
    const was = await before.read();
    before.close();
    const again = await openIdbStore(PERSON, offline);
    expect(await again.read()).toEqual(was);
    expect(was).toMatchObject({ cursor: 7, syncedAt: '2026-11-22T10:00:00.000Z', sent: [{ item: { seq: 2 } }] });
    expect(was.base).toEqual([network('n1', MARKER)]);
    expect(again.kept.get('meeting/m1')).toEqual({ text: MARKER });
    again.close();
  });

  it('gives the next change the next number after everything was sent', async () => {
    const store = await openIdbStore(PERSON);
    await store.enqueue(draft(1));
    await store.discard(1);
    store.close();
    const again = await openIdbStore(PERSON);
    expect((await again.enqueue(draft(1))).map(({ seq }) => seq)).toEqual([2]);
    again.close();
  });
});

describe('everything anew', () => {
  it('forgets what was sent before, which may name somebody who was erased, and keeps what waits', async () => {
    const store = await filled();
    await store.enqueue(draft(3));
    const { outbox } = await store.read();
    await store.settle([{ commandId: outbox.at(-1)!.envelope.commandId, outcome: 'applied', version: 1 }]);
    const after = await store.takeIn(pull([network('n1')], { full: true }), [3], '2026-11-22T11:00:00.000Z');
    expect(after.sent.map(({ item }) => item.seq)).toEqual([3]);
    expect(after.outbox.map(({ seq }) => seq)).toEqual([1]);
    // also where one contact is gone, and where nothing was sent with it
    const gone = { entity: 'contact', id: 'k', data: null } as const;
    expect((await store.takeIn(pull([gone]), [], '2026-11-22T11:30:00.000Z')).sent).toEqual([]);
    expect((await store.takeIn(pull([], { full: true }), [], '2026-11-22T12:00:00.000Z')).sent).toEqual([]);
    store.close();
    const again = await openIdbStore(PERSON, offline);
    expect((await again.read()).sent).toEqual([]);
    again.close();
  });
});

describe('signing out', () => {
  it('locks: only the secret of the same person opens it, and nothing is lost', async () => {
    const store = await filled();
    expect(await store.secure()).toBe(true);
    expect(await store.lock()).toBe(true);
    store.close();
    await expect(openIdbStore(PERSON, offline)).rejects.toMatchObject({ because: 'no-secret' });
    await expect(openIdbStore(PERSON, secretOf(2))).rejects.toMatchObject({ because: 'wrong-secret' });
    await expect(openIdbStore(PERSON, offline)).rejects.toBeInstanceOf(StoreLocked);
    const again = await openIdbStore(PERSON, secretOf(1));
    expect((await again.read()).outbox[0]!.envelope.payload).toMatchObject({ note: MARKER });
    expect(again.kept.get('meeting/m1')).toEqual({ text: MARKER });
    again.close();
    // unlocked: from here on without network again
    const later = await openIdbStore(PERSON, offline);
    expect((await later.read()).outbox).toHaveLength(1);
    later.close();
  });

  it('leaves no key on the disk', async () => {
    const store = await filled();
    await store.secure();
    await store.lock();
    store.close();
    const db = await openDB(storeName(PERSON));
    expect(await db.getAllKeys('keys')).toEqual(['given']);
    expect((await db.get('keys', 'given')) as unknown).toBeInstanceOf(ArrayBuffer);
    db.close();
  });

  it('does not lock what could never be opened again', async () => {
    const store = await filled(offline);
    expect(await store.secure()).toBe(false);
    expect(await store.lock()).toBe(false);
    expect(await lockStoreOf(PERSON)).toBe(false);
    store.close();
    const again = await openIdbStore(PERSON, offline);
    expect((await again.read()).outbox).toHaveLength(1);
    again.close();
  });

  it('takes a new secret of the server before it locks', async () => {
    let byte = 1;
    const store = await filled(() => secretOf(byte)(''));
    await store.secure();
    byte = 9;
    await store.secure(true);
    await store.lock();
    store.close();
    (await openIdbStore(PERSON, secretOf(9))).close();
  });
});

describe('two tabs', () => {
  it('lose nothing when both change at once, and number their changes apart', async () => {
    const [one, two] = [await openIdbStore(PERSON), await openIdbStore(PERSON)];
    await Promise.all(
      Array.from({ length: 20 }, (_, i) => [one.enqueue(draft(i)), two.enqueue(draft(100 + i))]).flat()
    );
    for (const store of [one, two]) {
      const { outbox } = await store.read();
      expect(new Set(outbox.map(({ seq }) => seq)).size).toBe(40);
      expect(new Set(outbox.map(({ key }) => key)).size).toBe(40);
    }
    one.close();
    two.close();
  });

  it('open a new store at once with one key', async () => {
    const stores = await Promise.all([openIdbStore(PERSON), openIdbStore(PERSON), openIdbStore(PERSON)]);
    for (const [i, store] of stores.entries()) await store.enqueue(draft(i));
    for (const store of stores) {
      expect((await store.read()).outbox).toHaveLength(3);
      store.close();
    }
  });

  it('take in records while the other changes, and see each other’s', async () => {
    const [one, two] = [await openIdbStore(PERSON), await openIdbStore(PERSON)];
    await Promise.all([
      one.takeIn(pull([network('n1'), network('n2')], { full: true }), [], '2026-11-22T10:00:00.000Z'),
      two.enqueue(draft(1)),
      two.takeIn(pull([network('n3')], { cursor: 8 }), [], '2026-11-22T10:00:01.000Z')
    ]);
    await one.takeIn(pull([{ entity: 'network', id: 'n2', data: null }]), [], '2026-11-22T10:00:02.000Z');
    const seen = (await two.read()).base.map(({ id }) => id).sort();
    expect(seen).toEqual((await one.read()).base.map(({ id }) => id).sort());
    expect(seen).not.toContain('n2');
    expect((await one.read()).outbox).toHaveLength(1);
    one.close();
    two.close();
  });

  it('give the same array of records as long as nothing has changed', async () => {
    const store = await filled();
    const { base } = await store.read();
    await store.enqueue(draft(5));
    expect((await store.read()).base).toBe(base);
    store.close();
  });
});

describe('taking in', () => {
  it('drops what a full answer does not hold', async () => {
    const store = await openIdbStore(PERSON);
    const many = Array.from({ length: 300 }, (_, i) => network(`n${i}`));
    await store.takeIn(pull(many, { full: true }), [], '2026-11-22T10:00:00.000Z');
    expect((await store.read()).base).toHaveLength(300);
    await store.takeIn(pull([network('n7')], { full: true }), [], '2026-11-22T10:00:00.000Z');
    store.close();
    const again = await openIdbStore(PERSON);
    expect((await again.read()).base).toEqual([network('n7')]);
    again.close();
  });
});

describe('half-typed texts', () => {
  it('are as they were last typed, however fast', async () => {
    const store = await openIdbStore(PERSON);
    const typed = Array.from({ length: 50 }, (_, i) => store.kept.set('answer/a/c', 'x'.repeat(i)));
    expect(store.kept.get('answer/a/c')).toHaveLength(49);
    expect(await Promise.all(typed)).not.toContain(false);
    await store.kept.set('answer/a/d', 'other');
    await store.kept.drop('answer/a/d');
    store.close();
    const again = await openIdbStore(PERSON);
    expect(again.kept.get('answer/a/c')).toHaveLength(49);
    expect(again.kept.list('answer/')).toEqual(['answer/a/c']);
    again.close();
  });
});

describe('half-typed texts of two tabs', () => {
  it('stay where one drops what the other has gone on typing', async () => {
    const typing = await openIdbStore(PERSON);
    await typing.kept.set('answer/a/c', 'in the middle');
    const storing = await openIdbStore(PERSON);
    expect(storing.kept.get('answer/a/c')).toBe('in the middle');
    await typing.kept.set('answer/a/c', 'in the middle and after it');
    await storing.kept.drop('answer/a/c');
    expect(storing.kept.get('answer/a/c')).toBe('in the middle and after it');
    // known now, it goes
    await storing.kept.drop('answer/a/c');
    await typing.kept.refresh();
    expect(typing.kept.list('')).toEqual([]);
    typing.close();
    storing.close();
  });

  it('are not made older by reading what the other has', async () => {
    const [one, other] = [await openIdbStore(PERSON), await openIdbStore(PERSON)];
    await one.kept.set('answer/a/c', 'old');
    await other.kept.set('answer/a/d', 'of the other');
    const [, stored] = await Promise.all([one.kept.refresh(), one.kept.set('answer/a/c', 'new')]);
    expect(stored).toBe(true);
    expect(one.kept.get('answer/a/c')).toBe('new');
    expect(one.kept.get('answer/a/d')).toBe('of the other');
    one.close();
    other.close();
  });
});

describe('a store of version 1', () => {
  const item = (seq: number, state = 'waiting') => ({
    seq,
    key: `answer:a/c${seq}`,
    envelope: { ...draft(seq, MARKER), commandId: `0190aaaa-bbbb-7ccc-8ddd-00000000000${seq}`, seq },
    ...{ state, ackedVersion: null, problems: [] }
  });

  async function makeVersion1() {
    const db = await openDB(storeName(PERSON), 1, {
      upgrade(database) {
        database.createObjectStore('records', { keyPath: ['entity', 'id'] });
        database.createObjectStore('outbox', { keyPath: 'seq' });
        database.createObjectStore('meta');
        database.createObjectStore('models');
      }
    });
    await db.put('records', network('n1', MARKER));
    for (const one of [item(3, 'sending'), item(4), item(5, 'failed')]) await db.put('outbox', one);
    for (const [key, value] of Object.entries({
      seq: 5,
      cursor: 12,
      deviceId: 'device-0001',
      syncedAt: '2026-11-20T08:00:00.000Z'
    }))
      await db.put('meta', value, key);
    await db.put('models', { model: 1 }, 'roadmap/1.0.0/sv');
    db.close();
  }

  it('keeps every unsent change, record and its place in the feed, and is readable no more', async () => {
    await makeVersion1();
    const store = await openIdbStore(PERSON);
    const { outbox, ...rest } = await store.read();
    expect(outbox).toEqual([item(3, 'sending'), item(4), item(5, 'failed')]);
    expect(rest).toEqual({
      base: [network('n1', MARKER)],
      ...{ sent: [], cursor: 12, deviceId: 'device-0001', syncedAt: '2026-11-20T08:00:00.000Z' }
    });
    expect(await store.readModel('roadmap/1.0.0/sv')).toEqual({ model: 1 });
    expect((await store.enqueue(draft(9))).at(-1)!.seq).toBe(6);
    expect(await onDisk()).not.toContain('hemligt');
    store.close();
  });

  it('is moved once when two tabs open it at the same time', async () => {
    await makeVersion1();
    const [one, two] = await Promise.all([openIdbStore(PERSON), openIdbStore(PERSON)]);
    await Promise.all([one.enqueue(draft(10)), two.enqueue(draft(11))]);
    expect((await one.read()).outbox).toHaveLength(5);
    expect((await two.read()).outbox).toEqual((await one.read()).outbox);
    one.close();
    two.close();
  });
});

describe('somebody’s imported work', () => {
  it('stands behind one’s own, and comes in once', async () => {
    const store = await openIdbStore(PERSON);
    await store.enqueue(draft(1, 'mine'));
    const { seq: _seq, ...envelope } = {
      ...draft(1, 'theirs'),
      commandId: '0190aaaa-bbbb-7ccc-8ddd-000000000001',
      seq: 4
    };
    const entries = [{ key: 'answer:a/c1#other', envelope: { ...envelope, seq: 4 } }];
    await store.takeOver(entries);
    const outbox = await store.takeOver(entries);
    expect(outbox.map(({ envelope: { payload } }) => (payload as { note: string }).note)).toEqual(['mine', 'theirs']);
    // sent meanwhile: still known
    await store.settle([{ commandId: envelope.commandId, outcome: 'applied', version: 1 }]);
    await store.takeIn(pull([]), [2], '2026-11-22T10:00:00.000Z');
    expect(await store.takeOver(entries)).toHaveLength(1);
    store.close();
  });

  it('takes the place of what was refused, where the file is asked for again', async () => {
    const store = await openIdbStore(PERSON);
    const entry = (n: number, note: string) => ({
      key: `answer:a/c${n}#other`,
      envelope: { ...draft(n, note), commandId: `0190aaaa-bbbb-7ccc-8ddd-00000000000${n}`, seq: n }
    });
    await store.takeOver([entry(1, 'damaged'), entry(2, 'waits')]);
    const problems = [{ code: 'seal-wrong', path: 'via', message: 'ask for the file again' }];
    await store.settle([{ commandId: entry(1, '').envelope.commandId, outcome: 'rejected', problems }]);
    const outbox = await store.takeOver([entry(1, 'as it was'), entry(2, 'waits'), entry(3, 'new')]);
    expect(
      outbox.map(({ seq, state, problems, envelope }) => [seq, envelope.seq, state, problems.length, envelope.payload])
    ).toEqual([
      [1, 1, 'waiting', 0, draft(1, 'as it was').payload],
      [2, 2, 'waiting', 0, draft(2, 'waits').payload],
      [3, 3, 'waiting', 0, draft(3, 'new').payload]
    ]);
    // nobody else is given a number that is taken
    expect((await store.enqueue(draft(4))).map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
    store.close();
  });
});

it('removes a store whole', async () => {
  (await filled()).close();
  await removeIdbStore(PERSON);
  const store = await openIdbStore(PERSON, offline);
  expect((await store.read()).outbox).toEqual([]);
  store.close();
});

describe('what is older than it need be', () => {
  const held = (id: string, heldOn: string): Change =>
    ({ entity: 'meeting', id, data: { id, heldOn, municipalityIds: ['a'] } }) as unknown as Change;

  it('goes on a later day, whatever came that day', async () => {
    const store = await openIdbStore(PERSON, offline);
    await store.takeIn(pull([held('m1', '2024-01-10'), held('m2', '2025-05-02')]), [], '2025-12-01T10:00:00.000Z');
    const ids = async () => (await store.read()).base.map(({ id }) => id).sort();
    expect(await ids()).toEqual(['m1', 'm2']);
    await store.takeIn(pull([network('n1')]), [], '2026-11-22T10:00:00.000Z');
    expect(await ids()).toEqual(['m2', 'n1']);
    store.close();
  });
});
