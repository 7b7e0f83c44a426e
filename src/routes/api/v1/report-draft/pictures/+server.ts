import { MAX_PICTURE_BYTES } from '$lib/domain/reporting/editorial/read-picture';
import { addPicture } from '$lib/server/reporting/picture-service';
import { readBytes } from '$lib/server/shared/read-bytes';
import { toResponse } from '$lib/server/shared/to-response';

const fresh = { 'cache-control': 'no-store' };
const TOO_LARGE = {
  code: 'file-too-large',
  path: 'file',
  message: 'A picture may have at most 4 MB - make it smaller.'
};

export const POST = async ({ locals, request, url }) => {
  const bytes = await readBytes(request, MAX_PICTURE_BYTES, TOO_LARGE);
  if (!bytes.ok) return toResponse(bytes, fresh);
  const networkId = url.searchParams.get('network') ?? '';
  return toResponse(await addPicture(locals.app, locals.actor, { networkId, bytes: bytes.value }), fresh);
};
