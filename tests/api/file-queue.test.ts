import 'fake-indexeddb/auto';
import { createHash } from 'node:crypto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packFiles, unpackFiles } from '$lib/client/queue/carry-files';
import type { DeviceStore } from '$lib/client/store/device-store';
import { openIdbStore } from '$lib/client/store/idb-store';
import { openMemoryStore } from '$lib/client/store/memory-store';
import { exchange } from '$lib/client/sync/exchange';
import type { Actor } from '$lib/domain/identity/actor';
import { makeQueueFile, readQueueFile, toEntries } from '$lib/domain/sync/queue-file';
import { PIECE_BYTES } from '$lib/domain/sync/upload';
import type { App } from '$lib/server/app';
import { filesOf, readContent } from '$lib/server/assessment/evidence-repository';
import { filePiece, fileUpload } from '$lib/server/db/schema/upload';
import { toResponse } from '$lib/server/shared/to-response';
import { pullChanges, pushCommands } from '$lib/server/sync/service';
import * as route from '../../src/routes/api/v1/files/[sha256]/+server';
import { createTestApp, disposeTestApp } from '../support/test-app';
import { createTestNetwork, type TestNetwork } from '../support/test-network';

type Person = Extract<Actor, { kind: 'person' }>;
type Handler = (event: { locals: object; params: object; request: Request }) => Promise<Response>;

const PERSON = '11111111-1111-4111-8111-111111111111';
const FILE = new TextEncoder().encode('Minutes of a meeting, page 1. '.repeat(30_000)).buffer;
const hash = (bytes: ArrayBuffer) => createHash('sha256').update(new Uint8Array(bytes)).digest('hex');
const key = (id: string) => `file:${id}`;

let app: App;
let network: TestNetwork;
let officer: Person;
let assessmentId: string;
/** Methods that went to the server, in order. */
let asked: string[];
/** Where the pieces began that were sent. */
let offsets: number[];
/** What the way there does with a request; undefined lets it through. */
let meddle: (method: string, path: string) => 'lost' | 'answer-lost' | Response | undefined;
const original = globalThis.fetch;

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  app = await createTestApp();
  network = await createTestNetwork(app);
  officer = (await network.enlist('officer')) as Person;
  assessmentId = network.municipalities[0]!.assessmentId;
  [asked, offsets] = [[], []];
  meddle = () => undefined;
});
afterEach(async () => {
  globalThis.fetch = original;
  await disposeTestApp(app);
});

/** The way from a device to the real services. */
function connect(actor: Person): void {
  globalThis.fetch = async (input, init) => {
    const request = new Request(new URL(String(input), 'http://127.0.0.1'), init as RequestInit);
    const { pathname, searchParams } = new URL(request.url);
    asked.push(`${request.method} ${pathname.split('/')[3]}`);
    if (request.method === 'PATCH') offsets.push(Number(request.headers.get('upload-offset')));
    const weather = meddle(request.method, pathname);
    if (weather === 'lost') throw new TypeError('Failed to fetch');
    if (weather instanceof Response) return weather;
    const response = await answer(actor, request, pathname, searchParams);
    if (weather === 'answer-lost') throw new TypeError('Failed to fetch');
    return response;
  };
}
async function answer(actor: Person, request: Request, path: string, query: URLSearchParams): Promise<Response> {
  const sha256 = /^\/api\/v1\/files\/(.+)$/.exec(path)?.[1];
  if (sha256) {
    const handle = route[request.method as 'HEAD' | 'PATCH' | 'DELETE'] as unknown as Handler;
    return handle({ locals: { app, actor, person: { id: actor.personId } }, params: { sha256 }, request });
  }
  if (request.method === 'POST') return toResponse(await pushCommands(app, actor, await request.json()));
  return toResponse(await pullChanges(app, actor, { since: Number(query.get('since')), page: query.get('page') }));
}

/** As the app does it: the file first, then the command that names it. */
async function attach(store: DeviceStore, bytes = FILE, name = 'minutes.txt'): Promise<string> {
  const fileId = app.newId();
  await (await store.files()).keep(fileId, bytes);
  const where = { assessmentId, criterionId: 'mandate-first-decision' };
  const payload = { fileId, ...where, name, sha256: hash(bytes), size: bytes.byteLength };
  const issuedAt = new Date().toISOString();
  const more = { schemaVersion: 1, baseVersion: null, issuedAt };
  await store.enqueue({ key: key(fileId), type: 'evidence.add', payload, ...more });
  return fileId;
}
async function answerToo(store: DeviceStore, note: string): Promise<void> {
  const payload = { assessmentId, criterionId: 'mandate-first-decision', value: 'yes', note, evidence: '' };
  const more = { schemaVersion: 1, baseVersion: null, issuedAt: new Date().toISOString() };
  await store.enqueue({ key: `answer:${note}`, type: 'answer.set', payload, ...more });
}
const sync = (store: DeviceStore, actor = officer) => exchange(store, () => undefined, actor.personId);
const states = async (store: DeviceStore) => (await store.read()).outbox.map(({ state }) => state);
const standing = () => filesOf(app.db.read, [assessmentId]);
const pieces = () => asked.filter((said) => said === 'PATCH files').length;

describe.each([
  ['on the disk', () => openIdbStore(PERSON)],
  ['in memory, where the browser keeps nothing', () => Promise.resolve(openMemoryStore())]
])('a file that waits %s', (_where, open) => {
  it('arrives before its command, whole, and leaves the device', async () => {
    connect(officer);
    const store = await open();
    const id = await attach(store);
    expect(await sync(store)).toMatchObject({ kind: 'done' });
    const [row] = await standing();
    expect(row).toMatchObject({ id, name: 'minutes.txt', size: FILE.byteLength });
    expect(hash((await readContent(app.db.read, row!.sha256))!.slice().buffer)).toBe(hash(FILE));
    expect(pieces()).toBe(Math.ceil(FILE.byteLength / PIECE_BYTES));
    expect(asked.indexOf('POST sync')).toBeGreaterThan(asked.lastIndexOf('PATCH files'));
    expect(await (await store.files()).read(id)).toBeNull();
    expect(await states(store)).toEqual([]);
  });
});

describe('a file on its way', () => {
  it('goes on from where it was broken off, also after the browser was closed', async () => {
    connect(officer);
    const first = await openIdbStore(PERSON);
    await attach(first);
    meddle = () => (pieces() > 2 ? 'lost' : undefined);
    expect(await sync(first)).toEqual({ kind: 'offline' });
    expect(await states(first)).toEqual(['waiting']);
    first.close();
    expect(await app.db.read.select().from(fileUpload)).toMatchObject([{ received: 2 * PIECE_BYTES }]);
    meddle = () => undefined;
    [asked, offsets] = [[], []];
    const second = await openIdbStore(PERSON);
    expect(await sync(second)).toMatchObject({ kind: 'done' });
    expect(await standing()).toHaveLength(1);
    expect(offsets[0]).toBe(2 * PIECE_BYTES);
  });

  it('whose piece arrived and whose answer was lost is not sent twice', async () => {
    connect(officer);
    const store = await openIdbStore(PERSON);
    await attach(store);
    meddle = () => (pieces() === 1 ? 'answer-lost' : undefined);
    await sync(store);
    meddle = () => undefined;
    expect(await sync(store)).toMatchObject({ kind: 'done' });
    expect(await standing()).toHaveLength(1);
    expect(await app.db.read.select().from(filePiece)).toEqual([]);
  });

  it('of which only the answer to the command was lost is known to be there without a byte sent again', async () => {
    connect(officer);
    const store = await openIdbStore(PERSON);
    const id = await attach(store);
    meddle = (method) => (method === 'POST' ? 'answer-lost' : undefined);
    await sync(store);
    expect(await states(store)).toEqual(['sending']);
    expect(await standing()).toHaveLength(1);
    meddle = () => undefined;
    asked = [];
    expect(await sync(store)).toMatchObject({ kind: 'done' });
    expect(pieces()).toBe(0);
    expect(await states(store)).toEqual([]);
    expect(await (await store.files()).read(id)).toBeNull();
  });

  it('that the server has lost is sent again', async () => {
    connect(officer);
    const store = await openIdbStore(PERSON);
    await attach(store);
    meddle = (method) => {
      if (method !== 'POST') return undefined;
      meddle = () => undefined;
      return 'lost';
    };
    await sync(store);
    await app.db.write(async (tx) => {
      await tx.delete(filePiece);
      await tx.delete(fileUpload);
    });
    expect(await sync(store)).toMatchObject({ kind: 'done' });
    expect(await standing()).toHaveLength(1);
    expect(await states(store)).toEqual([]);
  });

  it.each([507, 503, 413])(
    'that a server or a proxy cannot take (%i) waits, is told, and holds up nothing',
    async (status) => {
      connect(officer);
      const store = await openIdbStore(PERSON);
      await attach(store);
      await answerToo(store, 'beside it');
      meddle = (method) => (method === 'PATCH' ? new Response('<h1>No</h1>', { status }) : undefined);
      expect(await sync(store)).toMatchObject({ kind: 'done', status });
      const { outbox } = await store.read();
      expect(outbox.map(({ envelope, state }) => [envelope.type, state])).toEqual([['evidence.add', 'waiting']]);
      meddle = () => undefined;
      const after = await sync(store);
      expect(after).toMatchObject({ kind: 'done' });
      expect('status' in after && after.status).toBeFalsy();
      expect(await standing()).toHaveLength(1);
    }
  );

  it('lets answers pass, those before it and those made meanwhile', async () => {
    connect(officer);
    const store = await openIdbStore(PERSON);
    await attach(store);
    await answerToo(store, 'before');
    let late = false;
    meddle = (method) => {
      if (method === 'PATCH' && !late) {
        late = true;
        void answerToo(store, 'meanwhile');
      }
      return undefined;
    };
    await sync(store);
    expect(asked.indexOf('POST sync')).toBeLessThan(asked.indexOf('PATCH files'));
    const posts = asked.flatMap((said, i) => (said === 'POST sync' ? [i] : []));
    expect(posts).toHaveLength(3);
    expect(posts[1]!).toBeLessThan(asked.lastIndexOf('PATCH files'));
  });

  it('that was discarded meanwhile stops, and is taken back', async () => {
    connect(officer);
    const store = await openIdbStore(PERSON);
    await attach(store);
    const [item] = (await store.read()).outbox;
    meddle = (method) => {
      if (method === 'PATCH') void store.discard(item!.seq);
      return undefined;
    };
    expect(await sync(store)).toMatchObject({ kind: 'done' });
    expect(pieces()).toBeLessThan(4);
    expect(asked).toContain('DELETE files');
    expect(await app.db.read.select().from(fileUpload)).toEqual([]);
    expect(await standing()).toEqual([]);
  });

  it('behind a portal, or with a server in trouble, waits and holds up nothing else', async () => {
    connect(officer);
    const store = await openIdbStore(PERSON);
    await attach(store);
    await answerToo(store, 'mine');
    const html = () => new Response('<h1>Welcome</h1>', { headers: { 'content-type': 'text/html' } });
    for (const other of [html, () => Response.json({}, { status: 503 }), () => new Response(null, { status: 405 })]) {
      meddle = (_method, path) => (path.includes('/files/') ? other() : undefined);
      expect(await sync(store)).toMatchObject({ kind: 'done' });
      expect(await states(store)).toEqual(['waiting']);
    }
    meddle = () => undefined;
    await sync(store);
    expect(await standing()).toHaveLength(1);
  });

  it('that is refused stays here with its reason, and holds up no other file', async () => {
    connect(officer);
    const store = await openIdbStore(PERSON);
    const id = await attach(store, new TextEncoder().encode('<svg>').buffer, 'list.txt');
    await attach(store);
    expect(await sync(store)).toMatchObject({ kind: 'done' });
    const { outbox } = await store.read();
    expect(outbox).toMatchObject([{ state: 'failed', problems: [{ code: 'file-lies' }] }]);
    expect(await (await store.files()).read(id)).not.toBeNull();
    expect(await standing()).toHaveLength(1);
  });

  it('that is not on the device any more is refused with a code of its own', async () => {
    connect(officer);
    const store = await openIdbStore(PERSON);
    const id = await attach(store);
    await (await store.files()).drop(id);
    await sync(store);
    expect((await store.read()).outbox).toMatchObject([{ state: 'failed', problems: [{ code: 'file-missing' }] }]);
  });

  it('taken away before it has arrived is gone in the end, in this order', async () => {
    connect(officer);
    const store = await openIdbStore(PERSON);
    const fileId = await attach(store);
    const more = { schemaVersion: 1, baseVersion: null, issuedAt: new Date().toISOString() };
    await store.enqueue({ key: key(fileId), type: 'evidence.remove', payload: { fileId, removed: true }, ...more });
    await sync(store);
    expect(await states(store)).toEqual([]);
    expect(await standing()).toEqual([]);
  });
});

describe('the address of a file', () => {
  const send = (method: 'HEAD' | 'PATCH', headers: Record<string, string> = {}, body?: string) =>
    answer(
      officer,
      new Request(`http://127.0.0.1/api/v1/files/${hash(FILE)}`, { method, headers, body }),
      `/api/v1/files/${hash(FILE)}`,
      new URLSearchParams()
    );
  const where = (offset: number) => ({ 'upload-offset': String(offset), 'upload-length': String(FILE.byteLength) });

  it('says in its headers how far the file is, also where a piece does not belong', async () => {
    expect((await send('HEAD')).status).toBe(404);
    const first = await send('PATCH', where(0), 'Minutes');
    expect([first.status, first.headers.get('upload-offset')]).toEqual([200, '7']);
    const head = await send('HEAD');
    expect([head.status, head.headers.get('upload-offset')]).toEqual([200, '7']);
    expect([head.headers.get('upload-length'), await head.text()]).toEqual([String(FILE.byteLength), '']);
    const again = await send('PATCH', where(0), 'Minutes');
    expect([again.status, again.headers.get('upload-offset')]).toEqual([409, '7']);
  });

  it('refuses a piece that is too large, headers that are missing, and a page of somebody else', async () => {
    expect((await send('PATCH', where(0), 'x'.repeat(1024 * 1024 + 1))).status).toBe(413);
    expect((await send('PATCH', {}, 'x')).status).toBe(422);
    expect((await send('PATCH', { ...where(0), 'upload-offset': '1e3' }, 'x')).status).toBe(422);
    for (const method of ['HEAD', 'PATCH'] as const)
      expect((await send(method, { ...where(0), 'x-waymark-person': PERSON })).status).toBe(401);
    expect(await app.db.read.select().from(fileUpload)).toEqual([]);
  });
});

describe('files in an export', () => {
  const of = { person: { id: PERSON, name: 'Robin Berg' }, deviceId: 'device-of-robin' };
  const exportedAt = '2026-11-22T10:00:00.000Z';

  it('are sent by a colleague on another device, once, whoever comes first', async () => {
    const robin = await openIdbStore(PERSON);
    await attach(robin);
    const { outbox } = await robin.read();
    const packed = await packFiles(outbox, await robin.files());
    expect(packed.left).toBe(0);
    const person = { id: officer.personId, name: 'Robin Berg' };
    const text = JSON.stringify(makeQueueFile(outbox, { ...of, person, exportedAt }, packed.files));
    const read = readQueueFile(JSON.parse(text));
    if (!read.ok) throw new Error(read.problems[0]?.message);

    const colleague = (await network.enlist('officer')) as Person;
    const sam = await openIdbStore('22222222-2222-4222-8222-222222222222');
    const unpacked = await unpackFiles(read.value, await sam.files());
    expect(unpacked.left).toBe(0);
    await sam.takeOver(toEntries(unpacked.file, colleague.personId));
    connect(colleague);
    expect(await sync(sam, colleague)).toMatchObject({ kind: 'done' });
    expect(await standing()).toMatchObject([{ addedBy: colleague.personId }]);
    connect(officer);
    expect(await sync(robin)).toMatchObject({ kind: 'done' });
    expect(await states(robin)).toEqual([]);
    expect(await standing()).toHaveLength(1);
    expect(await app.db.read.select().from(fileUpload)).toEqual([]);
  });

  it('that are too large together, damaged or another than named are left out, and it is said how many', async () => {
    const store = await openIdbStore(PERSON);
    const ids = [await attach(store), await attach(store), await attach(store)];
    const { outbox } = await store.read();
    const small = await packFiles(outbox, await store.files(), 2 * FILE.byteLength);
    expect([small.files.length, small.left]).toEqual([2, 1]);
    const { files } = await packFiles(outbox, await store.files());
    const changed = [
      { id: ids[0]!, data: 'no base64 at all' },
      { id: ids[1]!, data: files[1]!.data.slice(0, -8) },
      files[2]!
    ];
    const file = makeQueueFile(outbox, { ...of, exportedAt }, changed);
    const other = await openIdbStore('22222222-2222-4222-8222-222222222222');
    const unpacked = await unpackFiles(file, await other.files());
    expect(unpacked.left).toBe(2);
    expect(unpacked.file.commands.map(({ key }) => key)).toEqual([key(ids[2]!)]);
    expect(await (await other.files()).read(ids[0]!)).toBeNull();
    expect((await (await other.files()).read(ids[2]!))?.byteLength).toBe(FILE.byteLength);
  });
});
