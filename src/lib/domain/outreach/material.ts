import * as z from 'zod/mini';
import { id, line, prose } from '../shared/fields';
import { LOCALES, type Locale } from '../shared/locale';
import { ok, refuse, type Result } from '../shared/result';

/** Downloads of the last days are counted apart. */
export const LATELY_DAYS = 30;

/** Title and description in up to three languages. */
export type MaterialTexts = Partial<Record<Locale, { title: string; description: string }>>;
export const AUDIENCES = ['public', 'members'] as const;
export type Audience = (typeof AUDIENCES)[number];

/** What all files of a network's library may hold together, older versions included. */
export const MAX_LIBRARY_BYTES = 500 * 1024 * 1024;

const words = z.object({
  title: z.union([z.literal(''), line(120)]),
  description: prose(600).check(z.trim())
});
export const materialTexts = z.object({ en: z.optional(words), sv: z.optional(words), nl: z.optional(words) });
export const materialInput = z.object({
  networkId: id,
  texts: materialTexts,
  audience: z.enum(AUDIENCES, 'must be public or members')
});

/**
 * Titles that were given, by language. A description without a title belongs to nothing and is refused.
 *
 * Errors: `title-missing` at `texts`.
 *
 * @example
 * keepTitled({ sv: { title: 'Faktablad', description: '' }, en: { title: '', description: '' } })
 * // { ok: true, value: { sv: { title: 'Faktablad', description: '' } } }
 */
export function keepTitled(texts: MaterialTexts): Result<MaterialTexts> {
  const kept: MaterialTexts = {};
  for (const locale of LOCALES) {
    const said = texts[locale];
    if (!said || (said.title === '' && said.description === '')) continue;
    if (said.title === '')
      return refuse('title-missing', `texts.${locale}.title`, 'Title is missing - a description alone names nothing.');
    kept[locale] = said;
  }
  if (Object.keys(kept).length) return ok(kept);
  return refuse(
    'title-missing',
    'texts',
    'Title is missing - give one in at least one language, such as "Fact sheet".'
  );
}

/**
 * Title and description for a reader, and the language they are in: the reader's own, else the network's, else any.
 *
 * @example
 * materialWords({ sv: { title: 'Faktablad', description: '' } }, 'nl', 'sv').locale // 'sv'
 */
export function materialWords(
  texts: MaterialTexts,
  locale: Locale,
  networkLocale: Locale
): { title: string; description: string; locale: Locale } {
  const found = [locale, networkLocale, ...LOCALES].find((one) => texts[one]) ?? locale;
  return { ...(texts[found] ?? { title: '', description: '' }), locale: found };
}

/** Programs that say themselves that they are no reader, or only look ahead. */
const ROBOT =
  /bot\b|bot[/ ;)]|crawl|spider|slurp|preview|fetch|monitor|scan|headless|archiver|facebookexternalhit|^(curl|wget|python|java|go-http|node|okhttp|libwww|axios)/i;

/**
 * Whether a request is a person fetching a file, as far as that can be told without knowing anything about them: a
 * whole file, asked for by what a person uses. HEAD, parts of a file, prefetching and programs that name themselves are
 * not counted.
 *
 * @example
 * countsAsDownload({ method: 'GET', userAgent: 'Mozilla/5.0 (compatible; Googlebot/2.1)', purpose: '' }) // false
 */
export function countsAsDownload(request: { method: string; userAgent: string; purpose: string }): boolean {
  const { method, userAgent, purpose } = request;
  return method === 'GET' && userAgent !== '' && !/prefetch|preview|prerender/i.test(purpose) && !ROBOT.test(userAgent);
}
