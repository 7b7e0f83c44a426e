import { revokeAccessLink } from '$lib/server/assessment/access-link-service';
import { toResponse } from '$lib/server/shared/to-response';

export const DELETE = async ({ locals, params }) =>
  toResponse(await revokeAccessLink(locals.app, locals.actor, { linkId: params.id }));
