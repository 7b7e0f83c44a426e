import { check } from '$lib/domain/shared/check';
import { isSameThing, needs } from '$lib/domain/sync/builds-on';
import { envelopeSchema } from '$lib/domain/sync/envelope-schema';
import type { Envelope, Outcome } from '$lib/domain/sync/protocol';
import type { App } from '../app';
import { knownCommands } from './repository';
import { rejected } from './rejected';

/**
 * The commands of one batch that did not get through, to hold back those after them that build on one: another change of
 * the same thing, what needs it (`builds-on.ts`), and what says itself that it does (`buildsOn`, also across batches).
 */
export class HeldBack {
  readonly #refused: { envelope: Envelope; outcome: 'rejected' | 'deferred' }[] = [];

  constructor(
    private readonly app: App,
    private readonly personId: string
  ) {}

  /** The outcome of a command that must not be tried; null where nothing holds it back. */
  async judge(raw: unknown, index: number): Promise<Outcome | null> {
    if (this.#refused.length === 0 && !(raw as { buildsOn?: unknown } | null)?.buildsOn) return null;
    const read = check(envelopeSchema, raw);
    if (!read.ok) return null;
    const command = read.value;
    const { commandId, buildsOn = [] } = command;
    const known = await knownCommands(this.app.db.read, this.personId, [commandId, ...buildsOn]);
    // it came before, and so did what it built on
    if (known.has(commandId)) return null;
    const here = this.#refused.find(
      ({ envelope: earlier }) =>
        earlier.commandId !== commandId &&
        (buildsOn.includes(earlier.commandId) || isSameThing(command, earlier) || needs(command, earlier))
    );
    if (here?.outcome === 'deferred') {
      const reason = `It builds on command ${here.envelope.commandId}, which waits - send both again later.`;
      return { commandId, outcome: 'deferred', code: 'builds-on-refused', reason };
    }
    const missing = here?.envelope.commandId ?? buildsOn.find((id) => id !== commandId && !known.has(id));
    if (!missing) return null;
    const message = `It builds on command ${missing}, which the server does not have - settle that one first, then send this again.`;
    return rejected(commandId, [{ code: 'builds-on-refused', path: 'buildsOn', message }], index);
  }

  remember(raw: unknown, { outcome }: Outcome): void {
    if (outcome !== 'rejected' && outcome !== 'deferred') return;
    const { commandId, type, payload } = (raw ?? {}) as Partial<Envelope>;
    if (typeof commandId === 'string' && typeof type === 'string')
      this.#refused.push({ envelope: { ...(raw as Envelope), commandId, type, payload }, outcome });
  }
}
