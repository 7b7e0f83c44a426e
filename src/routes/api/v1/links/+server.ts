import { createAccessLink } from '$lib/server/assessment/access-link-service';
import { readJson } from '$lib/server/shared/read-json';
import { toResponse } from '$lib/server/shared/to-response';

/** The token is in this answer and nowhere else. */
export const POST = async ({ locals, request }) => {
  const body = await readJson(request);
  const made = body.ok ? await createAccessLink(locals.app, locals.actor, body.value as never) : body;
  return toResponse(made, { 'cache-control': 'no-store' });
};
