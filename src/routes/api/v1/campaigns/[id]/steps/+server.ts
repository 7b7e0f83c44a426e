import { saveStep } from '$lib/server/outreach/campaign-step-service';
import { readJson } from '$lib/server/shared/read-json';
import { toResponse } from '$lib/server/shared/to-response';

const fresh = { 'cache-control': 'no-store' };

export const POST = async ({ locals, params, request }) => {
  const body = await readJson(request);
  if (!body.ok) return toResponse(body, fresh);
  const given = { stepId: null, ...(body.value as object), campaignId: params.id };
  return toResponse(await saveStep(locals.app, locals.actor, given as never), fresh);
};
