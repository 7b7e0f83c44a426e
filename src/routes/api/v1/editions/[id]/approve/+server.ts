import { approveEdition } from '$lib/server/reporting/edition-service';
import { readJson } from '$lib/server/shared/read-json';
import { toResponse } from '$lib/server/shared/to-response';

const fresh = { 'cache-control': 'no-store' };

export const POST = async ({ locals, params, request }) => {
  const body = await readJson(request);
  if (!body.ok) return toResponse(body, fresh);
  const { sha256 } = { ...(body.value as { sha256: string }) };
  return toResponse(await approveEdition(locals.app, locals.actor, { editionId: params.id, sha256 }), fresh);
};
