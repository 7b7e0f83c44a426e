import { compareTwoEditions } from '$lib/server/reporting/compare-service';
import { toResponse } from '$lib/server/shared/to-response';

export const GET = async ({ locals, params, url }) => {
  const before = url.searchParams.get('before') ?? '';
  const compared = await compareTwoEditions(locals.app, locals.actor, { before, after: params.id });
  return toResponse(compared, { 'cache-control': 'no-store' });
};
