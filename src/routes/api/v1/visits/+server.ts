import { planNetworkVisits } from '$lib/server/outreach/visits-service';
import { readJson } from '$lib/server/shared/read-json';
import { streamLines } from '$lib/server/shared/stream-lines';
import { toReply, toResponse } from '$lib/server/shared/to-response';

const fresh = { 'cache-control': 'no-store' };

export const POST = async ({ locals: { app, actor }, request }) => {
  const body = await readJson(request);
  if (!body.ok) return toResponse(body, fresh);
  const given = { ...(body.value as object) } as never;
  if (request.headers.get('accept') !== 'application/x-ndjson')
    return toResponse(await planNetworkVisits(app, actor, given, { signal: request.signal }), fresh);
  return streamLines(request.signal, app, async (say, signal) => {
    const plan = await planNetworkVisits(app, actor, given, { signal, onProgress: (progress) => say({ progress }) });
    const { status, text } = toReply(plan);
    return { status, answer: JSON.parse(text) as unknown };
  });
};
