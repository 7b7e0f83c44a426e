import { ok } from '$lib/domain/shared/result';
import { isLocale } from '$lib/domain/shared/locale';
import { findNumbers } from '$lib/server/reporting/piece-service';
import { toResponse } from '$lib/server/shared/to-response';

export const GET = async ({ locals, url: { searchParams } }) => {
  const lang = searchParams.get('lang');
  const found = await findNumbers(locals.app, locals.actor, {
    ...{ networkId: searchParams.get('network') ?? '', find: searchParams.get('find') ?? '' },
    waveId: searchParams.get('wave') ?? undefined,
    locale: isLocale(lang) ? lang : 'en'
  });
  return toResponse(found.ok ? ok({ numbers: found.value }) : found, { 'cache-control': 'no-store' });
};
