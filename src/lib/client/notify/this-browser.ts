import { updates } from '../shell/updates.svelte';
import { askPushState, sendEndpoint } from './subscription';

/** `denied`: the person or the system said no to the browser; only they can take it back. */
export type BrowserState = 'unsupported' | 'denied' | 'off' | 'on';

const REPORTED = 'waymark-push-reported';
/** So seldom is an endpoint said again that the server may have lost. */
const AGAIN_MS = 3 * 24 * 60 * 60 * 1000;

async function present(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker.getRegistration('/');
  return (await registration?.pushManager.getSubscription()) ?? null;
}

export async function browserState(): Promise<BrowserState> {
  if (!('serviceWorker' in navigator) || !('PushManager' in window) || !('Notification' in window))
    return 'unsupported';
  if (Notification.permission === 'denied') return 'denied';
  return (await present()) ? 'on' : 'off';
}

/** Asks the person, the push service and the server, in this order. @returns false where one of the last two failed */
export async function turnOn(): Promise<boolean> {
  if ((await Notification.requestPermission()) !== 'granted') return true;
  const state = await askPushState();
  if (!state) return false;
  await updates.register();
  const registration = await navigator.serviceWorker.ready;
  const old = await registration.pushManager.getSubscription();
  // one made for another key: the push service would refuse what we send
  if (old && !sameKey(old.options.applicationServerKey, state.key)) await old.unsubscribe();
  const options = { userVisibleOnly: true, applicationServerKey: state.key };
  try {
    const { endpoint } = await registration.pushManager.subscribe(options);
    return (await sendEndpoint(endpoint)) !== null;
  } catch (error) {
    console.warn('The push service gave no address:', error);
    return false;
  }
}

/** Here and on the server; without network the server learns it from the push service. */
export async function turnOff(): Promise<void> {
  if ((await browserState()) !== 'on') return;
  const subscription = await present();
  if (!subscription) return;
  localStorage.removeItem(REPORTED);
  const id = await idOf(subscription.endpoint);
  await subscription.unsubscribe();
  await fetch(`/api/v1/push-subscriptions/${id}`, { method: 'DELETE', redirect: 'manual' }).catch(() => undefined);
}

/** The id by which the server knows this browser; null where notifications are off here. */
export async function ownId(): Promise<string | null> {
  const subscription = (await browserState()) === 'on' ? await present() : null;
  return subscription && idOf(subscription.endpoint);
}

/** Now and then: the server may have been restored from a backup, or missed a change of address. */
export async function reportAgain(personId: string): Promise<void> {
  const [whose, at] = (localStorage.getItem(REPORTED) ?? '').split(' ');
  // only what this person turned on: another one signed in here has not asked for it
  if (whose !== personId || Date.now() - Date.parse(at ?? '') < AGAIN_MS) return;
  const subscription = await present();
  if (subscription && (await sendEndpoint(subscription.endpoint))) noteReported(personId);
}

export function noteReported(personId: string): void {
  localStorage.setItem(REPORTED, `${personId} ${new Date().toISOString()}`);
}

async function idOf(endpoint: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(endpoint));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function sameKey(bytes: ArrayBuffer | null, key: string): boolean {
  const text = btoa(String.fromCharCode(...new Uint8Array(bytes ?? new ArrayBuffer(0))));
  return text.replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '') === key;
}
