import { periodOf, type Publish } from '$lib/domain/assessment/wave';
import type { Problem } from '$lib/domain/shared/result';
import { listNetworkWaves, openWave } from '$lib/server/assessment/service';
import { listNetworkModels } from '$lib/server/model/service';
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
  // the newest stands first: what a wave begins with unless another is chosen
  const models = orError(await listNetworkModels(locals.app, locals.actor, { networkId }));
  return {
    networkId,
    networkName,
    valid,
    models,
    closed: url.searchParams.get('closed') !== null,
    waves: waves.map(
      ({
        id,
        name,
        modelId,
        modelVersion,
        opensAt,
        closesAt,
        closedAt,
        publish,
        municipalities,
        started,
        submitted
      }) => ({
        id,
        name,
        model: { id: modelId, version: modelVersion },
        opensAt,
        closesAt,
        closedAt,
        publish,
        period: periodOf({ opensAt, closesAt, closedAt }, locals.app.now().getTime()),
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
    const form = readForm(await event.request.formData());
    const { name = '', opensOn = '', closesOn = '', publish = '', model = '' } = form;
    const wave = { name, opensOn, closesOn, publish: publish as Publish };
    const result = await openWave(event.locals.app, event.locals.actor, { networkId, wave, model });
    if (!result.ok)
      return fail(statusOf(result.problems), { problems: result.problems, wave: { ...wave, model } } as Answered);
    return { invited: result.value.invited } as Answered;
  }
};
