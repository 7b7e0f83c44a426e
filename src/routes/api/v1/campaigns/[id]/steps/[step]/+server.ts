import { previewMessage, removeStep } from '$lib/server/outreach/campaign-step-service';
import { toResponse } from '$lib/server/shared/to-response';

const fresh = { 'cache-control': 'no-store' };
const whole = (text: string | null) => (/^\d{1,6}$/.test(text ?? '') ? Number(text) : 0);

/** One recipient's message, word for word. */
export const GET = async ({ locals, params, url }) => {
  const input = { campaignId: params.id, stepId: params.step, index: whole(url.searchParams.get('index')) };
  return toResponse(await previewMessage(locals.app, locals.actor, input), fresh);
};

export const DELETE = async ({ locals, params, url }) => {
  const input = { campaignId: params.id, stepId: params.step, version: whole(url.searchParams.get('version')) };
  return toResponse(await removeStep(locals.app, locals.actor, input), fresh);
};
