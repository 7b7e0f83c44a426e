import { readBoard } from '$lib/server/mentoring/board-service';
import { computeRound } from '$lib/server/mentoring/round-service';
import { readJson } from '$lib/server/shared/read-json';
import { toResponse } from '$lib/server/shared/to-response';

const fresh = { 'cache-control': 'no-store' };

export const GET = async ({ locals, params }) =>
  toResponse(await readBoard(locals.app, locals.actor, { roundId: params.id }), fresh);

export const POST = async ({ locals, params, request }) => {
  const body = await readJson(request);
  if (!body.ok) return toResponse(body, fresh);
  const given = { ...(body.value as object), roundId: params.id };
  return toResponse(await computeRound(locals.app, locals.actor, given as never), fresh);
};
