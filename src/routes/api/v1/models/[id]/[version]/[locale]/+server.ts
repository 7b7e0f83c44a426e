import { toResponse } from '$lib/server/shared/to-response';
import { readModel } from '$lib/server/model/public-service';

export const GET = async ({ locals, params }) => {
  const result = await readModel(locals.app, locals.actor, params);
  // a published version never changes
  return toResponse(result, { 'cache-control': 'public, max-age=31536000, immutable' });
};
