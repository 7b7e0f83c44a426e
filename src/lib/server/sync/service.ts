import { createHash } from 'node:crypto';
import { actorId, type Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { check } from '$lib/domain/shared/check';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import { envelopeSchema, pushSchema } from '$lib/domain/sync/envelope-schema';
import { type Envelope, MAX_COMMANDS, type Outcome, PROTOCOL } from '$lib/domain/sync/protocol';
import type { App } from '../app';
import { isUniqueViolation } from '../db/errors';
import { change } from '../shared/change';
import type { CommandHandler } from './command-handler';
import { handlers } from './handlers';
import { HeldBack } from './held-back';
import { idOf, rejected } from './rejected';
import { type CommandRow, deleteCommand, findCommand, insertCommand } from './repository';

/**
 * Takes a device's commands, one by one and in their order: each in a transaction of its own together with its id,
 * so that a command and its effect are durable or absent together. One outcome for each; a refusal of one holds
 * back only those that build on it. Those beyond the most that are taken at once are to be sent again.
 */
export async function pushCommands(
  app: App,
  actor: Actor,
  input: unknown
): Promise<Result<{ protocol: number; outcomes: Outcome[] }>> {
  const refused = authorize(actor, 'sync:push');
  if (refused) return refused;
  const push = check(pushSchema, input);
  if (!push.ok) return push;
  if (push.value.protocol > PROTOCOL) {
    return refuse(
      'protocol-newer',
      'protocol',
      `This server speaks protocol ${PROTOCOL} - keep the commands and try again after its upgrade.`
    );
  }
  const { commands, deviceId } = push.value;
  const outcomes: Outcome[] = [];
  const held = new HeldBack(app, actorId(actor));
  for (const [i, raw] of commands.slice(0, MAX_COMMANDS).entries()) {
    const outcome = (await held.judge(raw, i)) ?? (await takeCommand(app, actor, deviceId, raw, i));
    held.remember(raw, outcome);
    outcomes.push(outcome);
  }
  const reason = `At most ${MAX_COMMANDS} commands are taken at once - send this one again in the next request.`;
  for (const raw of commands.slice(MAX_COMMANDS)) outcomes.push({ commandId: idOf(raw), outcome: 'deferred', reason });
  return ok({ protocol: PROTOCOL, outcomes });
}

async function takeCommand(app: App, actor: Actor, deviceId: string, raw: unknown, index: number): Promise<Outcome> {
  const envelope = check(envelopeSchema, raw);
  if (!envelope.ok) return rejected(idOf(raw), envelope.problems, index);
  const { commandId, type, schemaVersion } = envelope.value;
  const handler = handlers.find((h) => h.type === type);
  if (!handler) return { commandId, outcome: 'deferred', reason: `This server does not know "${type}" yet.` };
  if (schemaVersion > handler.schemaVersion)
    return {
      commandId,
      outcome: 'deferred',
      reason: `This server knows "${type}" up to version ${handler.schemaVersion}.`
    };
  const payload = check(handler.schema, envelope.value.payload);
  if (!payload.ok) return rejected(commandId, payload.problems, index, 'payload');
  try {
    return await carryOut(app, actor, deviceId, handler, { payload: payload.value, envelope: envelope.value }, index);
  } catch (error) {
    // the same command arrived twice at the same time: the other one's transaction won
    const first = isUniqueViolation(error) ? await findCommand(app.db.read, commandId) : undefined;
    if (first) return repeated(first.outcome);
    // its original, sent by its author, won: look again
    const { via } = envelope.value;
    if (isUniqueViolation(error) && via && (await findCommand(app.db.read, via.commandId)))
      return carryOut(app, actor, deviceId, handler, { payload: payload.value, envelope: envelope.value }, index);
    throw error;
  }
}

async function carryOut(
  app: App,
  actor: Actor,
  deviceId: string,
  handler: CommandHandler,
  command: { payload: unknown; envelope: Envelope },
  index: number
): Promise<Outcome> {
  const { commandId, seq, type, via } = command.envelope;
  const payloadHash = createHash('sha256').update(JSON.stringify(command.payload)).digest('hex');
  const known = await findCommand(app.db.read, commandId);
  // done for its author by whoever imported their file, and changed on their own device since: a change of its own
  const changedSince = known?.personId === actorId(actor) && isImported(known) && known.payloadHash !== payloadHash;
  if (known && !changedSince) {
    if (known.personId !== actorId(actor) || known.payloadHash !== payloadHash) {
      return rejected(
        commandId,
        [
          {
            code: 'command-id-reused',
            path: 'commandId',
            message: 'This command id was used for something else - make a new one.'
          }
        ],
        index
      );
    }
    return repeated(known.outcome);
  }
  const original = via && (await findCommand(app.db.read, via.commandId));
  if (original?.payloadHash === payloadHash && original.personId === via?.personId) {
    return repeatedForAnother({ ...original.outcome, commandId });
  }
  const networkId = await handler.networkOf(app, command.payload);
  const result = await change<Outcome>(
    app,
    actor,
    { action: type, networkId, subject: handler.subject(command.payload) },
    async (context) => {
      const effect = await handler.handle(app, actor, command, context);
      if (!effect.ok) return effect;
      const { kind, ...rest } = effect.value;
      const outcome = { commandId, outcome: kind, ...rest } as Outcome;
      const row = { seq, type, payloadHash, outcome, receivedAt: context.now };
      if (changedSince) await deleteCommand(context.tx, commandId);
      await insertCommand(context.tx, { ...row, id: commandId, personId: actorId(actor), deviceId });
      if (via && !original) {
        // the original must do nothing more when it arrives after all
        const id = via.commandId;
        const told = { ...outcome, commandId: id };
        await insertCommand(context.tx, {
          ...row,
          id,
          outcome: told,
          personId: via.personId,
          deviceId: IMPORTED + commandId
        });
        await context.audit('command:imported', via.personId);
      }
      return ok(outcome);
    }
  );
  return result.ok ? result.value : rejected(commandId, result.problems, index);
}

/** In place of a device: this command was done by another one, sent by whoever imported its author's file. */
const IMPORTED = 'imported:';
const isImported = (row: CommandRow) => row.deviceId.startsWith(IMPORTED);

/** The answer to a command that came again: what became of it the first time. */
function repeated(first: Outcome): Outcome {
  const { commandId } = first;
  if (first.outcome === 'applied') return { ...first, outcome: 'duplicate' };
  return {
    commandId,
    outcome: 'duplicate',
    version: 'version' in first ? first.version : null,
    conflict: first.outcome === 'conflict'
  };
}

/** The same, told to somebody else than its author: without what the server had put together from other people's words. */
function repeatedForAnother(first: Outcome): Outcome {
  const { commandId } = first;
  return 'merged' in first ? { commandId, outcome: 'duplicate', version: null } : repeated(first);
}

export { pullChanges } from './pull';
