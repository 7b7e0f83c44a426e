import { readPublicSide, savePublicSide } from '$lib/server/outreach/page-service';
import { readJson } from '$lib/server/shared/read-json';
import { toResponse } from '$lib/server/shared/to-response';

const fresh = { 'cache-control': 'no-store' };

/** What a network shows to everybody, as its coordinators set it. */
export const GET = async ({ locals, url }) => {
  const networkId = url.searchParams.get('network') ?? '';
  return toResponse(await readPublicSide(locals.app, locals.actor, { networkId }), fresh);
};

export const PUT = async ({ locals, request, url }) => {
  const body = await readJson(request);
  if (!body.ok) return toResponse(body, fresh);
  const given = { ...(body.value as object), networkId: url.searchParams.get('network') ?? '' };
  return toResponse(await savePublicSide(locals.app, locals.actor, given as never), fresh);
};
