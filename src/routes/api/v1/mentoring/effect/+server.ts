import { readEffectFigures } from '$lib/server/mentoring/effect-figures-service';
import { toResponse } from '$lib/server/shared/to-response';

export const GET = async ({ locals, url }) => {
  const given = { networkId: url.searchParams.get('network') ?? '', to: url.searchParams.get('to') };
  return toResponse(await readEffectFigures(locals.app, locals.actor, given), { 'cache-control': 'no-store' });
};
