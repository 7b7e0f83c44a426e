import { readHistory } from '$lib/server/assessment/history-service';
import { toResponse } from '$lib/server/shared/to-response';

export const GET = async ({ locals, url }) => {
  const result = await readHistory(locals.app, locals.actor, {
    assessmentId: url.searchParams.get('assessment') ?? '',
    criterionId: url.searchParams.get('criterion') ?? ''
  });
  return toResponse(result, { 'cache-control': 'no-store' });
};
