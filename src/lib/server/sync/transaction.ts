import { actorId, type Actor } from '$lib/domain/identity/actor';
import type { Result } from '$lib/domain/shared/result';
import type { Outcome } from '$lib/domain/sync/protocol';
import type { App } from '../app';
import type { Reader, Tx } from '../db/client';
import { inSavepoint } from '../db/raw';
import { type ChangeContext, Ledger } from '../shared/change';
import { authorOf } from './author-of';
import { authorSaw } from './author-saw';
import type { Effect } from './command-handler';
import type { HeldBack } from './held-back';
import type { ReadCommand } from './read-command';
import { rejected } from './rejected';
import { forBringer, IMPORTED, isImported, repeated, repeatedForAnother } from './repeated';
import { type CommandRow, deleteCommand, findCommands, insertCommands } from './repository';

/** Whose an imported command was, beside the row of the command itself: whoever sent it is the actor of both. */
const TAKEN_OVER = 'command:imported';
/** The same, where it was carried out in its author's name. */
const BROUGHT = 'command:brought';

/** A command that can be tried. */
type Ready = ReadCommand & { envelope: NonNullable<ReadCommand['envelope']>; ready: NonNullable<ReadCommand['ready']> };

const isReady = (command: ReadCommand | undefined): command is Ready => Boolean(command?.ready);

/**
 * Some commands of one push in one transaction: what each does, its audit row and its id are durable or absent together,
 * and a refusal of one undoes that one alone.
 */
export class PushTransaction {
  readonly outcomes: Outcome[] = [];
  /** What stopped it: those before are carried out, and it and those after are not. */
  fault: unknown = null;

  readonly #ledger: Ledger;
  readonly #rows = new Map<string, CommandRow>();
  #known = new Map<string, CommandRow>();

  constructor(
    private readonly app: App,
    private readonly actor: Actor,
    private readonly deviceId: string,
    private readonly held: HeldBack,
    private readonly tx: Tx
  ) {
    this.#ledger = new Ledger(app, actor, tx);
  }

  async take(commands: readonly ReadCommand[]): Promise<void> {
    const ids = commands.flatMap(({ envelope }) =>
      envelope
        ? [envelope.commandId, ...(envelope.buildsOn ?? []), ...(envelope.via ? [envelope.via.commandId] : [])]
        : []
    );
    this.#known = new Map((await findCommands(this.tx, ids)).map((row) => [row.id, row]));
    for (let at = 0; at < commands.length && !this.fault;) {
      const run = this.#runFrom(commands, at);
      try {
        if (run.length) await this.#carryOutTogether(run);
        else await this.#takeOne(commands[at]!);
      } catch (error) {
        this.fault = error;
      }
      at += Math.max(run.length, 1);
    }
    await insertCommands(this.tx, [...this.#rows.values()]);
    await this.#ledger.write();
  }

  #settle(command: ReadCommand, outcome: Outcome): void {
    this.held.remember(command.raw, outcome);
    this.outcomes.push(outcome);
  }

  #judge({ envelope, index }: ReadCommand): Outcome | null {
    const mine = (id: string) => this.#known.get(id)?.personId === actorId(this.actor);
    return envelope && this.held.judge(envelope, index, mine);
  }

  async #takeOne(command: ReadCommand): Promise<void> {
    const said = this.#judge(command) ?? command.verdict;
    this.#settle(command, said ?? (await this.#carryOut(command as Ready)));
  }

  /** From here on, the commands that can be carried out together: of one kind, about one thing, none building on another. */
  #runFrom(commands: readonly ReadCommand[], from: number): Ready[] {
    const run: Ready[] = [];
    const seen = new Set<string>();
    const first = commands[from];
    const together = first?.ready?.handler.together;
    if (!isReady(first) || !together) return run;
    for (let at = from; at < commands.length; at++) {
      const command = commands[at];
      if (!isReady(command) || command.ready.handler !== first.ready.handler) break;
      const { envelope, ready } = command;
      const subject = ready.handler.subject(ready.payload);
      const fits =
        together.about(ready.payload) === together.about(first.ready.payload) &&
        !(at > from && envelope.buildsOn?.length) &&
        !envelope.via &&
        !this.#known.has(envelope.commandId) &&
        !seen.has(envelope.commandId) &&
        !seen.has(subject) &&
        !this.#judge(command);
      if (!fits) break;
      seen.add(envelope.commandId).add(subject);
      run.push(command);
    }
    return run;
  }

  async #carryOutTogether(run: Ready[]): Promise<void> {
    const { handler, payload } = run[0]!.ready;
    const networkId = await this.#networkOf(handler, payload);
    const commands = run.map(({ ready, envelope }) => ({
      payload: ready.payload,
      envelope,
      context: this.#ledger.context(networkId)
    }));
    const results = await this.#undoable(
      () => handler.together!.handle(this.app, this.actor, commands),
      () => true
    );
    for (const [i, command] of run.entries())
      this.#settle(command, this.#record(command, results[i]!, commands[i]!.context));
  }

  async #carryOut(command: Ready): Promise<Outcome> {
    const { envelope, ready, index } = command;
    const { commandId, via } = envelope;
    const { handler, payload, payloadHash } = ready;
    const me = actorId(this.actor);
    const known = this.#known.get(commandId);
    // done for its author by whoever imported their file, and changed on their own device since: a change of its own
    const changedSince = known?.personId === me && isImported(known) && known.payloadHash !== payloadHash;
    if (known && !changedSince) {
      // done by whoever imported it, its author is told only that: what they may read by now comes with what they fetch
      const again = isImported(known) ? repeatedForAnother : repeated;
      if (known.personId === me && known.payloadHash === payloadHash) return again(known.outcome);
      const message = 'This command id was used for something else - make a new one.';
      return rejected(commandId, [{ code: 'command-id-reused', path: 'commandId', message }], index);
    }
    const original = via && this.#known.get(via.commandId);
    if (original?.payloadHash === payloadHash && original.personId === via?.personId)
      return repeatedForAnother({ ...original.outcome, commandId });
    const context = this.#ledger.context(await this.#networkOf(handler, payload));
    const author = await authorOf(this.tx, this.actor, envelope, context.networkId);
    if (!author.ok) return rejected(commandId, author.problems, index);
    const by = author.value ?? this.actor;
    const baseVersion = author.value ? await authorSaw(this.tx, handler, payload, envelope) : envelope.baseVersion;
    const said = { payload, envelope: { ...envelope, baseVersion }, uploadedBy: me };
    const result = await this.#undoable(
      () => handler.handle(this.app, by, said, context),
      ({ ok: done }) => done
    );
    if (result.ok && changedSince) await deleteCommand(this.tx, commandId);
    return this.#record(command, result, context, author.value !== null);
  }

  /** Runs `work` so that it alone can be undone, with all that it has told the ledger; nothing of it stays where it throws. */
  async #undoable<T>(work: () => Promise<T>, keep: (result: T) => boolean): Promise<T> {
    const mark = this.#ledger.mark();
    let stays = false;
    const decide = (result: T) => (stays = keep(result));
    try {
      return await inSavepoint(this.tx, work, decide);
    } finally {
      if (!stays) this.#ledger.undo(mark);
    }
  }

  /** What became of a command, written down with its id, so that it is never done twice. */
  #record({ envelope, ready, index }: Ready, result: Result<Effect>, context: ChangeContext, brought = false): Outcome {
    const { commandId, seq, type, via } = envelope;
    if (!result.ok) return rejected(commandId, result.problems, index);
    const { handler, payload, payloadHash } = ready;
    const { kind, ...rest } = result.value;
    const outcome = { commandId, outcome: kind, ...rest } as Outcome;
    // what stands in a municipality's draft is not for whoever brings something to it
    const told = brought ? forBringer(outcome) : outcome;
    const row = { seq, type, payloadHash, receivedAt: context.now };
    this.#insert({ id: commandId, personId: actorId(this.actor), deviceId: this.deviceId, ...row, outcome: told });
    if (via) {
      const { commandId: id, personId } = via;
      // the original must do nothing more when it arrives after all
      if (!this.#known.has(id))
        this.#insert({ id, personId, deviceId: IMPORTED + commandId, ...row, outcome: { ...outcome, commandId: id } });
      this.#ledger.audit(context, brought ? BROUGHT : TAKEN_OVER, personId);
    }
    this.#ledger.audit(context, type, handler.subject(payload));
    return told;
  }

  #insert(row: CommandRow): void {
    this.#rows.set(row.id, row);
    this.#known.set(row.id, row);
  }

  /** Looked up as this transaction sees it: what it belongs to may have come just before. */
  #networkOf(handler: Ready['ready']['handler'], payload: unknown): Promise<string | null> {
    const { app, tx } = this;
    return handler.networkOf({ ...app, db: { ...app.db, read: tx as unknown as Reader } }, payload);
  }
}

/** Commands of one push, committed. */
export async function takeTogether(
  app: App,
  actor: Actor,
  deviceId: string,
  held: HeldBack,
  commands: readonly ReadCommand[]
): Promise<Outcome[]> {
  const forget = held.mark();
  const done = await app.db.write(async (tx) => {
    // it may be the second time, where the transaction had to begin anew
    forget();
    const transaction = new PushTransaction(app, actor, deviceId, held, tx);
    await transaction.take(commands);
    return transaction;
  });
  if (done.fault) throw done.fault as Error;
  return done.outcomes;
}
