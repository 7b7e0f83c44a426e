import { ok } from '$lib/domain/shared/result';
import { createCampaign, listCampaigns } from '$lib/server/outreach/campaign-service';
import { showCampaign } from '$lib/server/outreach/show-campaign';
import { readJson } from '$lib/server/shared/read-json';
import { toResponse } from '$lib/server/shared/to-response';

const fresh = { 'cache-control': 'no-store' };

export const GET = async ({ locals, url }) => {
  const networkId = url.searchParams.get('network') ?? '';
  const list = await listCampaigns(locals.app, locals.actor, { networkId });
  if (!list.ok) return toResponse(list, fresh);
  const campaigns = list.value.map(({ campaign, counts }) => ({ campaign: showCampaign(campaign), counts }));
  return toResponse(ok({ campaigns }), fresh);
};

export const POST = async ({ locals, request }) => {
  const body = await readJson(request);
  return toResponse(body.ok ? await createCampaign(locals.app, locals.actor, body.value as never) : body, fresh);
};
