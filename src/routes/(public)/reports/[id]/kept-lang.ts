import { isLocale } from '$lib/domain/shared/locale';

/**
 * What links to other pages about an edition end in: a language that the address names goes on with every link.
 *
 * @example keptLang(new URL('https://waymark.example.org/reports/1?lang=sv')) // '?lang=sv'
 */
export function keptLang(url: URL): string {
  const named = url.searchParams.get('lang');
  return isLocale(named) ? `?lang=${named}` : '';
}
