import type { ModelText } from '../model/types';
import { type Locale, LOCALES } from '../shared/locale';
import type { Param, Phrase, ReportKey, Term } from './document';
import type { LiveNumber } from './live-number';

/**
 * One sentence of a language: as it is, or chosen by the number `by`: `zero` for none, `all` where it equals the number
 * `of`, else the language's own plural categories.
 */
export type Template =
  string | ({ by: string; of?: string; other: string } & Partial<Record<'zero' | 'all' | Intl.LDMLPluralRule, string>>);

export type ReportTexts = Readonly<Record<ReportKey, Template>>;

export interface Wording {
  locale: Locale;
  texts: ReportTexts;
  /** The model's texts in the same language. */
  model: ModelText;
}

/** A stretch of text; numbers keep where they come from, links where they lead (a block's id). */
export interface Segment {
  text: string;
  number?: LiveNumber;
  to?: string;
}

/** British dates and numbers in English: the day before the month. */
const TAGS: Record<Locale, string> = { en: 'en-GB', sv: 'sv-SE', nl: 'nl-NL' };

/**
 * A phrase in a language, with the grammar its numbers ask for.
 *
 * @throws where a template, a placeholder's value or a name of the model is missing: content is tested to be complete.
 *
 * @example
 * wordPhrase({ key: 'coverage.heading', params: { answered, population } }, wording)
 * // [{ text: '214', number: answered }, { text: ' of ' }, { text: '290', number: population }, { text: ' municipalities have answered' }]
 */
export function wordPhrase(phrase: Phrase, wording: Wording): Segment[] {
  const template = chooseVariant(phrase, wording);
  return template.split(/\{(\w+)\}/).flatMap((part, index): Segment[] => {
    if (index % 2 === 0) return part === '' ? [] : [{ text: part }];
    const param = phrase.params?.[part];
    if (!param) throw new Error(`The text "${phrase.key}" asks for {${part}}, which the report does not give`);
    return wordParam(param, wording);
  });
}

/** What fills a placeholder, a row header or a label. */
export function wordParam(param: Param, wording: Wording): Segment[] {
  if ('ref' in param) return [{ text: formatPlain(param, wording.locale), number: param }];
  if ('number' in param) return [{ text: formatNumber(param.number, wording.locale) }];
  if ('term' in param) return [{ text: nameTerm(param.term, param.id, wording.model) }];
  if ('own' in param) return [{ text: pickOwn(param.own, wording.locale) }];
  if ('text' in param) return [{ text: param.text }];
  if ('date' in param) return [{ text: formatDate(param.date, wording.locale) }];
  if ('list' in param) return wordList(param.list, param.style, wording);
  if ('to' in param) return wordPhrase(param.phrase, wording).map((segment) => ({ ...segment, to: param.to }));
  return wordPhrase(param, wording);
}

function pickOwn(own: Partial<Record<Locale, string>>, locale: Locale): string {
  return own[locale] ?? LOCALES.map((other) => own[other]).find((text) => text !== undefined) ?? '';
}

export function joinText(segments: readonly Segment[]): string {
  return segments.map(({ text }) => text).join('');
}

/**
 * @example
 * formatNumber(1234, 'nl') // '1.234'
 */
export function formatNumber(value: number, locale: Locale): string {
  return new Intl.NumberFormat(TAGS[locale]).format(value);
}

/**
 * A percentage as it stands in a table.
 *
 * @example
 * formatPercent(61, 'sv') // '61 %', with a space that does not break
 */
export function formatPercent(value: number, locale: Locale): string {
  return new Intl.NumberFormat(TAGS[locale], { style: 'percent' }).format(value / 100);
}

/**
 * A live number as it stands in a table or a drawing.
 *
 * @example
 * formatLive({ ref: 'overall.from-2', over: 'overall.all', as: 'percent', value: 61 }, 'en') // '61%'
 */
export function formatLive(number: LiveNumber, locale: Locale): string {
  const percent = number.as === 'percent' || (number.as === 'value' && number.unit === 'percent');
  return percent ? formatPercent(number.value, locale) : formatPlain(number, locale);
}

/** Without its sign, as in a sentence that says what it is; to as many digits as it was read to. */
function formatPlain({ as, digits = 0, value }: LiveNumber, locale: Locale): string {
  if (as !== 'value') return formatNumber(value, locale);
  const exact = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  // a minus and not a hyphen, in every language
  return new Intl.NumberFormat(TAGS[locale], exact).format(value).replace('-', '\u2212');
}

function formatDate(iso: string, locale: Locale): string {
  return new Intl.DateTimeFormat(TAGS[locale], { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(iso));
}

function chooseVariant(phrase: Phrase, { locale, texts }: Wording): string {
  const template = texts[phrase.key];
  if (template === undefined) throw new Error(`There is no text "${phrase.key}" in "${locale}"`);
  if (typeof template === 'string') return template;
  const value = numberOf(phrase, template.by);
  if (value === 0 && template.zero !== undefined) return template.zero;
  if (template.of !== undefined && template.all !== undefined && value > 1 && value === numberOf(phrase, template.of))
    return template.all;
  return template[new Intl.PluralRules(TAGS[locale]).select(value)] ?? template.other;
}

function numberOf(phrase: Phrase, name: string): number {
  const param = phrase.params?.[name];
  if (param && 'value' in param) return param.value;
  if (param && 'number' in param) return param.number;
  throw new Error(`The text "${phrase.key}" is chosen by {${name}}, which is no number`);
}

function wordList(list: readonly Param[], style: 'and' | 'parts', wording: Wording): Segment[] {
  const items = list.map((param) => wordParam(param, wording));
  if (style === 'parts') return items.flatMap((item, index) => (index === 0 ? item : [{ text: '; ' }, ...item]));
  const format = new Intl.ListFormat(TAGS[wording.locale], { type: 'conjunction' });
  const places = items.map((_, index) => String(index));
  return format
    .formatToParts(places)
    .flatMap((part) => (part.type === 'element' ? items[Number(part.value)]! : [{ text: part.value }]));
}

function nameTerm(term: Term, id: string, model: ModelText): string {
  const name = {
    dimension: () => model.dimensions[id]?.name,
    level: () => model.levels[id]?.name,
    'level-description': () => model.levels[id]?.description,
    'dimension-asks': () => model.dimensions[id]?.asks,
    // a statement inside a sentence loses its full stop
    criterion: () => model.criteria[id]?.statement.replace(/\.$/, ''),
    barrier: () => model.barriers[id]?.name,
    'barrier-description': () => model.barriers[id]?.description,
    'barrier-group': () => model.barrierGroups[id],
    measure: () => model.measures[id]?.title,
    'measure-change': () => model.measures[id]?.change,
    model: () => model.name
  }[term]();
  if (name === undefined) throw new Error(`The model's texts in "${model.locale}" have no ${term} "${id}"`);
  return name;
}
