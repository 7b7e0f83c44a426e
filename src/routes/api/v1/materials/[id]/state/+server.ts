import { refuse } from '$lib/domain/shared/result';
import { withdrawMaterial } from '$lib/server/outreach/material-service';
import { readJson } from '$lib/server/shared/read-json';
import { toResponse } from '$lib/server/shared/to-response';

const fresh = { 'cache-control': 'no-store' };

/** Takes it out of the library, or puts it back. */
export const POST = async ({ locals, params, request }) => {
  const body = await readJson(request);
  if (!body.ok) return toResponse(body, fresh);
  const { to } = { ...(body.value as { to?: unknown }) };
  if (to !== 'publish' && to !== 'withdraw') {
    const got = String(to).slice(0, 40);
    return toResponse(refuse('state-unknown', 'to', `"to" is publish or withdraw - got "${got}".`), fresh);
  }
  const input = { materialId: params.id, withdrawn: to === 'withdraw' };
  return toResponse(await withdrawMaterial(locals.app, locals.actor, input), fresh);
};
