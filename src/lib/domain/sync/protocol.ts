import type { Problem } from '../shared/result';
/** Version of the protocol itself; commands carry versions of their own. */
export const PROTOCOL = 1;

/** At most so many commands are taken from one request; the client sends the rest in the next. */
export const MAX_COMMANDS = 500;

/** One change made on a device. */
export interface Envelope {
  /** UUIDv7, made on the device: the same command sent twice is done once. */
  commandId: string;
  /** Rises on each device, and is kept with the command. The order in which commands are carried out is that of the request. */
  seq: number;
  type: string;
  schemaVersion: number;
  /** The version of the thing that was changed, as the person saw it; null where it was new. */
  baseVersion: number | null;
  payload: unknown;
  /** By the device's clock: shown to people, never trusted for order. */
  issuedAt: string;
  /** Somebody else made this change, on a device that could not send it; whoever imported their file sends it. */
  via?: Via;
  /** Earlier commands of this device that it makes no sense without: it is held back until the server has them. */
  buildsOn?: string[];
}

/**
 * Whose an imported change is. With the device it was made on and that device's seal (`seal.ts`), a coordinator can
 * bring it in its author's name; without, it is the importer's own.
 */
export interface Via {
  personId: string;
  commandId: string;
  deviceId?: string | undefined;
  seal?: string | undefined;
  /** What its author had seen, as the seal has it; that of the envelope moves on while the change is carried. */
  baseVersion?: number | null | undefined;
}

/** What became of one command. A client keeps `deferred` ones and tries again. */
export type Outcome =
  | { commandId: string; outcome: 'applied'; version: number; merged?: unknown }
  | { commandId: string; outcome: 'duplicate'; version: number | null; merged?: unknown; conflict?: boolean }
  | { commandId: string; outcome: 'conflict'; version: number; conflictId: string; theirs: unknown; mine: unknown }
  | { commandId: string; outcome: 'rejected'; problems: Problem[] }
  | { commandId: string; outcome: 'deferred'; reason: string; code?: string };
