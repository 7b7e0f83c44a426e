import type { IncomingMessage } from 'node:http';

/**
 * Mail programs unsubscribe with a form post from a server of theirs, without cookies and without `Origin` (RFC 8058, 3.2), and the
 * framework refuses forms without one. Browsers always send it with a post: where it is missing no browser stands behind, and
 * the address alone says who is meant.
 */
export function markOneClick(request: Pick<IncomingMessage, 'method' | 'url' | 'headers'>, origin: string): void {
  const { method, url, headers } = request;
  if (method !== 'POST' || !/^\/unsubscribe\/[\w-]{43}$/.test(url ?? '')) return;
  if (headers.origin === undefined && headers['sec-fetch-site'] === undefined) headers.origin = new URL(origin).origin;
}
