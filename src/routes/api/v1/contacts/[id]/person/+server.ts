import { exportPerson } from '$lib/server/outreach/person-service';
import { toResponse } from '$lib/server/shared/to-response';

/** POST: that somebody looked at everything about a person is noted. */
export const POST = async ({ locals, params }) =>
  toResponse(await exportPerson(locals.app, locals.actor, { contactId: params.id }), { 'cache-control': 'no-store' });
