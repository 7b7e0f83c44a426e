import { isLocale } from '$lib/domain/shared/locale';
import { readAreaFactsheetPdf } from '$lib/server/reporting/public-factsheet-service';
import { cachedResponse } from '$lib/server/shared/cached-response';
import { error } from '@sveltejs/kit';
import { refusedReply } from '../../../../../refused-reply';

export const GET = async ({ locals, params, request, getClientAddress }) => {
  const { id, area, locale } = params;
  if (!isLocale(locale)) error(404, 'not-found');
  const made = await readAreaFactsheetPdf(locals.app, locals.actor, { id, area, locale, from: getClientAddress() });
  if (!made.ok) return refusedReply(request, made, locale);
  return cachedResponse(request, made.value.pdf, {
    'content-type': 'application/pdf',
    'content-disposition': `inline; filename="${made.value.fileName}"`,
    'cache-control': 'public, max-age=300, must-revalidate'
  });
};
