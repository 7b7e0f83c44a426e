import { isLocale } from '$lib/domain/shared/locale';
import { readWidget } from '$lib/server/outreach/public-widget-service';
import { cachedResponse } from '$lib/server/shared/cached-response';
import { toResponse } from '$lib/server/shared/to-response';
import { WIDGET_POLICY, widgetPage } from './widget-page';

/** Framed by other sites: a page of its own, without script, cookie or anything to fetch. */
export const GET = async ({ locals, params, request, url }) => {
  const figures = await readWidget(locals.app, locals.actor, { slug: params.slug });
  if (!figures.ok) return toResponse(figures);
  const asked = url.searchParams.get('lang');
  // a frame has no cookies to say the language, and its readers are the other site's
  const locale = isLocale(asked) ? asked : figures.value.locale;
  return cachedResponse(request, widgetPage(figures.value, locale), {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': WIDGET_POLICY,
    'cross-origin-resource-policy': 'cross-origin',
    'cache-control': 'public, max-age=3600'
  });
};
