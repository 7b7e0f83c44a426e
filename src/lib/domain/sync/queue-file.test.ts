import { describe, expect, it } from 'vitest';
import type { OutboxItem } from './outbox';
import { makeQueueFile, readQueueFile, toEntries } from './queue-file';

const ROBIN = { id: '11111111-1111-4111-8111-111111111111', name: 'Robin Berg' };
const SAM = '22222222-2222-4222-8222-222222222222';
const item = (seq: number, state: OutboxItem['state'] = 'waiting'): OutboxItem => ({
  seq,
  key: `answer:a/c${seq}`,
  envelope: {
    commandId: `0190aaaa-bbbb-7ccc-8ddd-00000000000${seq}`,
    ...{ seq, type: 'answer.set', schemaVersion: 1, baseVersion: seq, payload: { note: 'kept as typed' } },
    issuedAt: '2026-11-22T09:00:00.000Z'
  },
  state,
  ackedVersion: null,
  problems: []
});
const of = { person: ROBIN, deviceId: 'device-of-robin', exportedAt: '2026-11-22T10:00:00.000Z' };
const file = makeQueueFile([item(2, 'failed'), item(1), item(3, 'acked')], of);

describe('a file of unsent work', () => {
  it('holds what is not on the server, in order, and reads back as it was', () => {
    expect(file.commands.map(({ envelope }) => envelope.seq)).toEqual([1, 2]);
    expect(readQueueFile(JSON.parse(JSON.stringify(file)))).toEqual({ ok: true, value: file });
  });

  it('is refused with a reason where it is something else', () => {
    expect(readQueueFile({ format: 'other' })).toMatchObject({ ok: false });
    expect(readQueueFile({ ...file, version: 2 })).toMatchObject({ ok: false, problems: [{ path: 'version' }] });
    expect(readQueueFile(null)).toMatchObject({ ok: false });
  });

  it('carries the bytes of files, and reads without them', () => {
    const files = [{ id: '018f0000-0000-7000-8000-000000000001', data: 'eA==' }];
    const carried = makeQueueFile([item(1)], of, files);
    expect(readQueueFile(JSON.parse(JSON.stringify(carried)))).toMatchObject({ value: { files } });
    expect('files' in makeQueueFile([item(1)], of, [])).toBe(false);
    expect(readQueueFile({ ...carried, files: [{ id: '../x', data: 'eA==' }] })).toMatchObject({
      problems: [{ path: 'files.0.id' }]
    });
  });

  it('gives an importer the same ids every time, every importer others, and names the original', () => {
    const once = toEntries(file, SAM);
    expect(toEntries(file, SAM)).toEqual(once);
    expect(once[0]!.envelope.via).toEqual({ personId: ROBIN.id, commandId: item(1).envelope.commandId });
    expect(once[0]!.envelope.commandId).not.toBe(item(1).envelope.commandId);
    expect(toEntries(file, '33333333-3333-4333-8333-333333333333')[0]!.envelope.commandId).not.toBe(
      once[0]!.envelope.commandId
    );
    expect(once[0]!.key).not.toBe(item(1).key);
    // derived ids pass for ids
    expect(readQueueFile({ ...file, commands: once }).ok).toBe(true);
  });

  it('carries the seal of the device it was made on, and the first one when it travels on', () => {
    const seal = 'a'.repeat(64);
    const sealed = { ...file, commands: file.commands.map((entry) => ({ ...entry, seal })) };
    expect(readQueueFile(JSON.parse(JSON.stringify(sealed)))).toEqual({ ok: true, value: sealed });
    const { commandId, baseVersion } = item(1).envelope;
    const via = { personId: ROBIN.id, commandId, deviceId: of.deviceId, seal, baseVersion };
    const [carried] = toEntries(sealed, SAM);
    expect(carried!.envelope.via).toEqual(via);
    const on = {
      ...sealed,
      person: { id: SAM, name: 'Sam' },
      deviceId: 'device-of-sam',
      commands: [{ ...carried!, envelope: { ...carried!.envelope, baseVersion: 7 }, seal: 'b'.repeat(64) }]
    };
    expect(toEntries(on, '33333333-3333-4333-8333-333333333333')[0]!.envelope.via).toEqual(via);
    for (const other of ['a'.repeat(65), 'ä'.repeat(64)])
      expect(readQueueFile({ ...file, commands: [{ ...file.commands[0]!, seal: other }] }).ok).toBe(false);
  });

  it('keeps the first origin when it travels on, and the ids when it comes home', () => {
    const second = makeQueueFile(
      toEntries(file, SAM).map((entry, i) => ({ ...item(i + 1), ...entry })),
      { ...of, person: { id: SAM, name: 'Sam' }, deviceId: 'device-of-sam' }
    );
    const third = '33333333-3333-4333-8333-333333333333';
    expect(toEntries(second, third)[0]!.envelope.via?.personId).toBe(ROBIN.id);
    const home = toEntries(second, ROBIN.id)[0]!.envelope;
    expect(home).toMatchObject({ commandId: item(1).envelope.commandId });
    expect(home.via).toBeUndefined();
  });
});
