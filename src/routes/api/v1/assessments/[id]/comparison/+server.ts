import { comparePeers } from '$lib/server/assessment/compare-service';
import { toResponse } from '$lib/server/shared/to-response';
import { withEtag } from '$lib/server/shared/with-etag';

/** One's own assessment beside those of similar municipalities, and beside one's own earlier ones. */
export const GET = async ({ locals, params, request }) =>
  withEtag(request, toResponse(await comparePeers(locals.app, locals.actor, { assessmentId: params.id })));
