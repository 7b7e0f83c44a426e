import { isSameThing, needs } from '$lib/domain/sync/builds-on';
import type { Envelope, Outcome } from '$lib/domain/sync/protocol';
import { rejected } from './rejected';

/**
 * The commands of one push that did not get through, to hold back those after them that build on one: another change of
 * the same thing, what needs it (`builds-on.ts`), and what says itself that it does (`buildsOn`, also across pushes).
 */
export class HeldBack {
  readonly #refused: { envelope: Envelope; outcome: 'rejected' | 'deferred' }[] = [];

  /**
   * The outcome of a command that must not be tried; null where nothing holds it back.
   *
   * @param isKnown whether this person has had a command carried out
   */
  judge(command: Envelope, index: number, isKnown: (id: string) => boolean): Outcome | null {
    const { commandId, buildsOn = [] } = command;
    if (this.#refused.length === 0 && !buildsOn.length) return null;
    // it came before, and so did what it built on
    if (isKnown(commandId)) return null;
    const here = this.#refused.find(
      ({ envelope: earlier }) =>
        earlier.commandId !== commandId &&
        (buildsOn.includes(earlier.commandId) || isSameThing(command, earlier) || needs(command, earlier))
    );
    if (here?.outcome === 'deferred') {
      const reason = `It builds on command ${here.envelope.commandId}, which waits - send both again later.`;
      return { commandId, outcome: 'deferred', code: 'builds-on-refused', reason };
    }
    const missing = here?.envelope.commandId ?? buildsOn.find((id) => id !== commandId && !isKnown(id));
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

  /** For a transaction that has to begin anew: what was remembered after `mark` is forgotten. */
  mark(): () => void {
    const { length } = this.#refused;
    return () => (this.#refused.length = length);
  }
}
