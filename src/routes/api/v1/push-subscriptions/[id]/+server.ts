import { unsubscribePush } from '$lib/server/push/service';
import { toResponse } from '$lib/server/shared/to-response';

export const DELETE = async ({ locals, params }) =>
  toResponse(await unsubscribePush(locals.app, locals.actor, { id: params.id }));
