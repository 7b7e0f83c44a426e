import { listWaitingVisits } from '$lib/server/outreach/visit-service';
import { toResponse } from '$lib/server/shared/to-response';

/** Who asked for a visit and waits for a call; how many have not confirmed by their mail yet. */
export const GET = async ({ locals, url }) => {
  const input = { networkId: url.searchParams.get('network') ?? '' };
  return toResponse(await listWaitingVisits(locals.app, locals.actor, input), { 'cache-control': 'no-store' });
};
