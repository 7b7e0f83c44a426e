import type { Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import { isTimeZone } from '$lib/domain/shared/time-zones';
import type { App } from '../app';
import { change } from '../shared/change';
import { findNetwork, updateNetwork } from './directory-repository';

/** The zone in which a network's meetings are planned unless somebody chooses another; those planned before keep theirs. */
export async function setTimeZone(
  app: App,
  actor: Actor,
  input: { networkId: string; timeZone: string }
): Promise<Result<{ timeZone: string }>> {
  const { networkId, timeZone } = input;
  const refused = authorize(actor, 'network:administer', { networkId });
  if (refused) return refused;
  if (!isTimeZone(timeZone))
    return refuse('unknown-zone', 'timeZone', `Time zone must be a name such as Europe/Stockholm - got "${timeZone}"`);
  return change(app, actor, { action: 'network:time-zone', networkId, subject: networkId }, async (context) => {
    if (!(await findNetwork(context.tx, networkId)))
      return refuse('not-found', 'networkId', 'There is no such network - name one that exists.');
    await updateNetwork(context.tx, networkId, { timeZone });
    await context.feed('network', networkId);
    return ok({ timeZone });
  });
}
