import * as z from 'zod/mini';
import { id, prose } from '../shared/fields';
import { LOCALES, type Locale } from '../shared/locale';

/** What a network may say in its own words on its page, in the order of the page; `poster` stands on the poster. */
export const PUBLIC_SECTIONS = ['offer', 'visit', 'cost', 'who', 'published'] as const;
export type PublicSection = (typeof PUBLIC_SECTIONS)[number];
export const PUBLIC_TEXTS = [...PUBLIC_SECTIONS, 'poster'] as const;
export type PublicText = (typeof PUBLIC_TEXTS)[number];

/** Own words by language; what is left out is said in the program's words. */
export type PublicTexts = Partial<Record<Locale, Partial<Record<PublicText, string>>>>;

export const TEXT_ROOM = 1500;
export const POSTER_ROOM = 160;

/** The end of a page's address: short enough to be read out, plain enough to be typed. */
export const pageSlug = z
  .string('must be an address such as "open-municipalities"')
  .check(
    z.trim(),
    z.toLowerCase(),
    z.regex(
      /^[a-z0-9](?:[a-z0-9-]{1,38}[a-z0-9])$/,
      'must have 3 to 40 small letters, digits or hyphens, such as "open-municipalities"'
    )
  );

const trimmed = (room: number) => z.optional(prose(room).check(z.trim()));
const ownWords = z.object({
  ...{ offer: trimmed(TEXT_ROOM), visit: trimmed(TEXT_ROOM), cost: trimmed(TEXT_ROOM) },
  ...{ who: trimmed(TEXT_ROOM), published: trimmed(TEXT_ROOM), poster: trimmed(POSTER_ROOM) }
});

/** What a coordinator sets; the address is an administrator's. */
export const publicPageInput = z.object({
  networkId: id,
  version: z.int(),
  slug: z.optional(z.union([z.literal(''), pageSlug])),
  pageOn: z.boolean(),
  widgetOn: z.boolean(),
  ownerId: z.nullable(id),
  texts: z.object({ en: z.optional(ownWords), sv: z.optional(ownWords), nl: z.optional(ownWords) })
});
export type PublicPageInput = z.infer<typeof publicPageInput>;

/**
 * Texts without those that are empty: an emptied field goes back to the program's words.
 *
 * @example
 * keepOwnWords({ sv: { offer: 'Vi hjälper', visit: '' }, en: {} }) // { sv: { offer: 'Vi hjälper' } }
 */
export function keepOwnWords(texts: PublicTexts): PublicTexts {
  const kept: PublicTexts = {};
  for (const locale of LOCALES) {
    const said = Object.entries(texts[locale] ?? {}).filter(([, text]) => text !== undefined && text.trim() !== '');
    if (said.length) kept[locale] = Object.fromEntries(said);
  }
  return kept;
}
