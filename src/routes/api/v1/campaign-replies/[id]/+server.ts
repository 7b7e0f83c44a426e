import { sortReply } from '$lib/server/outreach/campaign-reply-service';
import { readJson } from '$lib/server/shared/read-json';
import { toResponse } from '$lib/server/shared/to-response';

const fresh = { 'cache-control': 'no-store' };

/** A person says what a reply is. */
export const POST = async ({ locals, params, request }) => {
  const body = await readJson(request);
  if (!body.ok) return toResponse(body, fresh);
  const given = { ...(body.value as object), replyId: params.id };
  return toResponse(await sortReply(locals.app, locals.actor, given as never), fresh);
};
