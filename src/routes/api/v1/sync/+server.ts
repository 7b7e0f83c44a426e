import { pullChanges, pushCommands } from '$lib/server/sync/service';
import { readJson } from '$lib/server/shared/read-json';
import { toResponse } from '$lib/server/shared/to-response';

export const POST = async ({ locals, request }) => {
  const body = await readJson(request);
  return toResponse(body.ok ? await pushCommands(locals.app, locals.actor, body.value) : body);
};

export const GET = async ({ locals, url }) =>
  toResponse(await pullChanges(locals.app, locals.actor, { since: Number(url.searchParams.get('since') ?? 0) }), {
    'cache-control': 'no-store'
  });
