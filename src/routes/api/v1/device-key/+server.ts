import { readDeviceKey } from '$lib/server/identity/device-service';
import { readJson } from '$lib/server/shared/read-json';
import { toResponse } from '$lib/server/shared/to-response';

/** What the signed-in person's store on this device is locked with. A POST: the first one makes it. */
export const POST = async ({ locals, request }) => {
  const body = await readJson(request);
  if (!body.ok) return toResponse(body);
  const deviceId = (body.value as { deviceId?: unknown } | null)?.deviceId as string;
  return toResponse(await readDeviceKey(locals.app, locals.actor, { deviceId }), { 'cache-control': 'no-store' });
};
