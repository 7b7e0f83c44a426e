import { saveMaterial } from '$lib/server/outreach/material-service';
import { readJson } from '$lib/server/shared/read-json';
import { toResponse } from '$lib/server/shared/to-response';

const fresh = { 'cache-control': 'no-store' };

/** Title, description, and for whom it is. */
export const PUT = async ({ locals, params, request }) => {
  const body = await readJson(request);
  if (!body.ok) return toResponse(body, fresh);
  const given = { ...(body.value as object), materialId: params.id };
  return toResponse(await saveMaterial(locals.app, locals.actor, given as never), fresh);
};
