import { isLocale } from '$lib/domain/shared/locale';
import { cookieName } from '$lib/paraglide/runtime.js';
import { redirect } from '@sveltejs/kit';

/** The language form without script: keeps the choice in a cookie and goes back. */
export const POST = async ({ request, cookies, url }) => {
  const locale = (await request.formData()).get('locale');
  if (isLocale(locale))
    cookies.set(cookieName, locale, {
      path: '/',
      maxAge: 34_560_000,
      httpOnly: false,
      sameSite: 'lax',
      secure: url.protocol === 'https:'
    });
  const from = request.headers.get('referer');
  redirect(303, from && new URL(from).origin === url.origin ? new URL(from).pathname : '/');
};
