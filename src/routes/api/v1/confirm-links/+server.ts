import { createConfirmLink } from '$lib/server/assessment/assist-service';
import { readJson } from '$lib/server/shared/read-json';
import { toResponse } from '$lib/server/shared/to-response';

/** A link for a municipality to confirm what was filled in with it: `{assessmentId, email?}`. */
export const POST = async ({ locals, request }) => {
  const body = await readJson(request);
  return toResponse(
    body.ok ? await createConfirmLink(locals.app, locals.actor, body.value as { assessmentId: string }) : body,
    { 'cache-control': 'no-store' }
  );
};
