import { forgetDevice } from '$lib/server/push/seen-service';
import { toResponse } from '$lib/server/shared/to-response';

/** Nothing is left on this device: nobody is to be told that it is silent. */
export const DELETE = async ({ locals, params }) =>
  toResponse(await forgetDevice(locals.app, locals.actor, { deviceId: params.device }));
