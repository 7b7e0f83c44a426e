import { quoteForReport } from '$lib/server/outreach/ledger-service';
import { toResponse } from '$lib/server/shared/to-response';

export const GET = async ({ locals, params }) =>
  toResponse(await quoteForReport(locals.app, locals.actor, { raisedId: params.id }), { 'cache-control': 'no-store' });
