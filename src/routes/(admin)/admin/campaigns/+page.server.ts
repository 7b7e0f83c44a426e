import { listWaiting } from '$lib/server/outreach/campaign-reply-service';
import { createCampaign, listCampaigns } from '$lib/server/outreach/campaign-service';
import { readForm, statusOf } from '$lib/server/shared/form';
import { fail, redirect } from '@sveltejs/kit';
import { needNetwork } from '../../need';
import { orError } from '../../or-error';
import { ROLES } from './roles';

export const load = async (event) => {
  const { networkId, networkName } = needNetwork(event, ROLES);
  const { app, actor } = event.locals;
  const list = orError(await listCampaigns(app, actor, { networkId }));
  const waiting = orError(await listWaiting(app, actor, { networkId }));
  return {
    networkId,
    networkName,
    waiting: waiting.length,
    campaigns: list.map(({ campaign: { id, name, state }, counts }) => ({ id, name, state, ...counts }))
  };
};

export const actions = {
  create: async (event) => {
    const { networkId } = needNetwork(event, ROLES);
    const { name = '' } = readForm(await event.request.formData());
    const made = await createCampaign(event.locals.app, event.locals.actor, { networkId, name });
    if (!made.ok) return fail(statusOf(made.problems), { name, problems: made.problems });
    redirect(303, `/admin/campaigns/${made.value.campaignId}?network=${networkId}`);
  }
};
