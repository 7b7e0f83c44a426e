import { LOCALES, type Locale } from '$lib/domain/shared/locale';

/** The same page in every language, for search engines and browsers; `query` is what else the address says. */
export function alternatesOf(url: URL): { locale: Locale; href: string }[] {
  return LOCALES.map((locale) => ({ locale, href: addressIn(url, locale) }));
}

/** The address of a page in a language, whatever the reader's own. */
export function addressIn(url: URL, locale: Locale): string {
  const query = new URLSearchParams(url.searchParams);
  query.set('lang', locale);
  return `${url.origin}${url.pathname}?${query}`;
}

/** What a search engine keeps: the address without a language. */
export function canonicalOf(url: URL): string {
  const query = new URLSearchParams(url.searchParams);
  query.delete('lang');
  const left = query.toString();
  return `${url.origin}${url.pathname}${left && '?'}${left}`;
}
