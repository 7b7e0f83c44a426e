import { createHash } from 'node:crypto';

/**
 * A public answer with a validator: `304` without a body where whoever asks has it already (RFC 9110, section 13.1.2).
 *
 * @param etag that of the body, where it is known already
 */
export function cachedResponse(
  request: Request,
  body: string | Uint8Array,
  headers: Record<string, string>,
  etag = etagOf(body)
): Response {
  const all = { ...headers, etag };
  if (knownTags(request).includes(etag)) return new Response(null, { status: 304, headers: all });
  return new Response(typeof body === 'string' ? body : new Uint8Array(body), { headers: all });
}

/** What whoever asks has already, as strong tags. */
export function knownTags(request: Request): string[] {
  const asked = request.headers.get('if-none-match')?.split(',') ?? [];
  return asked.map((tag) => tag.trim().replace(/^W\//, ''));
}

function etagOf(body: string | Uint8Array): string {
  return `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
}
