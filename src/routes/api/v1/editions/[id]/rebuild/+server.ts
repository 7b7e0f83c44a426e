import { rebuildEdition } from '$lib/server/reporting/rebuild-service';
import { toResponse } from '$lib/server/shared/to-response';

/** Makes the edition again and says whether it came out the same; takes seconds. */
export const POST = async ({ locals, params }) =>
  toResponse(await rebuildEdition(locals.app, locals.actor, { editionId: params.id }), { 'cache-control': 'no-store' });
