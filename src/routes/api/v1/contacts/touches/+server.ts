import { listTouches } from '$lib/server/outreach/touch-list-service';
import { toResponse } from '$lib/server/shared/to-response';

export const GET = async ({ locals, url }) => {
  const said = (name: string) => url.searchParams.get(name) ?? '';
  const found = await listTouches(locals.app, locals.actor, { networkId: said('network'), who: said('who') });
  return toResponse(found, { 'cache-control': 'no-store' });
};
