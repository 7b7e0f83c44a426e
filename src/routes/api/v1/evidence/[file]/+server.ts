import { fileTooLarge, MAX_EVIDENCE_BYTES } from '$lib/domain/assessment/evidence-file';
import { readEvidence, storeEvidence } from '$lib/server/assessment/evidence-service';
import { readBytes } from '$lib/server/shared/read-bytes';
import { toResponse } from '$lib/server/shared/to-response';

/** The body is the file; its type is read from it, whatever the sender says. */
export const PUT = async ({ locals, params, url, request }) => {
  const text = (name: string) => url.searchParams.get(name) ?? '';
  const stored = await storeEvidence(locals.app, locals.actor, {
    fileId: params.file,
    assessmentId: text('assessment'),
    criterionId: text('criterion'),
    name: text('name'),
    read: () => readBytes(request, MAX_EVIDENCE_BYTES, fileTooLarge())
  });
  return toResponse(stored, { 'cache-control': 'no-store' });
};

/** Always to be saved, never shown by the browser: whoever attached it is not to be trusted with our pages. */
export const GET = async ({ locals, params }) => {
  const result = await readEvidence(locals.app, locals.actor, { fileId: params.file });
  if (!result.ok) return toResponse(result);
  const { bytes, name, mediaType } = result.value;
  const plain = name.replaceAll(/[^\x20-\x7e]|["\\%;]/g, '_');
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': mediaType.startsWith('text/') ? `${mediaType}; charset=utf-8` : mediaType,
      // RFC 6266: the second form carries letters beyond ASCII
      'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encode(name)}`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
      'cache-control': 'private, no-store'
    }
  });
};

/** RFC 8187: what encodeURIComponent leaves and the grammar does not. */
const encode = (name: string) =>
  encodeURIComponent(name).replaceAll(/['()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);
