import { isLocale } from '$lib/domain/shared/locale';
import { readBookletPdf } from '$lib/server/model/public-booklet-service';
import { cachedResponse } from '$lib/server/shared/cached-response';
import { toResponse } from '$lib/server/shared/to-response';
import { error } from '@sveltejs/kit';

export const GET = async ({ locals, params, request }) => {
  if (!isLocale(params.locale)) error(404, 'not-found');
  const made = await readBookletPdf(locals.app, locals.actor, { model: params.model, locale: params.locale });
  if (!made.ok) return toResponse(made);
  const { pdf, etag, fileName } = made.value;
  const headers = {
    'content-type': 'application/pdf',
    'content-disposition': `inline; filename="${fileName}"`,
    // the model never changes, its layout may with the next release
    'cache-control': 'public, max-age=86400'
  };
  return cachedResponse(request, pdf, headers, etag);
};
