import { readPublishedFile } from '$lib/server/reporting/public-files-service';
import { cachedResponse } from '$lib/server/shared/cached-response';
import { toResponse } from '$lib/server/shared/to-response';

/** Shown where a browser can show it; what people edit is saved. */
const SHOWN = /^(application\/(pdf|json|ld\+json))/;

export const GET = async ({ locals, params, request }) => {
  const file = await readPublishedFile(locals.app, locals.actor, { id: params.id, name: params.name });
  if (!file.ok) return toResponse(file);
  const { bytes, mediaType, name, etag } = file.value;
  const headers = {
    'content-type': mediaType,
    'content-disposition': `${SHOWN.test(mediaType) ? 'inline' : 'attachment'}; filename="${name}"`,
    // words that somebody takes back go from the file too, so a copy is asked after; the hash makes that cheap
    'cache-control': 'public, max-age=300, must-revalidate',
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin'
  };
  return cachedResponse(request, bytes, headers, etag);
};
