import type { Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { check } from '$lib/domain/shared/check';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import { pushSchema } from '$lib/domain/sync/envelope-schema';
import { MAX_COMMANDS, type Outcome, PROTOCOL } from '$lib/domain/sync/protocol';
import type { App } from '../app';
import { HeldBack } from './held-back';
import { readCommand } from './read-command';
import { idOf } from './rejected';
import { takeTogether } from './transaction';

/** So many commands share a transaction: a device's whole parcel, and no longer than others can wait. */
const AT_ONCE = 100;

/**
 * Takes a device's commands in their order: each with its effect, its audit row and its id in one transaction, so that
 * they are durable or absent together. One outcome for each; a refusal of one undoes nothing of the others and holds
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
  const held = new HeldBack();
  const taken = commands.slice(0, MAX_COMMANDS).map(readCommand);
  for (let i = 0; i < taken.length; i += AT_ONCE)
    outcomes.push(...(await takeTogether(app, actor, deviceId, held, taken.slice(i, i + AT_ONCE))));
  const reason = `At most ${MAX_COMMANDS} commands are taken at once - send this one again in the next request.`;
  for (const raw of commands.slice(MAX_COMMANDS)) outcomes.push({ commandId: idOf(raw), outcome: 'deferred', reason });
  return ok({ protocol: PROTOCOL, outcomes });
}

export { pullChanges } from './pull';
