import { ok } from '$lib/domain/shared/result';
import { readProgress } from '$lib/server/outreach/campaign-results-service';
import { discardCampaign, saveCampaign } from '$lib/server/outreach/campaign-service';
import { readCampaign } from '$lib/server/outreach/campaign-step-service';
import { showWithin } from '$lib/server/outreach/show-campaign';
import { readJson } from '$lib/server/shared/read-json';
import { toResponse } from '$lib/server/shared/to-response';

const fresh = { 'cache-control': 'no-store' };

export const GET = async ({ locals: { app, actor }, params }) => {
  const campaignId = params.id;
  const read = showWithin(await readCampaign(app, actor, { campaignId }));
  if (!read.ok) return toResponse(read, fresh);
  const progress = await readProgress(app, actor, { campaignId });
  if (!progress.ok) return toResponse(progress, fresh);
  const { recipients, replies, touches, results } = progress.value;
  return toResponse(ok({ ...read.value, recipients, replies, touches, results }), fresh);
};

export const PUT = async ({ locals, params, request }) => {
  const body = await readJson(request);
  if (!body.ok) return toResponse(body, fresh);
  const given = { ...(body.value as object), campaignId: params.id };
  return toResponse(await saveCampaign(locals.app, locals.actor, given as never), fresh);
};

export const DELETE = async ({ locals, params }) =>
  toResponse(await discardCampaign(locals.app, locals.actor, { campaignId: params.id }), fresh);
