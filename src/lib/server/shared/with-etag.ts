import { createHash } from 'node:crypto';

/**
 * An answer of the API with a validator of its content: `304` without a body where whoever asks has it already
 * (RFC 9110, section 13.1.2). What one person sees stays out of every cache.
 */
export async function withEtag(request: Request, response: Response): Promise<Response> {
  if (!response.ok) return response;
  const body = await response.text();
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
  const headers = { 'cache-control': 'private, no-store', etag };
  const asked = request.headers.get('if-none-match')?.split(',') ?? [];
  const same = asked.some((tag) => tag.trim().replace(/^W\//, '') === etag);
  if (same) return new Response(null, { status: 304, headers });
  return new Response(body, { headers: { ...headers, 'content-type': 'application/json' } });
}
