/** What other sites may show in a frame: figures, no form and nobody's data. These pages say their own policy. */
const FRAMED = /^\/embed\/(?:[a-z0-9-]+|reports\/[a-z0-9-]+\/[a-z0-9-]+)(?:\?|$)/;

/** Whether an address is one of those. Everything else is never shown in a frame. */
export function mayBeFramed(url: string | undefined): boolean {
  return FRAMED.test(url ?? '');
}

/**
 * Headers for every answer. Pages rendered by SvelteKit replace the policy with their own, stricter one (nonces);
 * prerendered pages carry theirs with hashes in the page, and this adds what a page cannot say of itself.
 */
export function securityHeaders(origin: string): [string, string][] {
  const headers: [string, string][] = [
    ['content-security-policy', "frame-ancestors 'none'; base-uri 'none'; object-src 'none'; form-action 'self'"],
    ['x-content-type-options', 'nosniff'],
    ['x-frame-options', 'DENY'],
    ['referrer-policy', 'same-origin'],
    ['permissions-policy', 'camera=(), microphone=(), geolocation=(), payment=(), usb=()'],
    ['cross-origin-opener-policy', 'same-origin'],
    ['cross-origin-resource-policy', 'same-origin']
  ];
  if (origin.startsWith('https:')) headers.push(['strict-transport-security', 'max-age=63072000; includeSubDomains']);
  return headers;
}
