import words from '../../content/app/notification.json';
import { isLocale, type Locale } from '../../domain/shared/locale';
import { askPushState } from './subscription';

/** A notification says nothing itself: the words are the same for all, the page is asked of the server. */
export async function showNotification(registration: ServiceWorkerRegistration): Promise<void> {
  const state = await askPushState();
  const locale = isLocale(state?.locale) ? state.locale : await keptLocale();
  // browsers want something to be shown for every push, also where nobody could be asked
  await registration.showNotification(words[locale].title, {
    body: words[locale].body,
    lang: locale,
    tag: 'waymark',
    icon: '/icons/icon-192.png',
    badge: '/icons/monochrome-512.png',
    data: { path: state?.path ?? '/app' }
  });
}

/** The language this device speaks, else the browser's. */
async function keptLocale(): Promise<Locale> {
  const store = (globalThis as { cookieStore?: { get(name: string): Promise<{ value?: string } | null> } }).cookieStore;
  const kept = (await store?.get('waymark-locale').catch(() => null))?.value;
  const known = [kept, navigator.language.slice(0, 2)].find(isLocale);
  return known ?? 'en';
}

/** Only a page of the app: what is opened must not depend on anything else. */
export function pageOf(notification: Notification): string {
  const path = (notification.data as { path?: unknown } | null)?.path;
  return typeof path === 'string' && /^\/app(\/[a-z-]+)*$/.test(path) ? path : '/app';
}
