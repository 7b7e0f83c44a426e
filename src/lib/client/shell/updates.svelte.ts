import type { Workbox } from 'workbox-window';

/** The service worker: registered once, and a newer one waits until somebody says so. */
class Updates {
  waiting = $state(false);
  #workbox: Workbox | null = null;

  async register(): Promise<void> {
    if (!('serviceWorker' in navigator) || this.#workbox) return;
    const { Workbox } = await import('workbox-window');
    const workbox = new Workbox('/service-worker.js', { scope: '/' });
    workbox.addEventListener('waiting', () => (this.waiting = true));
    this.#workbox = workbox;
    // no service worker (http on another host, private mode): the app works, only not without network
    workbox.register().catch((error: unknown) => console.warn('Offline use is not available here:', error));
  }

  /** Lets the waiting version take over and reloads; data is never touched. */
  apply(): void {
    this.#workbox?.addEventListener('controlling', () => location.reload());
    this.#workbox?.messageSkipWaiting();
  }
}

export const updates = new Updates();
