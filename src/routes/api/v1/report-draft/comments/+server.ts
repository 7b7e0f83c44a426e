import { addComment } from '$lib/server/reporting/comment-service';
import { readJson } from '$lib/server/shared/read-json';
import { toResponse } from '$lib/server/shared/to-response';

const fresh = { 'cache-control': 'no-store' };

export const POST = async ({ locals, request }) => {
  const body = await readJson(request);
  return toResponse(
    body.ok ? await addComment(locals.app, locals.actor, { ...(body.value as object) } as never) : body,
    fresh
  );
};
