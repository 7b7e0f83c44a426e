import type { Result } from '$lib/domain/shared/result';
import { MAX_PIECE_BYTES, pieceTooLarge } from '$lib/domain/sync/upload';
import { dropUpload, findUpload, receivePiece, type UploadState } from '$lib/server/files/upload-service';
import { readBytes } from '$lib/server/shared/read-bytes';
import { otherPerson } from '$lib/server/shared/other-person';
import { toResponse } from '$lib/server/shared/to-response';

// Resumable upload by the hash of the content, with the words of tus 1.0 (https://tus.io/protocols/resumable-upload)
// for offset and length.

/** The answer without a body says it in headers, and so does a refusal. */
export const HEAD = async ({ locals, params, request }) => {
  const other = otherPerson(locals, request);
  if (other) return bare(other);
  return bare(told(await findUpload(locals.app, locals.actor, { sha256: params.sha256 })));
};

export const PATCH = async ({ locals, params, request }) => {
  const other = otherPerson(locals, request);
  if (other) return other;
  const taken = await receivePiece(locals.app, locals.actor, {
    sha256: params.sha256,
    offset: numberIn(request, 'upload-offset'),
    size: numberIn(request, 'upload-length'),
    read: () => readBytes(request, MAX_PIECE_BYTES, pieceTooLarge())
  });
  return told(taken);
};

export const DELETE = async ({ locals, params, request }) => {
  const other = otherPerson(locals, request);
  return other ?? toResponse(await dropUpload(locals.app, locals.actor, { sha256: params.sha256 }));
};

/** What is no whole number is refused by the service, with the field's name. */
function numberIn(request: Request, header: string): number {
  const text = request.headers.get(header) ?? '';
  return /^\d{1,15}$/.test(text) ? Number(text) : NaN;
}

function told(result: Result<UploadState>): Response {
  const headers: Record<string, string> = { 'cache-control': 'no-store' };
  if (result.ok) {
    headers['upload-offset'] = String(result.value.offset);
    headers['upload-length'] = String(result.value.size);
    return toResponse(result, headers);
  }
  const response = toResponse(result);
  const offset = result.problems[0]?.facts?.offset;
  if (offset !== undefined) response.headers.set('upload-offset', String(offset));
  return response;
}

const bare = ({ status, headers }: Response) => new Response(null, { status, headers });
