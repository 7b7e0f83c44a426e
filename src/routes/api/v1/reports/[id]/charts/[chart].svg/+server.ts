import { isLocale } from '$lib/domain/shared/locale';
import { openOptions, openReply } from '$lib/server/reporting/open-reply';
import { drawChartData } from '$lib/server/reporting/public-data-service';

export const GET = async ({ locals, params, request, url, getClientAddress }) => {
  const asked = url.searchParams.get('lang');
  const locale = isLocale(asked) ? asked : 'en';
  const input = { id: params.id, chart: params.chart, locale, from: getClientAddress() };
  const drawn = await drawChartData(locals.app, locals.actor, input);
  return openReply(request, drawn, (body) => ({ body, type: 'image/svg+xml' }));
};

export const OPTIONS = openOptions;
