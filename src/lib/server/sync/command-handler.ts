import type { Actor } from '$lib/domain/identity/actor';
import type { Envelope } from '$lib/domain/sync/protocol';
import type { Result } from '$lib/domain/shared/result';
import type { ZodMiniType } from 'zod/mini';
import type { App } from '../app';
import type { Tx } from '../db/client';
import type { ChangeContext } from '../shared/change';

/**
 * What a command did: a new version, or a conflict that keeps both values. `merged` is what now stands where
 * somebody else's change of other fields was put together with this one.
 */
export type Effect =
  | { kind: 'applied'; version: number; merged?: unknown }
  | { kind: 'conflict'; version: number; conflictId: string; theirs: unknown; mine: unknown };

export interface Command<P> {
  payload: P;
  envelope: Envelope;
  /** Whose upload a file is that goes with it, where that is not the actor: somebody brings it in its author's name. */
  uploadedBy?: string;
}

export interface CommandInContext<P> extends Command<P> {
  context: ChangeContext;
}

/** One kind of change a device can send: its schema, and the service function that authorises and carries it out. */
export interface CommandHandler<P = unknown> {
  type: string;
  schemaVersion: number;
  schema: ZodMiniType<P>;
  /** What the audit row names as its subject. */
  subject(payload: P): string;
  /** Which network the command belongs to; null where the thing it names does not exist. */
  networkOf(app: App, payload: P): Promise<string | null>;
  /** Reads what earlier commands of the same transaction have written through `context.tx` only, never `app.db.read`. */
  handle(app: App, actor: Actor, command: Command<P>, context: ChangeContext): Promise<Result<Effect>>;
  /**
   * Whether one person alone wrote every version of the thing since one of them: what they said on top of that one builds
   * on their own words only. Without it, nothing is taken as that.
   */
  onlyBy?(tx: Tx, payload: P, personId: string, versions: { after: number; upTo: number }): Promise<boolean>;
  /**
   * Where many of this kind come at once: those about one thing (`about`), each of another subject, are handed over
   * together, and none may write anything before it can be refused no more.
   */
  together?: {
    about(payload: P): string;
    handle(app: App, actor: Actor, commands: CommandInContext<P>[]): Promise<Result<Effect>[]>;
  };
}

/** Keeps the payload's type inside one handler while the list of handlers forgets it. */
export function defineHandler<P>(handler: CommandHandler<P>): CommandHandler {
  return handler as unknown as CommandHandler;
}
