import { computeRound, listNetworkRounds } from '$lib/server/mentoring/service';
import { fail, redirect } from '@sveltejs/kit';
import { needNetwork } from '../../need';
import { orError } from '../../or-error';

const ROLES = ['coordinator', 'administrator'] as const;

export const load = async (event) => {
  const { networkId } = needNetwork(event, ROLES);
  const rounds = orError(await listNetworkRounds(event.locals.app, event.locals.actor, { networkId }));
  return {
    rounds: rounds.map(({ id, name, total, createdAt, publishedAt }) => ({ id, name, total, createdAt, publishedAt }))
  };
};

export const actions = {
  default: async (event) => {
    const { networkId } = needNetwork(event, ROLES);
    const name = String((await event.request.formData()).get('name') ?? '');
    const result = await computeRound(event.locals.app, event.locals.actor, { networkId, name });
    if (!result.ok) return fail(422, { name, problems: result.problems });
    redirect(303, `/admin/rounds/${result.value.roundId}`);
  }
};
