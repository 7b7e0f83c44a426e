/// <reference lib="webworker" />
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';

declare const self: ServiceWorkerGlobalScope;

// The app's own files; data is never cached here: it lies in each person's own store.
precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();

// Field pages are shell-first: waiting for the network first hangs on a weak signal. The shell holds nobody's data.
registerRoute(new NavigationRoute(createHandlerBoundToURL('/app'), { allowlist: [/^\/app(\/|$|\?)/] }));

// A newer version waits until somebody says so in the app.
self.addEventListener('message', (event) => {
  if ((event.data as { type?: string } | null)?.type === 'SKIP_WAITING') void self.skipWaiting();
});
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
