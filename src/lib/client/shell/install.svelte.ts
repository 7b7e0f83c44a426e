/** Not in TypeScript's DOM library: https://developer.mozilla.org/docs/Web/API/BeforeInstallPromptEvent */
interface BeforeInstallPromptEvent extends Event {
  prompt(): Promise<{ outcome: 'accepted' | 'dismissed' }>;
}

const KEY = 'waymark-install-later';

/** An iPhone or iPad; the latter calls itself a Mac, and no Mac has a touch screen. */
const isApple = () =>
  /iphone|ipad/i.test(navigator.userAgent) || (/macintosh/i.test(navigator.userAgent) && navigator.maxTouchPoints > 0);

/** Offers installing once the app has been of use: after the first synced answer or meeting, and not again once declined. */
class Install {
  #event = $state.raw<BeforeInstallPromptEvent | null>(null);
  #declined = $state(true);
  #listening = false;
  /** iPhones have no prompt: people are told how to do it by hand. */
  manual = $state(false);
  available = $derived(!this.#declined && (this.#event !== null || this.manual));

  /** From the first field page on: the browser says once, early, that it could install. */
  listen(): void {
    if (this.#listening) return;
    this.#listening = true;
    this.#declined = localStorage.getItem(KEY) !== null || matchMedia('(display-mode: standalone)').matches;
    this.manual = isApple() && !matchMedia('(display-mode: standalone)').matches;
    addEventListener('beforeinstallprompt', (event) => {
      event.preventDefault();
      this.#event = event as BeforeInstallPromptEvent;
    });
    addEventListener('appinstalled', () => (this.#event = null));
  }

  async ask(): Promise<void> {
    await this.#event?.prompt();
    this.#event = null;
  }

  later(): void {
    localStorage.setItem(KEY, new Date().toISOString());
    this.#declined = true;
  }
}

export const install = new Install();
