import { findExamples } from '$lib/server/assessment/example-service';
import { toResponse } from '$lib/server/shared/to-response';
import { withEtag } from '$lib/server/shared/with-etag';

/** Who near in size took which step lately, and agrees to be named. */
export const GET = async ({ locals, params, request }) =>
  withEtag(request, toResponse(await findExamples(locals.app, locals.actor, { assessmentId: params.id })));
