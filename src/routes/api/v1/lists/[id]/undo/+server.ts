import { previewUndo } from '$lib/server/outreach/undo-preview-service';
import { toResponse } from '$lib/server/shared/to-response';

/** What taking an import back would do, and what would stay and why; writes nothing. */
export const GET = async ({ locals, params }) =>
  toResponse(await previewUndo(locals.app, locals.actor, { importId: params.id }), { 'cache-control': 'no-store' });
