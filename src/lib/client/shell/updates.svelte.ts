import type { Workbox } from 'workbox-window';

const LOOK_MS = 60 * 60 * 1000;

/** The service worker: registered once, and a newer one waits until somebody says so. */
class Updates {
  waiting = $state(false);
  /** Another window has taken the newer version: what this one has not loaded yet is gone from the cache. */
  replaced = $state(false);
  #workbox: Workbox | null = null;
  #applying = false;

  async register(): Promise<void> {
    if (!('serviceWorker' in navigator) || this.#workbox) return;
    const { Workbox } = await import('workbox-window');
    const workbox = new Workbox('/service-worker.js', { scope: '/' });
    workbox.addEventListener('waiting', () => (this.waiting = true));
    workbox.addEventListener('controlling', ({ isUpdate }) => {
      if (this.#applying) location.reload();
      else if (isUpdate) this.replaced = true;
    });
    this.#workbox = workbox;
    // an installed app stays open for weeks, and its pages never load from the server
    let looked = Date.now();
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState !== 'visible' || Date.now() - looked < LOOK_MS) return;
      looked = Date.now();
      workbox.update().catch(() => undefined);
    });
    // no service worker (http on another host, private mode): the app works, only not without network
    workbox.register().catch((error: unknown) => console.warn('Offline use is not available here:', error));
  }

  /** Lets the waiting version take over and reloads; data is never touched. */
  apply(): void {
    if (this.replaced) return location.reload();
    this.#applying = true;
    this.#workbox?.messageSkipWaiting();
  }
}

export const updates = new Updates();
