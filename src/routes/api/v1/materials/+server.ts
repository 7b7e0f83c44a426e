import type { Audience } from '$lib/domain/outreach/material';
import { ok } from '$lib/domain/shared/result';
import { addMaterial, listMaterials } from '$lib/server/outreach/material-service';
import { readMaterialBody, textsIn } from '$lib/server/outreach/read-material-body';
import { toResponse } from '$lib/server/shared/to-response';

const fresh = { 'cache-control': 'no-store' };

/** The library with what was withdrawn, every version and the downloads. */
export const GET = async ({ locals, url }) => {
  const list = await listMaterials(locals.app, locals.actor, { networkId: url.searchParams.get('network') ?? '' });
  return toResponse(list.ok ? ok({ materials: list.value }) : list, fresh);
};

/** The body is the file. */
export const POST = async ({ locals, request, url }) => {
  const bytes = await readMaterialBody(request);
  if (!bytes.ok) return toResponse(bytes, fresh);
  const said = (name: string) => url.searchParams.get(name) ?? '';
  const added = await addMaterial(locals.app, locals.actor, {
    ...{ networkId: said('network'), texts: textsIn(url), audience: (said('audience') || 'public') as Audience },
    ...{ fileName: said('name'), bytes: bytes.value }
  });
  return toResponse(added, fresh);
};
