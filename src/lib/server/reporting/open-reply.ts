import type { Result } from '$lib/domain/shared/result';
import { cachedResponse } from '../shared/cached-response';
import { toReply } from '../shared/to-response';

/** Published figures are for every site and program. */
const OPEN = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'etag',
  'cross-origin-resource-policy': 'cross-origin',
  // a drawing that is opened by itself is a page of ours: it may do nothing
  'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'"
};

/**
 * A public answer of the API: with a validator, for programs on any site, kept for five minutes at most, because
 * somebody may take back words that stand in a report.
 *
 * @param write what the value looks like; JSON where it is left out
 */
export function openReply<T>(
  request: Request,
  result: Result<T>,
  write: (value: T) => { body: string; type: string } = (value) => ({
    body: JSON.stringify(value),
    type: 'application/json'
  })
): Response {
  if (!result.ok) {
    const { text, status, headers } = toReply(result);
    return new Response(text, { status, headers: { ...headers, ...OPEN } });
  }
  const { body, type } = write(result.value);
  const headers = { 'content-type': type, 'cache-control': 'public, max-age=300, must-revalidate', vary: 'accept' };
  return cachedResponse(request, body, { ...headers, ...OPEN });
}

/** What a browser asks before a script of another site may send a validator. */
export function openOptions(): Response {
  const allow = {
    'access-control-allow-methods': 'GET, HEAD',
    'access-control-allow-headers': 'if-none-match, accept'
  };
  return new Response(null, { status: 204, headers: { ...OPEN, ...allow, 'access-control-max-age': '86400' } });
}
