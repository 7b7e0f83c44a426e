import { describeDevice } from '$lib/domain/identity/describe-device';
import type { Locale } from '$lib/domain/shared/locale';
import { cookieName as localeCookie } from '$lib/paraglide/runtime.js';
import { sessionCookie } from '$lib/server/auth/sessions';
import type { RequestEvent } from '@sveltejs/kit';

type Event = Pick<RequestEvent, 'locals' | 'cookies' | 'url' | 'request' | 'getClientAddress'>;

/** Puts a session's token into its cookie; null removes it. */
export function keepSession({ locals, cookies }: Event, token: string | null): void {
  const { name, value, options } = sessionCookie(locals.app, token);
  cookies.set(name, value, options);
}

/** From now on this device speaks the person's language. */
export function keepLocale({ cookies, url }: Event, locale: Locale): void {
  cookies.set(localeCookie, locale, {
    path: '/',
    maxAge: 34_560_000,
    httpOnly: false,
    sameSite: 'lax',
    secure: url.protocol === 'https:'
  });
}

/** For rate limits and the list of sessions. */
export function whereFrom({ request, getClientAddress }: Event): { address: string; device: string | null } {
  return { address: getClientAddress(), device: describeDevice(request.headers.get('user-agent')) };
}
