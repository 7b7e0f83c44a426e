import { settleVisit } from '$lib/server/outreach/visit-service';
import { readJson } from '$lib/server/shared/read-json';
import { toResponse } from '$lib/server/shared/to-response';

const fresh = { 'cache-control': 'no-store' };

/** What the call led to. */
export const POST = async ({ locals, params, request }) => {
  const body = await readJson(request);
  if (!body.ok) return toResponse(body, fresh);
  const given = { ...(body.value as object), signUpId: params.id };
  return toResponse(await settleVisit(locals.app, locals.actor, given as never), fresh);
};
