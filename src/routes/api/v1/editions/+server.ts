import { ok } from '$lib/domain/shared/result';
import { listEditions } from '$lib/server/reporting/edition-list-service';
import { freezeEdition } from '$lib/server/reporting/edition-service';
import { readJson } from '$lib/server/shared/read-json';
import { toResponse } from '$lib/server/shared/to-response';

const fresh = { 'cache-control': 'no-store' };

export const GET = async ({ locals, url }) => {
  const networkId = url.searchParams.get('network') ?? '';
  const listed = await listEditions(locals.app, locals.actor, { networkId });
  return toResponse(listed.ok ? ok({ editions: listed.value }) : listed, fresh);
};

/** Freezes the report as it stands. */
export const POST = async ({ locals, request }) => {
  const body = await readJson(request);
  return toResponse(
    body.ok ? await freezeEdition(locals.app, locals.actor, { ...(body.value as { networkId: string }) }) : body,
    fresh
  );
};
