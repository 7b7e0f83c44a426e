import { describeDevice } from '$lib/domain/identity/describe-device';
import { subscribePush } from '$lib/server/push/service';
import { readJson } from '$lib/server/shared/read-json';
import { toResponse } from '$lib/server/shared/to-response';

/** A POST that may be repeated: a browser says its endpoint whenever it is opened. */
export const POST = async ({ locals, request }) => {
  const body = await readJson(request);
  if (!body.ok) return toResponse(body);
  const { endpoint, replaces } = (body.value ?? {}) as { endpoint: string; replaces?: string };
  const device = describeDevice(request.headers.get('user-agent'));
  return toResponse(await subscribePush(locals.app, locals.actor, { endpoint, replaces, device }));
};
