import { addMaterialVersion } from '$lib/server/outreach/material-service';
import { readMaterialBody } from '$lib/server/outreach/read-material-body';
import { toResponse } from '$lib/server/shared/to-response';

const fresh = { 'cache-control': 'no-store' };

/** A new version under the same address; the body is the file. */
export const POST = async ({ locals, params, request, url }) => {
  const bytes = await readMaterialBody(request);
  if (!bytes.ok) return toResponse(bytes, fresh);
  const file = { fileName: url.searchParams.get('name') ?? '', bytes: bytes.value };
  return toResponse(await addMaterialVersion(locals.app, locals.actor, { materialId: params.id, ...file }), fresh);
};
