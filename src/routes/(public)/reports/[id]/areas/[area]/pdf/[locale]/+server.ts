import { isLocale } from '$lib/domain/shared/locale';
import { readAreaFactsheetPdf } from '$lib/server/reporting/public-factsheet-service';
import { cachedResponse } from '$lib/server/shared/cached-response';
import { toResponse } from '$lib/server/shared/to-response';
import { error } from '@sveltejs/kit';

export const GET = async ({ locals, params, request }) => {
  const { id, area, locale } = params;
  if (!isLocale(locale)) error(404, 'not-found');
  const made = await readAreaFactsheetPdf(locals.app, locals.actor, { id, area, locale });
  if (!made.ok) return toResponse(made);
  return cachedResponse(request, made.value.pdf, {
    'content-type': 'application/pdf',
    'content-disposition': `inline; filename="${made.value.fileName}"`,
    'cache-control': 'public, max-age=300, must-revalidate'
  });
};
