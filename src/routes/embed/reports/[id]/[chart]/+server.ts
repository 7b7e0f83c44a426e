import { isLocale } from '$lib/domain/shared/locale';
import { readEmbeddedChart } from '$lib/server/reporting/public-embed-service';
import { cachedResponse } from '$lib/server/shared/cached-response';
import { refusedReply } from '../../../../(public)/reports/refused-reply';
import { chartPage, chartPolicy, THEMES } from './chart-page';

/** Framed by other sites: a page of its own, without script, cookie or anything to fetch. */
export const GET = async ({ locals, params, request, url, getClientAddress }) => {
  const asked = url.searchParams.get('lang');
  // a frame has no cookies to say the language, and its readers are the other site's
  const locale = isLocale(asked) ? asked : 'en';
  const theme = THEMES.find((one) => one === url.searchParams.get('theme')) ?? 'auto';
  const { id, chart } = params;
  const found = await readEmbeddedChart(locals.app, locals.actor, { id, chart, locale, from: getClientAddress() });
  if (!found.ok) return refusedReply(request, found, locale);
  return cachedResponse(request, chartPage(found.value, locale, theme), {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': chartPolicy(theme),
    'cross-origin-resource-policy': 'cross-origin',
    'cache-control': 'public, max-age=300, must-revalidate'
  });
};
