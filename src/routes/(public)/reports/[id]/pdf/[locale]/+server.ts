import { isLocale } from '$lib/domain/shared/locale';
import { readPublishedPdf } from '$lib/server/reporting/public-service';
import { toResponse } from '$lib/server/shared/to-response';
import { error } from '@sveltejs/kit';

export const GET = async ({ locals, params }) => {
  if (!isLocale(params.locale)) error(404, 'not-found');
  const result = await readPublishedPdf(locals.app, locals.actor, { id: params.id, locale: params.locale });
  if (!result.ok) return toResponse(result);
  return new Response(new Uint8Array(result.value.pdf), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="${result.value.fileName}"`,
      // an edition never changes
      'cache-control': 'public, max-age=31536000, immutable'
    }
  });
};
