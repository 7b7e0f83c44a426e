import { publishEdition } from '$lib/server/reporting/edition-service';
import { toResponse } from '$lib/server/shared/to-response';

export const POST = async ({ locals, params }) =>
  toResponse(await publishEdition(locals.app, locals.actor, { editionId: params.id }), { 'cache-control': 'no-store' });
