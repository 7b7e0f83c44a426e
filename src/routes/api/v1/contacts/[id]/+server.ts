import { readContact } from '$lib/server/outreach/contact-list-service';
import { toResponse } from '$lib/server/shared/to-response';

export const GET = async ({ locals, params }) =>
  toResponse(await readContact(locals.app, locals.actor, { contactId: params.id }), { 'cache-control': 'no-store' });
