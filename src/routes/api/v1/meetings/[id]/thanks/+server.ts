import { previewThanks, sendThanks } from '$lib/server/outreach/thanks-service';
import { readJson } from '$lib/server/shared/read-json';
import { toResponse } from '$lib/server/shared/to-response';

const fresh = { 'cache-control': 'no-store' };

export const GET = async ({ locals, params, url }) => {
  const locale = url.searchParams.get('locale') ?? undefined;
  return toResponse(await previewThanks(locals.app, locals.actor, { meetingId: params.id, locale }), fresh);
};

export const POST = async ({ locals, params, request }) => {
  const body = await readJson(request);
  if (!body.ok) return toResponse(body, fresh);
  const letter = { ...(body.value as Parameters<typeof sendThanks>[2]), meetingId: params.id };
  return toResponse(await sendThanks(locals.app, locals.actor, letter), fresh);
};
