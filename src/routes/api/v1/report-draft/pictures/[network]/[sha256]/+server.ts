import { readDraftPicture } from '$lib/server/reporting/picture-service';
import { toResponse } from '$lib/server/shared/to-response';

export const GET = async ({ locals, params: { network: networkId, sha256 } }) => {
  const read = await readDraftPicture(locals.app, locals.actor, { networkId, sha256 });
  if (!read.ok) return toResponse(read);
  return new Response(new Uint8Array(read.value.bytes), {
    headers: {
      'content-type': read.value.type,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      'cache-control': 'private, max-age=3600'
    }
  });
};
