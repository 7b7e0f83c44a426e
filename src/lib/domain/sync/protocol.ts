import * as z from 'zod/mini';

/** Version of the protocol itself; commands carry versions of their own. */
export const PROTOCOL = 1;

/** At most so many commands are taken from one request; the client sends the rest in the next. */
export const MAX_COMMANDS = 500;

const uuid = z.string().check(z.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/));

/** One change made on a device. `payload` is checked by the command's own schema. */
export const envelopeSchema = z.object({
  commandId: uuid,
  seq: z.int().check(z.minimum(0)),
  type: z.string().check(z.minLength(1), z.maxLength(60)),
  schemaVersion: z.int().check(z.minimum(1)),
  /** The version of the thing that was changed, as the person saw it; null where it was new. */
  baseVersion: z.nullable(z.int().check(z.minimum(0))),
  payload: z.unknown(),
  /** By the device's clock: shown to people, never trusted for order. */
  issuedAt: z.iso.datetime()
});
export type Envelope = z.infer<typeof envelopeSchema>;

export const pushSchema = z.object({
  protocol: z.int(),
  deviceId: z.string().check(z.minLength(8), z.maxLength(60)),
  commands: z.array(z.unknown())
});

/** What became of one command. A client keeps `deferred` ones and tries again. */
export type Outcome =
  | { commandId: string; outcome: 'applied'; version: number; merged?: unknown }
  | { commandId: string; outcome: 'duplicate'; version: number | null; merged?: unknown; conflict?: boolean }
  | { commandId: string; outcome: 'conflict'; version: number; conflictId: string; theirs: unknown; mine: unknown }
  | { commandId: string; outcome: 'rejected'; problems: { code: string; path: string; message: string }[] }
  | { commandId: string; outcome: 'deferred'; reason: string };
