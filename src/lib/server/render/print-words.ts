import en from '$lib/content/print/en.json';
import nl from '$lib/content/print/nl.json';
import sv from '$lib/content/print/sv.json';
import { formatNumber } from '$lib/domain/reporting/word';
import type { Locale } from '$lib/domain/shared/locale';

export type PrintKey = keyof typeof en;

/** One sentence as it is, or chosen by the plural category of the number `by`. */
type Template = string | { by: string; one: string; other: string };

const TEXTS: Readonly<Record<Locale, Readonly<Record<PrintKey, Template>>>> = { en, sv, nl };
/** British dates in English: the day before the month. */
const TAGS: Record<Locale, string> = { en: 'en-GB', sv: 'sv-SE', nl: 'nl-NL' };

/**
 * A sentence of the printed documents with its values filled in.
 *
 * @example
 * sayPrint('sv', 'sheet.dont-know', { count: 2 }) // '2 svar är ”vet inte”.'
 */
export function sayPrint(locale: Locale, key: PrintKey, values: Record<string, string | number> = {}): string {
  const template = TEXTS[locale][key];
  const sentence = typeof template === 'string' ? template : chooseForm(template, values, locale);
  return sentence.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`The text "${key}" asks for {${name}}, which was not given`);
    return typeof value === 'number' ? formatNumber(value, locale) : value;
  });
}

function chooseForm(
  template: Exclude<Template, string>,
  values: Record<string, string | number>,
  locale: Locale
): string {
  const form = new Intl.PluralRules(TAGS[locale]).select(Number(values[template.by]));
  return form === 'one' ? template.one : template.other;
}

/** @example sayDay('nl', '2026-11-12T09:00:00Z') // '12 november 2026' */
export function sayDay(locale: Locale, iso: string): string {
  return new Intl.DateTimeFormat(TAGS[locale], { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(iso));
}
