import { ok } from '$lib/domain/shared/result';
import { dropMailFile, listWaiting } from '$lib/server/outreach/campaign-reply-service';
import { readBytes } from '$lib/server/shared/read-bytes';
import { toResponse } from '$lib/server/shared/to-response';

const fresh = { 'cache-control': 'no-store' };
const MOST = 10 * 1024 * 1024;
const TOO_LARGE = {
  ...{ code: 'file-too-large', path: 'file' },
  message: 'A mail may have 10 MB - save it without what is attached to it.'
};

/** Replies that wait for a person. */
export const GET = async ({ locals, url }) => {
  const waiting = await listWaiting(locals.app, locals.actor, { networkId: url.searchParams.get('network') ?? '' });
  return toResponse(waiting.ok ? ok({ replies: waiting.value }) : waiting, fresh);
};

/** Takes one mail in, as a file has it (`.eml`). */
export const POST = async ({ locals, request, url }) => {
  const bytes = await readBytes(request, MOST, TOO_LARGE);
  if (!bytes.ok) return toResponse(bytes, fresh);
  const input = { networkId: url.searchParams.get('network') ?? '', bytes: bytes.value };
  return toResponse(await dropMailFile(locals.app, locals.actor, input), fresh);
};
