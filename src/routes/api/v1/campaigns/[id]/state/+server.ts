import { refuse } from '$lib/domain/shared/result';
import { startCampaign, turnCampaign } from '$lib/server/outreach/campaign-run-service';
import { readJson } from '$lib/server/shared/read-json';
import { toResponse } from '$lib/server/shared/to-response';

const fresh = { 'cache-control': 'no-store' };
const TURNS = ['pause', 'resume', 'stop'] as const;

export const POST = async ({ locals: { app, actor }, params, request }) => {
  const body = await readJson(request);
  if (!body.ok) return toResponse(body, fresh);
  const { to, version } = { ...(body.value as { to?: unknown; version?: unknown }) };
  const campaignId = params.id;
  if (to === 'start')
    return toResponse(await startCampaign(app, actor, { campaignId, version: Number(version) }), fresh);
  const turn = TURNS.find((known) => known === to);
  if (!turn) {
    const got = String(to).slice(0, 40);
    return toResponse(refuse('turn-unknown', 'to', `"to" is start, pause, resume or stop - got "${got}".`), fresh);
  }
  return toResponse(await turnCampaign(app, actor, { campaignId, to: turn }), fresh);
};
