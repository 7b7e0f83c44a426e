import { readPublishedPicture } from '$lib/server/reporting/public-service';
import { cachedResponse } from '$lib/server/shared/cached-response';
import { toResponse } from '$lib/server/shared/to-response';

export const GET = async ({ locals, params, request, getClientAddress }) => {
  const { id, sha256 } = params;
  const picture = await readPublishedPicture(locals.app, locals.actor, { id, sha256, from: getClientAddress() });
  if (!picture.ok) return toResponse(picture);
  const { bytes, type } = picture.value;
  const headers = {
    'content-type': type,
    'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
    'cache-control': 'public, max-age=300, must-revalidate'
  };
  return cachedResponse(request, bytes, headers, `"${sha256.slice(0, 27)}"`);
};
