import { describeDevice } from '$lib/domain/identity/describe-device';
import type { Locale } from '$lib/domain/shared/locale';
import { cookieName as localeCookie } from '$lib/paraglide/runtime.js';
import { sessionCookie } from '$lib/server/auth/sessions';
import type { RequestEvent } from '@sveltejs/kit';

type Event = Pick<RequestEvent, 'locals' | 'cookies' | 'url' | 'request' | 'getClientAddress'>;

const SIGNED_IN = 'waymark-signed-in';
const YEAR_S = 34_560_000;

/** Puts a session's token into its cookie; null removes it. */
export function keepSession({ locals, cookies }: Event, token: string | null): void {
  const { name, value, options } = sessionCookie(locals.app, token);
  cookies.set(name, value, options);
  // tells the offline shell that somebody signed in since it last asked who: it then shows nobody's store before asking
  if (token === null) cookies.delete(SIGNED_IN, { path: '/' });
  else {
    const value = crypto.randomUUID();
    cookies.set(SIGNED_IN, value, {
      path: '/',
      maxAge: YEAR_S,
      httpOnly: false,
      sameSite: 'lax',
      secure: options.secure
    });
  }
}

/** From now on this device speaks the person's language. */
export function keepLocale({ cookies, url }: Event, locale: Locale): void {
  cookies.set(localeCookie, locale, {
    path: '/',
    maxAge: YEAR_S,
    httpOnly: false,
    sameSite: 'lax',
    secure: url.protocol === 'https:'
  });
}

/** For rate limits and the list of sessions. */
export function whereFrom({ request, getClientAddress }: Event): { address: string; device: string | null } {
  return { address: getClientAddress(), device: describeDevice(request.headers.get('user-agent')) };
}
