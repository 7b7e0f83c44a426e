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
  const referer = request.headers.get('referer');
  const from = referer && URL.canParse(referer) ? new URL(referer) : null;
  // an address that names its language would keep it
  from?.searchParams.delete('lang');
  redirect(303, from?.origin === url.origin ? `${from.pathname}${from.search}` : '/');
};
