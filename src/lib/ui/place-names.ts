import type { Locale } from '$lib/domain/shared/locale';

/** Countries of the European Economic Area, Switzerland, the United Kingdom and the candidates: ISO 3166-1. */
const COUNTRIES =
  'AL AT BA BE BG CH CY CZ DE DK EE ES FI FR GB GE GR HR HU IE IS IT LI LT LU LV MD ME MK MT NL NO PL PT RO RS SE SI SK UA XK'.split(
    ' '
  );

/** Every country by its name in the reader's language, in that language's order. */
export function countryNames(locale: Locale): { value: string; label: string }[] {
  const names = new Intl.DisplayNames(locale, { type: 'region' });
  return COUNTRIES.map((value) => ({ value, label: names.of(value) ?? value })).sort((a, b) =>
    a.label.localeCompare(b.label, locale)
  );
}

/** A language by its own name: whoever looks for it reads it. */
export function languageName(locale: Locale): string {
  const name = new Intl.DisplayNames(locale, { type: 'language' }).of(locale) ?? locale;
  return name[0]!.toLocaleUpperCase(locale) + name.slice(1);
}
