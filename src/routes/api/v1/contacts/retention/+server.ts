import { readRetention, setRetention } from '$lib/server/outreach/retention-service';
import { readJson } from '$lib/server/shared/read-json';
import { toResponse } from '$lib/server/shared/to-response';

const fresh = { 'cache-control': 'no-store' };

export const GET = async ({ locals, url }) =>
  toResponse(
    await readRetention(locals.app, locals.actor, { networkId: url.searchParams.get('network') ?? '' }),
    fresh
  );

export const PUT = async ({ locals, request, url }) => {
  const body = await readJson(request);
  if (!body.ok) return toResponse(body, fresh);
  const given = { ...(body.value as object), networkId: url.searchParams.get('network') ?? '' };
  return toResponse(await setRetention(locals.app, locals.actor, given as never), fresh);
};
