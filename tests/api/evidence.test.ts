import { deflateRawSync, crc32 } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MAX_EVIDENCE_BYTES } from '$lib/domain/assessment/evidence-file';
import { ANONYMOUS, type Actor } from '$lib/domain/identity/actor';
import { ok, type Result } from '$lib/domain/shared/result';
import type { App } from '$lib/server/app';
import { filesOf, insertFile } from '$lib/server/assessment/evidence-repository';
import { readEvidence, storeEvidence } from '$lib/server/assessment/evidence-service';
import { closeWaveRow, updateAssessment } from '$lib/server/assessment/repository';
import { evidenceFile, fileContent } from '$lib/server/db/schema/assessment';
import { removeExpired } from '$lib/server/jobs/remove-expired';
import { readBytes } from '$lib/server/shared/read-bytes';
import { pullChanges, pushCommands } from '$lib/server/sync/service';
import { envelope, push } from '../support/commands';
import { createTestApp, disposeTestApp, testClock } from '../support/test-app';
import { createTestNetwork, type TestNetwork } from '../support/test-network';

const DAY = 24 * 60 * 60 * 1000;
const criterionId = 'mandate-first-decision';
const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.problems[0]!.code);
const text = (said: string) => new TextEncoder().encode(said);
const PNG = Uint8Array.from(
  atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='),
  (letter) => letter.charCodeAt(0)
);
const PDF = text('%PDF-1.7\n%âãÏÓ\n1 0 obj\n<</Type/Catalog>>\nendobj\n');

/** A zip of one entry or more, as office programs write them. */
function zip(entries: Record<string, Uint8Array>): Uint8Array {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, bytes] of Object.entries(entries)) {
    const packed = deflateRawSync(bytes);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, Buffer.from(name), packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(at, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), common, rest, Buffer.from(name)]));
    parts.push(local);
    at += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(at, 16);
  return new Uint8Array(Buffer.concat([...parts, central, end]));
}
const office = (part: string) =>
  zip({
    '[Content_Types].xml': text(
      `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/x.xml" ContentType="application/vnd.openxmlformats-officedocument.${part}.main+xml"/></Types>`
    ),
    'x.xml': text('<x/>')
  });

let app: App;
let clock: ReturnType<typeof testClock>;
let network: TestNetwork;
let assessmentId: string;
let officer: Actor;
beforeEach(async () => {
  clock = testClock();
  app = await createTestApp({ now: clock.now });
  network = await createTestNetwork(app);
  assessmentId = network.municipalities[0]!.assessmentId;
  officer = await network.enlist('officer');
});
afterEach(() => disposeTestApp(app));

const store = (actor: Actor, name: string, bytes: Uint8Array, more = {}) =>
  storeEvidence(app, actor, {
    fileId: app.newId(),
    assessmentId,
    criterionId,
    name,
    read: () => Promise.resolve(ok(bytes)),
    ...more
  });
const standing = () => filesOf(app.db.read, [assessmentId]);
const remove = (actor: Actor, fileId: string, removed: boolean) =>
  pushCommands(
    app,
    actor,
    push([envelope('evidence.remove', { fileId, removed }, { issuedAt: app.now().toISOString() })])
  );

async function attached(): Promise<string> {
  const result = await store(officer, 'Beslut.pdf', PDF);
  if (!result.ok) throw new Error(codeOf(result));
  return result.value.id;
}

describe('a file as evidence', () => {
  it.each([
    ['Beslut KS 118.pdf', PDF, 'application/pdf'],
    ['scan.PNG', PNG, 'image/png'],
    ['lista.csv', text('\uFEFFKod;Namn\r\n2161;Ljusdal\r\n'), 'text/csv'],
    ['minutes.txt', text('Åre, 12 November'), 'text/plain'],
    [
      'plan.docx',
      office('wordprocessingml.document'),
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
    ],
    ['list.xlsx', office('spreadsheetml.sheet'), 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    [
      'plan.odt',
      zip({ mimetype: text('application/vnd.oasis.opendocument.text') }),
      'application/vnd.oasis.opendocument.text'
    ]
  ])('is kept with the type its bytes have: %s', async (name, bytes, mediaType) => {
    const stored = await store(officer, name, bytes);
    expect(stored).toMatchObject({ ok: true, value: { name, mediaType, size: bytes.length, duplicate: false } });
    if (!stored.ok) return;
    const read = await readEvidence(app, officer, { fileId: stored.value.id });
    expect(read.ok && Buffer.from(read.value.bytes).equals(Buffer.from(bytes))).toBe(true);
  });

  it('reaches the devices of the municipality, and starts its assessment', async () => {
    const before = await pullChanges(app, officer, { since: 0 });
    const fileId = await attached();
    const after = await pullChanges(app, await network.enlist('officer'), {
      since: before.ok ? before.value.cursor : 0
    });
    const changes = after.ok ? after.value.changes : [];
    expect(changes.find((c) => c.entity === 'file')).toMatchObject({
      id: fileId,
      data: { assessmentId, criterionId, name: 'Beslut.pdf', size: PDF.length }
    });
    expect(changes.find((c) => c.entity === 'assessment')?.data).toHaveProperty('startedAt', app.now().toISOString());
  });

  it('sent again under the same id is the same file, not a second one', async () => {
    const fileId = app.newId();
    expect(await store(officer, 'a.pdf', PDF, { fileId })).toMatchObject({ value: { duplicate: false } });
    expect(await store(officer, 'a.pdf', PDF, { fileId })).toMatchObject({ value: { duplicate: true } });
    expect(codeOf(await store(officer, 'a.png', PNG, { fileId }))).toBe('file-id-reused');
    expect(await standing()).toHaveLength(1);
  });

  it('arriving twice at the same time is kept once', async () => {
    const fileId = app.newId();
    const both = await Promise.all([1, 2, 3].map(() => store(officer, 'a.pdf', PDF, { fileId })));
    expect(both.map(codeOf)).toEqual(['ok', 'ok', 'ok']);
    expect(await standing()).toHaveLength(1);
  });

  it('of the same bytes twice keeps the bytes once', async () => {
    await attached();
    await attached();
    expect(await standing()).toHaveLength(2);
    expect(await app.db.read.select({ sha256: fileContent.sha256 }).from(fileContent)).toHaveLength(1);
  });
});

describe('a file that lies', () => {
  it.each([
    ['decision.pdf', text('<html><script>alert(1)</script>'), 'HTML/XML'],
    ['decision.pdf', PNG, 'png'],
    ['photo.jpg', PNG, 'png'],
    ['photo.png', text('MZ\x90\0\x03'), 'exe'],
    ['list.txt', PDF, 'pdf'],
    ['list.csv', text('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), 'HTML/XML'],
    ['plan.docx', office('spreadsheetml.sheet'), 'xlsx'],
    ['plan.docx', zip({ 'evil.html': text('<script>') }), 'zip']
  ])('%s is refused in words that name both', async (name, bytes, found) => {
    const refused = await store(officer, name, bytes);
    expect(['file-lies', 'file-not-text']).toContain(codeOf(refused));
    const { path, message } = refused.ok ? { path: '', message: '' } : refused.problems[0]!;
    expect(path).toBe('file');
    expect(message).toContain(name);
    if (codeOf(refused) === 'file-lies') expect(message).toContain(found);
  });

  it('of a kind nobody may attach is refused by its name, whatever is in it', async () => {
    for (const name of ['map.svg', 'page.html', 'page.pdf.html', 'run.exe', 'macro.docm', 'noending', ''])
      expect(codeOf(await store(officer, name, PDF)), name).toBe('file-type-refused');
  });

  it('leaves nothing behind: no row, no bytes, no start of the assessment', async () => {
    await store(officer, 'decision.pdf', PNG);
    await store(officer, 'map.svg', PDF);
    expect(await standing()).toEqual([]);
    expect(await app.db.read.select().from(fileContent)).toEqual([]);
  });

  it('a bomb is refused without being unpacked', async () => {
    const bomb = zip({ '[Content_Types].xml': new Uint8Array(64 * 1024 * 1024) });
    expect(bomb.length).toBeLessThan(100_000);
    const before = process.memoryUsage().arrayBuffers;
    expect(codeOf(await store(officer, 'plan.docx', bomb))).toBe('file-lies');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(16 * 1024 * 1024);
  });

  it('has a clean name, whatever it was called', async () => {
    const stored = await store(officer, '../../x\r\nSet-Cookie: a.pdf', PDF);
    expect(stored).toMatchObject({ value: { name: 'xSet-Cookie_ a.pdf' } });
  });
});

describe('too much', () => {
  const request = (body: BodyInit, headers = {}) =>
    new Request('http://127.0.0.1/', { method: 'PUT', body, headers, duplex: 'half' } as RequestInit);
  const tooMany = { code: 'file-too-large', path: 'file', message: 'too large' };

  it('is given up at the first byte too many', async () => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        sent += 1024;
        controller.enqueue(new Uint8Array(1024));
      }
    });
    expect(codeOf(await readBytes(request(endless), 10_000, tooMany))).toBe('file-too-large');
    expect(sent).toBeLessThan(20_000);
    expect(codeOf(await readBytes(request('x', { 'content-length': '99999' }), 10_000, tooMany))).toBe(
      'file-too-large'
    );
    expect(await readBytes(request('hello'), 5, tooMany)).toEqual({ ok: true, value: text('hello') });
  });

  it('is refused with how much is allowed, and so is nothing at all', async () => {
    const refused = await store(officer, 'a.pdf', new Uint8Array(MAX_EVIDENCE_BYTES + 1));
    expect(refused).toMatchObject({ problems: [{ code: 'file-too-large', facts: { megabytes: 10 } }] });
    expect(codeOf(await store(officer, 'a.txt', new Uint8Array()))).toBe('file-empty');
  });

  it('for one municipality stops at 200 MB, and does not touch another', async () => {
    const big = { criterionId, mediaType: 'application/pdf', addedBy: 'x', addedAt: app.now(), name: 'a.pdf' };
    await app.db.write((tx) =>
      insertFile(
        tx,
        {
          id: app.newId(),
          assessmentId,
          ...big,
          sha256: 'x',
          size: 200 * 1024 * 1024 - 10,
          removedAt: null,
          removedBy: null
        },
        PDF
      )
    );
    expect(await store(officer, 'a.pdf', PDF)).toMatchObject({ problems: [{ code: 'quota-full', path: 'file' }] });
    const other = await network.enlist('officer', 1);
    const theirs = network.municipalities[1]!.assessmentId;
    expect(codeOf(await store(other, 'a.pdf', PDF, { assessmentId: theirs }))).toBe('ok');
  });
});

describe('who sees and attaches files', () => {
  it('officers of the municipality only, as long as it is a draft', async () => {
    const fileId = await attached();
    const strangers = [
      await network.enlist('officer', 1),
      await network.enlist('coordinator'),
      await network.enlist('analyst')
    ];
    for (const actor of strangers) {
      expect(codeOf(await readEvidence(app, actor, { fileId }))).toBe('forbidden');
      expect(codeOf(await store(actor, 'a.pdf', PDF))).toBe('forbidden');
    }
    expect(codeOf(await readEvidence(app, ANONYMOUS, { fileId }))).toBe('not-signed-in');
  });

  it('the network’s people once it is submitted', async () => {
    const fileId = await attached();
    await app.db.write((tx) => updateAssessment(tx, assessmentId, { submittedAt: app.now() }));
    for (const role of ['coordinator', 'analyst'] as const)
      expect(codeOf(await readEvidence(app, await network.enlist(role), { fileId }))).toBe('ok');
    expect(codeOf(await readEvidence(app, await network.enlist('officer', 1), { fileId }))).toBe('forbidden');
  });

  it('a coordinator where they fill it in together', async () => {
    await app.db.write((tx) => updateAssessment(tx, assessmentId, { mode: 'assisted' }));
    const coordinator = await network.enlist('coordinator');
    const stored = await store(coordinator, 'a.pdf', PDF);
    expect(codeOf(stored)).toBe('ok');
    if (stored.ok) expect(codeOf(await readEvidence(app, coordinator, { fileId: stored.value.id }))).toBe('ok');
  });

  it('nobody attaches to a closed wave, an unknown question or an assessment that is not there; bytes are not even read', async () => {
    const read = () => Promise.reject(new Error('the bytes were asked for'));
    expect(await store(officer, 'a.pdf', PDF, { criterionId: 'no-such-thing', read })).toMatchObject({
      problems: [{ code: 'unknown-criterion', path: 'criterionId' }]
    });
    expect(codeOf(await store(officer, 'a.pdf', PDF, { assessmentId: app.newId(), read }))).toBe('not-found');
    await app.db.write((tx) => closeWaveRow(tx, network.waveId, app.now()));
    expect(codeOf(await store(officer, 'a.pdf', PDF, { read }))).toBe('wave-closed');
  });
});

describe('a file taken away', () => {
  it('is gone for everybody, and comes back by undoing it', async () => {
    const fileId = await attached();
    await remove(officer, fileId, true);
    expect(await standing()).toEqual([]);
    expect(codeOf(await readEvidence(app, officer, { fileId }))).toBe('not-found');
    await remove(officer, fileId, false);
    expect(await standing()).toHaveLength(1);
    expect(codeOf(await readEvidence(app, officer, { fileId }))).toBe('ok');
  });

  it('goes for good after 30 days, and its bytes with it unless another file has the same', async () => {
    const [first, second] = [await attached(), await attached()];
    await remove(officer, first, true);
    clock.forward(31 * DAY);
    await removeExpired(app);
    expect((await app.db.read.select().from(evidenceFile)).map((row) => row.id)).toEqual([second]);
    expect(await app.db.read.select().from(fileContent)).toHaveLength(1);
    await app.db.write((tx) => updateAssessment(tx, assessmentId, { closesAt: new Date(clock.now().getTime() + DAY) }));
    await remove(officer, second, true);
    clock.forward(31 * DAY);
    await removeExpired(app);
    expect(await app.db.read.select().from(fileContent)).toEqual([]);
  });
});
