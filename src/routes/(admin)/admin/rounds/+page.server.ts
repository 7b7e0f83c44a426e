import { computeRound, listNetworkRounds } from '$lib/server/mentoring/service';
import { fail, redirect } from '@sveltejs/kit';
import { networkOf } from '../../network-of';
import { orError } from '../../or-error';

export const load = async (event) => {
  const networkId = networkOf(event);
  const rounds = orError(await listNetworkRounds(event.locals.app, event.locals.actor, { networkId }));
  return {
    rounds: rounds.map(({ id, name, total, createdAt, publishedAt }) => ({ id, name, total, createdAt, publishedAt }))
  };
};

export const actions = {
  default: async (event) => {
    const networkId = networkOf(event);
    const name = String((await event.request.formData()).get('name') ?? '');
    const result = await computeRound(event.locals.app, event.locals.actor, { networkId, name });
    if (!result.ok) return fail(422, { name, problems: result.problems });
    redirect(303, `/admin/rounds/${result.value.roundId}`);
  }
};
