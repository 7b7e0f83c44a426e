import { readImport, stopImport, undoListImport } from '$lib/server/outreach/list-import-service';
import { toResponse } from '$lib/server/shared/to-response';

const fresh = { 'cache-control': 'no-store' };

export const GET = async ({ locals, params }) =>
  toResponse(await readImport(locals.app, locals.actor, { importId: params.id }), fresh);

/** Takes it back; `stop=yes` only asks it to stop. */
export const DELETE = async ({ locals, params, url }) => {
  const { app, actor } = locals;
  const input = { importId: params.id };
  if (url.searchParams.get('stop') === 'yes') return toResponse(await stopImport(app, actor, input), fresh);
  return toResponse(await undoListImport(app, actor, input), fresh);
};
