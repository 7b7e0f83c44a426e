/// <reference lib="webworker" />
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { pageOf, showNotification } from './lib/client/notify/show-notification';
import { renewSubscription } from './lib/client/notify/subscription';
import { receiveShare, SHARE_PATH } from './lib/client/share/receive';
import { badgeFromStores } from './lib/client/shell/badge';

declare const self: ServiceWorkerGlobalScope;

// The app's own files; data is never cached here: it lies in each person's own store.
precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();

// Field pages are shell-first: waiting for the network first hangs on a weak signal. The shell holds nobody's data.
const shell = createHandlerBoundToURL('/app');
registerRoute(new NavigationRoute(shell, { allowlist: [/^\/app(\/|$|\?)/] }));

// Every other page comes from the server. Without network the shell says so, and where to go: the browser's own error page
// has no way back in an installed app.
registerRoute(
  new NavigationRoute((options) => fetch(options.request).catch(() => shell(options)), {
    denylist: [/^\/(app|api)(\/|$|\?)/]
  })
);

// what another app shares never leaves the device on its own
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname === SHARE_PATH,
  ({ request }) => receiveShare(request),
  'POST'
);

// A newer version waits until somebody says so in the app.
self.addEventListener('message', (event) => {
  if ((event.data as { type?: string } | null)?.type === 'SKIP_WAITING') void self.skipWaiting();
});
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('push', (event) => {
  event.waitUntil(Promise.allSettled([showNotification(self.registration), badgeFromStores()]));
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(openPage(pageOf(event.notification)));
});

self.addEventListener('pushsubscriptionchange', (event) => {
  const { oldSubscription = null, newSubscription = null } = event as Event & {
    oldSubscription?: PushSubscription | null;
    newSubscription?: PushSubscription | null;
  };
  const renewed = renewSubscription(self.registration.pushManager, oldSubscription, newSubscription);
  (event as ExtendableEvent).waitUntil(renewed.catch(() => undefined));
});

/** Where somebody may be writing: such a window is left as it is. */
const TASK = /^\/app\/(assessment|assist|meetings|share)\/.|^\/(?!app)/;

async function openPage(path: string): Promise<void> {
  const windows = await self.clients.matchAll({ type: 'window' });
  const there = windows.find(({ url }) => new URL(url).pathname === path);
  const idle = there ?? windows.find(({ url }) => !TASK.test(new URL(url).pathname));
  if (!idle) return void (await self.clients.openWindow(path));
  // a window that the worker does not control cannot be sent elsewhere
  const shown = idle === there ? idle : await idle.navigate(path).catch(() => null);
  if (!shown) return void (await self.clients.openWindow(path));
  await shown.focus().catch(() => undefined);
}
