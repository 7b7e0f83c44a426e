import { getLocale } from '$lib/paraglide/runtime.js';

/**
 * How dates, times and numbers are written for the reader. Plain "en" would be the American way, month first, which readers of
 * English in Europe misread.
 *
 * @example new Date().toLocaleDateString(readerLocale(), { dateStyle: 'short' }) // '22/11/2026', not '11/22/26'
 */
export function readerLocale(): string {
  const locale = getLocale();
  return locale === 'en' ? 'en-GB' : locale;
}
