import { settleComment } from '$lib/server/reporting/comment-service';
import { toResponse } from '$lib/server/shared/to-response';

export const POST = async ({ locals, params }) =>
  toResponse(await settleComment(locals.app, locals.actor, { commentId: params.id }), { 'cache-control': 'no-store' });
