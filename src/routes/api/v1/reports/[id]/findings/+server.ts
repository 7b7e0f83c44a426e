import { isLocale } from '$lib/domain/shared/locale';
import { openOptions, openReply } from '$lib/server/reporting/open-reply';
import { listFindingData } from '$lib/server/reporting/public-data-service';

export const GET = async ({ locals, params, request, url, getClientAddress }) => {
  const asked = url.searchParams.get('lang');
  const locale = isLocale(asked) ? asked : 'en';
  const input = { id: params.id, locale, from: getClientAddress() };
  return openReply(request, await listFindingData(locals.app, locals.actor, input));
};

export const OPTIONS = openOptions;
