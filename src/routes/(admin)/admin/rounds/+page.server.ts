import { openRound } from '$lib/server/mentoring/round-service';
import { listNetworkRounds } from '$lib/server/mentoring/service';
import { readForm, statusOf } from '$lib/server/shared/form';
import { today } from '$lib/server/shared/today';
import { fail, redirect } from '@sveltejs/kit';
import { needNetwork } from '../../need';
import { orError } from '../../or-error';

const ROLES = ['coordinator', 'administrator'] as const;

export const load = async (event) => {
  const { networkId, networkName } = needNetwork(event, ROLES);
  const rounds = orError(await listNetworkRounds(event.locals.app, event.locals.actor, { networkId }));
  return {
    networkId,
    networkName,
    today: today(event.locals.app),
    rounds: rounds.map(({ id, name, state, createdAt, collectUntil, publishedAt, closedAt }) => ({
      ...{ id, name, state, createdAt, collectUntil, publishedAt, closedAt }
    }))
  };
};

export const actions = {
  open: async (event) => {
    const { networkId } = needNetwork(event, ROLES);
    const { name = '', collectUntil = '', replyDays = '' } = readForm(await event.request.formData());
    const { app, actor } = event.locals;
    const given = { networkId, name, collectUntil, replyDays: Number(replyDays) };
    const opened = await openRound(app, actor, given);
    if (!opened.ok)
      return fail(statusOf(opened.problems), { name, collectUntil, replyDays, problems: opened.problems });
    const { roundId, asked } = opened.value;
    redirect(303, `/admin/rounds/${roundId}?network=${networkId}&asked=${asked}`);
  }
};
