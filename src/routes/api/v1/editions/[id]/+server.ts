import { showEdition } from '$lib/server/reporting/edition-list-service';
import { toResponse } from '$lib/server/shared/to-response';

export const GET = async ({ locals, params }) =>
  toResponse(await showEdition(locals.app, locals.actor, { editionId: params.id }), { 'cache-control': 'no-store' });
