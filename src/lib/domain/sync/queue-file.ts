import * as z from 'zod/mini';
import { v5 } from 'uuid';
import { check } from '../shared/check';
import type { Result } from '../shared/result';
import { envelopeSchema, sealSchema } from './envelope-schema';
import type { OutboxItem } from './outbox';
import type { Envelope } from './protocol';

/** One exported change: what it changes on its device, and the command as it would have been sent. */
export interface QueueEntry {
  key: string;
  envelope: Envelope;
  /** Made by the device that knows it comes from its author; missing where the device has no key of the server's. */
  seal?: string | undefined;
}

/** Unsent work of one person on one device, to be carried elsewhere. */
export interface QueueFile {
  format: 'waymark-queue';
  version: 1;
  person: { id: string; name: string };
  deviceId: string;
  exportedAt: string;
  /** In the order they were made. */
  commands: QueueEntry[];
  /** The bytes of files that the commands name, by the id they have there; missing where they were too large. */
  files?: QueueBytes[];
}

export interface QueueBytes {
  id: string;
  /** Base64. */
  data: string;
}

/** What the files in one export may have together: twice that must fit into a phone's memory several times over. */
export const MAX_EXPORTED_BYTES = 25 * 1024 * 1024;

const schema = z.object({
  format: z.literal('waymark-queue'),
  version: z.literal(1, 'must be 1: a newer version of Waymark wrote this file'),
  person: z.object({ id: z.uuid(), name: z.string().check(z.maxLength(200)) }),
  deviceId: z.string().check(z.minLength(8), z.maxLength(60)),
  exportedAt: z.iso.datetime(),
  commands: z
    .array(
      z.object({
        key: z.string().check(z.minLength(1), z.maxLength(300)),
        envelope: envelopeSchema,
        seal: z.optional(sealSchema)
      })
    )
    .check(z.maxLength(20_000)),
  files: z.optional(z.array(z.object({ id: z.uuid(), data: z.string() })).check(z.maxLength(2_000)))
});

/** The file for everything that is not known to be on the server. */
export function makeQueueFile(
  items: readonly OutboxItem[],
  of: { person: { id: string; name: string }; deviceId: string; exportedAt: string },
  files: QueueBytes[] = []
): QueueFile {
  const unsent = items.filter((item) => item.state !== 'acked').sort((a, b) => a.seq - b.seq);
  const { person, deviceId, exportedAt } = of;
  return {
    format: 'waymark-queue',
    version: 1,
    person: { id: person.id, name: person.name },
    deviceId,
    exportedAt,
    commands: unsent.map(({ key, envelope }) => ({ key, envelope })),
    ...(files.length && { files })
  };
}

export function readQueueFile(input: unknown): Result<QueueFile> {
  return check(schema, input) as Result<QueueFile>;
}

/**
 * The file's changes as another person's own. Ids are derived, so that importing twice does nothing twice, and `via`
 * names the original, so that the server does a change once although it arrives from both. The key is the file's own:
 * an imported change must not pass for the next version of the importer's. The same person keeps the original ids.
 *
 * @example
 * toEntries({ ...file, person: { id: 'A', name: 'Robin' }, commands: [{ key: 'answer:1/x', envelope }] }, 'B')
 * // [{ key: 'answer:1/x#DEVICE', envelope: { ...envelope, commandId: '0190…-7…', via: { personId: 'A', commandId: '…' } } }]
 */
export function toEntries(file: QueueFile, importerId: string): QueueEntry[] {
  return file.commands.map(({ key, envelope, seal }) => {
    const origin = envelope.via ?? {
      ...{ personId: file.person.id, commandId: envelope.commandId },
      ...(seal && { deviceId: file.deviceId, seal, baseVersion: envelope.baseVersion })
    };
    const { via: _via, ...rest } = envelope;
    const own = origin.personId === importerId;
    return {
      key: `${key}#${file.deviceId}`,
      envelope: own
        ? { ...rest, commandId: origin.commandId }
        : { ...rest, commandId: deriveId(origin.commandId, importerId), via: origin }
    };
  });
}

/** A UUIDv7 with the original's time and, in place of chance, the hash of original and importer (RFC 9562, 5.5 and 5.7). */
function deriveId(commandId: string, importerId: string): string {
  const hash = v5(commandId, importerId);
  return `${commandId.slice(0, 14)}7${hash.slice(15)}`;
}
