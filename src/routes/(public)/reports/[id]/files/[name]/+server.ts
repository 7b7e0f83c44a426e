import { getLocale } from '$lib/paraglide/runtime.js';
import { readPublishedFile } from '$lib/server/reporting/public-files-service';
import { cachedResponse } from '$lib/server/shared/cached-response';
import { refusedReply } from '../../../refused-reply';

/** Shown where a browser can show it; what people edit is saved. */
const SHOWN = /^(application\/(pdf|json|ld\+json))/;

export const GET = async ({ locals, params, request, getClientAddress }) => {
  const { id, name: wanted } = params;
  const file = await readPublishedFile(locals.app, locals.actor, { id, name: wanted, from: getClientAddress() });
  if (!file.ok) return refusedReply(request, file, getLocale());
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
