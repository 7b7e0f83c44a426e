import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MAX_EVIDENCE_BYTES } from '$lib/domain/assessment/evidence-file';
import type { Actor } from '$lib/domain/identity/actor';
import { ok, type Result } from '$lib/domain/shared/result';
import type { Outcome } from '$lib/domain/sync/protocol';
import { MAX_PIECE_BYTES, MAX_UPLOADS } from '$lib/domain/sync/upload';
import type { App } from '$lib/server/app';
import { filesOf } from '$lib/server/assessment/evidence-repository';
import { readEvidence } from '$lib/server/assessment/evidence-service';
import { closeWaveRow, updateAssessment } from '$lib/server/assessment/repository';
import { fileContent } from '$lib/server/db/schema/assessment';
import { auditLog } from '$lib/server/db/schema/identity';
import { filePiece, fileUpload } from '$lib/server/db/schema/upload';
import { dropUpload, findUpload, receivePiece } from '$lib/server/files/upload-service';
import { removeExpired } from '$lib/server/jobs/remove-expired';
import { startApp } from '$lib/server/start-app';
import { pullChanges, pushCommands } from '$lib/server/sync/service';
import { answerCommand, envelope, push } from '../support/commands';
import { createTestApp, disposeTestApp, testClock } from '../support/test-app';
import { createTestNetwork, type TestNetwork } from '../support/test-network';

const DAY = 24 * 60 * 60 * 1000;
const criterionId = 'mandate-first-decision';
const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.problems[0]!.code);
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
/** Minutes of a meeting, different each time. */
const minutes = (length: number, seed = 'a') => new TextEncoder().encode(`${seed} `.repeat(length).slice(0, length));

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

const piece = (actor: Actor, file: Uint8Array, from: number, to: number, more = {}) =>
  receivePiece(app, actor, {
    sha256: hashOf(file),
    offset: from,
    size: file.length,
    read: () => Promise.resolve(ok(file.slice(from, to))),
    ...more
  });
const state = (actor: Actor, file: Uint8Array) => findUpload(app, actor, { sha256: hashOf(file) });
const upload = (actor: Actor, file: Uint8Array) => piece(actor, file, 0, file.length);

const naming = (file: Uint8Array, more = {}) => ({
  ...{ fileId: app.newId(), assessmentId, criterionId, name: 'minutes.txt' },
  ...{ sha256: hashOf(file), size: file.length, ...more }
});
async function name(actor: Actor, payload: object): Promise<Outcome> {
  const sent = await pushCommands(
    app,
    actor,
    push([envelope('evidence.add', payload, { issuedAt: app.now().toISOString() })])
  );
  if (!sent.ok) throw new Error(codeOf(sent));
  return sent.value.outcomes[0]!;
}
const saidOf = (outcome: Outcome) => (outcome.outcome === 'rejected' ? outcome.problems[0]!.code : outcome.outcome);
const standing = () => filesOf(app.db.read, [assessmentId]);

describe('a file in pieces', () => {
  const file = minutes(1000);

  it('says how far it is, and becomes evidence by the command that names it', async () => {
    expect(codeOf(await state(officer, file))).toBe('not-found');
    expect(await piece(officer, file, 0, 400)).toEqual({ ok: true, value: { offset: 400, size: 1000 } });
    expect(await state(officer, file)).toEqual({ ok: true, value: { offset: 400, size: 1000 } });
    expect(await piece(officer, file, 400, 1000)).toEqual({ ok: true, value: { offset: 1000, size: 1000 } });
    const before = await pullChanges(app, officer, { since: 0 });
    const payload = naming(file);
    expect(await name(officer, payload)).toMatchObject({ outcome: 'applied', version: 1 });
    const read = await readEvidence(app, officer, { fileId: payload.fileId });
    expect(read.ok && Buffer.from(read.value.bytes).equals(Buffer.from(file))).toBe(true);
    expect(read).toMatchObject({ value: { name: 'minutes.txt', mediaType: 'text/plain', size: 1000 } });
    const after = await pullChanges(app, officer, { since: before.ok ? before.value.cursor : 0 });
    const changed = after.ok ? after.value.changes : [];
    expect(changed.find(({ entity }) => entity === 'file')).toMatchObject({ id: payload.fileId, data: { size: 1000 } });
    expect(changed.find(({ entity }) => entity === 'assessment')?.data).toHaveProperty(
      'startedAt',
      app.now().toISOString()
    );
    const audited = (await app.db.read.select().from(auditLog)).filter(({ action }) => action === 'evidence.add');
    expect(audited).toMatchObject([{ subject: payload.fileId, networkId: network.networkId }]);
    expect(await app.db.read.select().from(filePiece)).toEqual([]);
    expect(codeOf(await state(officer, file))).toBe('not-found');
  });

  it('goes on after the server died between two pieces, from what it had acknowledged', async () => {
    await piece(officer, file, 0, 300);
    await piece(officer, file, 300, 700);
    const second = await startApp({ env: app.env, logTo: 2, now: clock.now });
    expect(await findUpload(second, officer, { sha256: hashOf(file) })).toMatchObject({ value: { offset: 700 } });
    await second.db.close();
    expect(await piece(officer, file, 700, 1000)).toMatchObject({ value: { offset: 1000 } });
    expect(saidOf(await name(officer, naming(file)))).toBe('applied');
  });

  it('of which a piece comes twice, early or late is told where the next begins, and takes no byte twice', async () => {
    await piece(officer, file, 0, 400);
    for (const [from, to] of [
      [0, 400],
      [200, 600],
      [600, 1000]
    ] as const)
      expect(await piece(officer, file, from, to)).toMatchObject({
        problems: [{ code: 'offset-wrong', path: 'offset', facts: { offset: 400 } }]
      });
    const both = await Promise.all([piece(officer, file, 400, 1000), piece(officer, file, 400, 1000)]);
    expect(both.map(codeOf).sort()).toEqual(['offset-wrong', 'ok']);
    expect(await piece(officer, file, 1000, 1000)).toMatchObject({ problems: [{ facts: { offset: 1000 } }] });
    expect(saidOf(await name(officer, naming(file)))).toBe('applied');
  });

  it('that is not what its hash says is dropped whole, and arrives when it is sent again', async () => {
    await piece(officer, file, 0, 400);
    const wrong = { read: () => Promise.resolve(ok(minutes(600, 'b'))) };
    expect(codeOf(await piece(officer, file, 400, 1000, wrong))).toBe('hash-wrong');
    expect(codeOf(await state(officer, file))).toBe('not-found');
    expect(await app.db.read.select().from(filePiece)).toEqual([]);
    expect(saidOf(await name(officer, naming(file)))).toBe('file-missing');
    expect(codeOf(await upload(officer, file))).toBe('ok');
    expect(saidOf(await name(officer, naming(file)))).toBe('applied');
  });

  it('announced with another size begins anew', async () => {
    await piece(officer, file, 0, 400, { size: 2000 });
    expect(await piece(officer, file, 400, 1000)).toMatchObject({ problems: [{ facts: { offset: 0 } }] });
    expect(codeOf(await upload(officer, file))).toBe('ok');
  });

  it('can be taken back', async () => {
    await piece(officer, file, 0, 400);
    expect(codeOf(await dropUpload(app, officer, { sha256: hashOf(file) }))).toBe('ok');
    expect(await app.db.read.select().from(filePiece)).toEqual([]);
  });

  it('waits a week for its next piece or its command, and not for ever', async () => {
    const [begun, whole] = [minutes(900, 'begun'), minutes(800, 'whole')];
    await piece(officer, begun, 0, 10);
    await upload(officer, whole);
    clock.forward(6 * DAY);
    await piece(officer, begun, 10, 20);
    clock.forward(2 * DAY);
    await removeExpired(app);
    expect(await state(officer, begun)).toMatchObject({ value: { offset: 20 } });
    expect(codeOf(await state(officer, whole))).toBe('not-found');
    expect(await app.db.read.select().from(filePiece)).toHaveLength(2);
    await app.db.write((tx) => updateAssessment(tx, assessmentId, { closesAt: new Date(clock.now().getTime() + DAY) }));
    expect(saidOf(await name(officer, naming(whole)))).toBe('file-missing');
  });
});

describe('the command that names a file', () => {
  const file = minutes(500);

  it('before its bytes are there is refused with a code of its own, and goes through with them', async () => {
    const command = envelope('evidence.add', naming(file), { issuedAt: app.now().toISOString() });
    const [first] = await outcomes(officer, [command]);
    expect(first).toMatchObject({ outcome: 'rejected', problems: [{ code: 'file-missing' }] });
    await piece(officer, file, 0, 499);
    expect((await outcomes(officer, [command])).map(saidOf)).toEqual(['file-missing']);
    await piece(officer, file, 499, 500);
    expect((await outcomes(officer, [command, command])).map(saidOf)).toEqual(['applied', 'duplicate']);
    expect(await standing()).toHaveLength(1);
  });

  it('that is refused keeps the bytes for the next try, and holds back only what is about this file', async () => {
    await upload(officer, file);
    const bad = naming(file, { name: 'minutes.pdf' });
    const remove = { fileId: bad.fileId, removed: true };
    const said = await outcomes(officer, [
      envelope('evidence.add', bad, { issuedAt: app.now().toISOString() }),
      envelope('evidence.remove', remove, { issuedAt: app.now().toISOString() }),
      answerCommand(assessmentId)
    ]);
    expect(said.map(saidOf)).toEqual(['file-lies', 'builds-on-refused', 'applied']);
    expect(saidOf(await name(officer, naming(file)))).toBe('applied');
  });

  it('twice under one id with the same content is one file; another content under it is refused', async () => {
    const other = minutes(400, 'other');
    const payload = naming(file);
    await upload(officer, file);
    expect(saidOf(await name(officer, payload))).toBe('applied');
    expect(saidOf(await name(officer, payload))).toBe('applied');
    await upload(officer, other);
    expect(saidOf(await name(officer, naming(other, { fileId: payload.fileId })))).toBe('file-id-reused');
    expect(await standing()).toHaveLength(1);
  });

  it('by two people for the same bytes needs them uploaded by each, and keeps them once', async () => {
    const colleague = await network.enlist('officer');
    await upload(officer, file);
    expect(saidOf(await name(officer, naming(file)))).toBe('applied');
    expect(saidOf(await name(colleague, naming(file)))).toBe('file-missing');
    await upload(colleague, file);
    expect(saidOf(await name(colleague, naming(file)))).toBe('applied');
    expect(await standing()).toHaveLength(2);
    expect(await app.db.read.select({ sha256: fileContent.sha256 }).from(fileContent)).toHaveLength(1);
  });

  it('is held to the same rules as a file sent at once: rights, lock, question, kind', async () => {
    const stranger = await network.enlist('officer', 1);
    for (const actor of [officer, stranger]) await upload(actor, file);
    expect(saidOf(await name(stranger, naming(file)))).toBe('forbidden');
    expect(saidOf(await name(officer, naming(file, { criterionId: 'no-such-thing' })))).toBe('unknown-criterion');
    expect(saidOf(await name(officer, naming(file, { name: 'map.svg' })))).toBe('file-type-refused');
    expect(saidOf(await name(officer, naming(file, { name: '../../x\r\n.png' })))).toBe('file-lies');
    expect(saidOf(await name(officer, naming(file, { size: 499 })))).toBe('file-missing');
    await app.db.write((tx) => closeWaveRow(tx, network.waveId, app.now()));
    expect(saidOf(await name(officer, naming(file)))).toBe('wave-closed');
    expect(await standing()).toEqual([]);
  });
});

describe('somebody else', () => {
  const file = minutes(500, 'secret');

  it('learns nothing of an upload or of evidence by its hash: every answer is the one for unknown bytes', async () => {
    const curious = await network.enlist('officer', 1);
    const unknown = minutes(500, 'unknown');
    const asks = async (bytes: Uint8Array) => {
      const theirs = { assessmentId: network.municipalities[1]!.assessmentId };
      return JSON.stringify([
        await state(curious, bytes),
        await piece(curious, bytes, 10, 20),
        saidOf(await name(curious, naming(bytes, theirs)))
      ]);
    };
    await piece(officer, file, 0, 200);
    expect(await asks(file)).toBe(await asks(unknown));
    await piece(officer, file, 200, 500);
    expect(await asks(file)).toBe(await asks(unknown));
    await name(officer, naming(file));
    expect(await asks(file)).toBe(await asks(unknown));
    // and has to send every byte, although they are there
    expect(await piece(curious, file, 0, 100)).toMatchObject({ value: { offset: 100 } });
  });

  it('does not go on with, or take back, an upload that is not theirs', async () => {
    const colleague = await network.enlist('officer');
    await piece(officer, file, 0, 200);
    expect(await piece(colleague, file, 200, 500)).toMatchObject({ problems: [{ facts: { offset: 0 } }] });
    await dropUpload(app, colleague, { sha256: hashOf(file) });
    expect(await state(officer, file)).toMatchObject({ value: { offset: 200 } });
  });
});

describe('too much', () => {
  const never = { read: () => Promise.reject(new Error('the bytes were asked for')) };

  it('is refused before a byte is read: a file too large, nonsense for a hash, an offset or a size', async () => {
    const file = minutes(10);
    expect(codeOf(await piece(officer, file, 0, 10, { size: MAX_EVIDENCE_BYTES + 1, ...never }))).toBe(
      'file-too-large'
    );
    for (const more of [
      { sha256: '../../etc/passwd' },
      { sha256: hashOf(file).toUpperCase() },
      { offset: -1 },
      { offset: NaN },
      { offset: 0.5 },
      { size: 0 },
      { size: NaN }
    ])
      expect(codeOf(await piece(officer, file, 0, 10, { ...more, ...never })), JSON.stringify(more)).toBe('invalid');
    expect(codeOf(await piece(officer, file, 5, 10, never))).toBe('offset-wrong');
  });

  it('in one piece, or none at all, or beyond the end is refused', async () => {
    const file = minutes(100);
    const bytes = (length: number) => ({ read: () => Promise.resolve(ok(new Uint8Array(length))) });
    const large = { size: MAX_EVIDENCE_BYTES, ...bytes(MAX_PIECE_BYTES + 1) };
    expect(codeOf(await piece(officer, file, 0, 0, large))).toBe('piece-too-large');
    expect(codeOf(await piece(officer, file, 0, 0, bytes(0)))).toBe('piece-empty');
    expect(codeOf(await piece(officer, file, 0, 0, bytes(101)))).toBe('piece-beyond');
    expect(await app.db.read.select().from(fileUpload)).toEqual([]);
  });

  it('of 10,000 uploads all but a few are refused, and nobody else is kept from sending', async () => {
    const said: Record<string, number> = {};
    for (let i = 0; i < 10_000; i++) {
      const code = codeOf(await piece(officer, minutes(2000, String(i)), 0, 1));
      said[code] = (said[code] ?? 0) + 1;
    }
    expect(said).toEqual({ ok: MAX_UPLOADS, 'uploads-full': 10_000 - MAX_UPLOADS });
    const first = minutes(2000, '0');
    expect(await piece(officer, first, 1, 2000)).toMatchObject({ value: { offset: 2000 } });
    expect(saidOf(await name(officer, naming(first)))).toBe('applied');
    // what became evidence makes room for the next
    expect(codeOf(await piece(officer, minutes(2000, 'next'), 0, 1))).toBe('ok');
    expect(codeOf(await piece(await network.enlist('officer'), minutes(2000, 'x'), 0, 1))).toBe('ok');
  }, 60_000);

  it('of large files together is refused by what they announce', async () => {
    const said = [];
    for (let i = 0; i < 11; i++)
      said.push(codeOf(await piece(officer, minutes(50, String(i)), 0, 1, { size: MAX_EVIDENCE_BYTES })));
    expect(said).toEqual([...Array<string>(10).fill('ok'), 'uploads-full']);
  });
});

async function outcomes(actor: Actor, commands: unknown[]): Promise<Outcome[]> {
  const sent = await pushCommands(app, actor, push(commands));
  if (!sent.ok) throw new Error(codeOf(sent));
  return sent.value.outcomes;
}
