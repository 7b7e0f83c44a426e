// Used by the page and by the service worker, which knows nothing of the person.

/** Tells the server where this browser gets its notifications. @returns its id there; null where that did not work */
export async function sendEndpoint(endpoint: string, replaces?: string): Promise<string | null> {
  try {
    const response = await fetch('/api/v1/push-subscriptions', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ endpoint, ...(replaces && { replaces }) }),
      redirect: 'manual',
      signal: AbortSignal.timeout(10_000)
    });
    return response.ok ? ((await response.json()) as { id: string }).id : null;
  } catch {
    // no network, or a captive portal's page: said again when the app is opened
    return null;
  }
}

export interface PushState {
  key: string;
  locale: string;
  path: string;
}

/** What the server has to say of notifications; null without network or session. */
export async function askPushState(): Promise<PushState | null> {
  try {
    const response = await fetch('/api/v1/push', {
      cache: 'no-store',
      redirect: 'manual',
      signal: AbortSignal.timeout(5_000)
    });
    return response.ok ? ((await response.json()) as PushState) : null;
  } catch {
    return null;
  }
}

/** The browser has, or needs, another endpoint: the server learns it, and forgets the old one. */
export async function renewSubscription(
  manager: PushManager,
  former: PushSubscription | null,
  present: PushSubscription | null
): Promise<void> {
  const key = former?.options.applicationServerKey ?? (await askPushState())?.key;
  const renewed =
    present ?? (key ? await manager.subscribe({ userVisibleOnly: true, applicationServerKey: key }) : null);
  if (renewed) await sendEndpoint(renewed.endpoint, former?.endpoint);
}
