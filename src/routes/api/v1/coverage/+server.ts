import { readCoverage } from '$lib/server/outreach/coverage-service';
import { toResponse } from '$lib/server/shared/to-response';

export const GET = async ({ locals, url }) => {
  const given = { networkId: url.searchParams.get('network') ?? '' };
  return toResponse(await readCoverage(locals.app, locals.actor, given), { 'cache-control': 'no-store' });
};
