import { LOCALES, type Locale } from '$lib/domain/shared/locale';
import { m } from '$lib/paraglide/messages.js';
import { readCatalog } from '$lib/server/reporting/public-catalog-service';
import { cachedResponse } from '$lib/server/shared/cached-response';

const inEach = (say: (locale: Locale) => string) =>
  Object.fromEntries(LOCALES.map((locale) => [locale, say(locale)])) as Record<Locale, string>;

export const GET = async ({ locals, request }) => {
  const words = {
    title: inEach((locale) => m.report_list_title({}, { locale })),
    description: inEach((locale) => m.report_list_lead({}, { locale }))
  };
  const catalog = await readCatalog(locals.app, locals.actor, { words });
  return cachedResponse(request, JSON.stringify(catalog), {
    'content-type': 'application/ld+json',
    'cache-control': 'public, max-age=300, must-revalidate',
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin'
  });
};
