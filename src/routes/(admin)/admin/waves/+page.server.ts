import type { Problem } from '$lib/domain/shared/result';
import { listNetworkWaves, openWave } from '$lib/server/assessment/service';
import { listRegister } from '$lib/server/register/service';
import { readForm, statusOf } from '$lib/server/shared/form';
import { fail } from '@sveltejs/kit';
import { needNetwork } from '../../need';
import { orError } from '../../or-error';

const ROLES = ['administrator', 'coordinator'] as const;

export const load = async (event) => {
  const { locals, url } = event;
  const { networkId, networkName } = needNetwork(event, ROLES);
  const waves = orError(await listNetworkWaves(locals.app, locals.actor, { networkId }));
  const { valid } = orError(await listRegister(locals.app, locals.actor, { networkId, limit: 1 }));
  return {
    networkId,
    networkName,
    valid,
    closed: url.searchParams.get('closed') !== null,
    waves: waves.map(
      ({ id, name, modelId, modelVersion, opensAt, closesAt, closedAt, municipalities, started, submitted }) => ({
        id,
        name,
        model: { id: modelId, version: modelVersion },
        opensAt,
        closesAt,
        closedAt,
        municipalities,
        started,
        submitted
      })
    )
  };
};

interface Answered {
  invited?: number;
  wave?: Record<string, string | undefined>;
  problems?: Problem[];
}

export const actions = {
  open: async (event) => {
    const { networkId } = needNetwork(event, ROLES);
    const { name = '', opensOn = '', closesOn = '' } = readForm(await event.request.formData());
    const wave = { name, opensOn, closesOn };
    const result = await openWave(event.locals.app, event.locals.actor, { networkId, wave });
    if (!result.ok) return fail(statusOf(result.problems), { problems: result.problems, wave } as Answered);
    return { invited: result.value.invited } as Answered;
  }
};
