import { eraseContact, previewErasure } from '$lib/server/outreach/erasure-service';
import { readJson } from '$lib/server/shared/read-json';
import { toResponse } from '$lib/server/shared/to-response';

const fresh = { 'cache-control': 'no-store' };

export const GET = async ({ locals, params }) =>
  toResponse(await previewErasure(locals.app, locals.actor, { contactId: params.id }), fresh);

/** Answered once nothing of the person is left on the disk. */
export const POST = async ({ locals, params, request }) => {
  const body = await readJson(request);
  if (!body.ok) return toResponse(body, fresh);
  const block = (body.value as { block?: unknown } | null)?.block === true;
  return toResponse(await eraseContact(locals.app, locals.actor, { contactId: params.id, block }), fresh);
};
