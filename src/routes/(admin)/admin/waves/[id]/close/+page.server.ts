import type { Problem } from '$lib/domain/shared/result';
import { closeWave, listNetworkWaves } from '$lib/server/assessment/service';
import { statusOf } from '$lib/server/shared/form';
import { error, fail, redirect } from '@sveltejs/kit';
import { needNetwork } from '../../../../need';
import { orError } from '../../../../or-error';

const ROLES = ['administrator', 'coordinator'] as const;

export const load = async (event) => {
  const { locals, params } = event;
  const { networkId } = needNetwork(event, ROLES);
  const waves = orError(await listNetworkWaves(locals.app, locals.actor, { networkId }));
  const wave = waves.find(({ id }) => id === params.id) ?? error(404, 'not-found');
  const { name, municipalities, started, submitted, closedAt } = wave;
  return { networkId, wave: { name, municipalities, started, submitted, closed: closedAt !== null } };
};

export const actions = {
  default: async (event) => {
    const { networkId } = needNetwork(event, ROLES);
    const result = await closeWave(event.locals.app, event.locals.actor, { waveId: event.params.id });
    if (!result.ok) return fail(statusOf(result.problems), { problems: result.problems } as { problems?: Problem[] });
    redirect(303, `/admin/waves?network=${networkId}&closed`);
  }
};
