import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { countWords } from '$lib/domain/model/count-words';
import type { ModelText } from '$lib/domain/model/types';
import { isLocale, type Locale, LOCALES } from '$lib/domain/shared/locale';

// Every text under src/lib/content, wherever a capability put it: nothing is missing in a language, and nothing is left
// in another. Each kind of content has tests of its own for what is special about it.

const ROOT = 'src/lib/content';

type Texts = Map<string, string>;
type Group = Record<Locale, Texts>;

/** Every string under a value by its path; list items by place, forms of a plural by their words. */
function textsOf(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => textsOf(inner, `${path}.${key}`));
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Parts of a file that hold a text for each language side by side, as `{"en": ..., "sv": ..., "nl": ...}`. */
function sideBySide(value: unknown, path = ''): [string, Record<Locale, unknown>][] {
  if (typeof value !== 'object' || value === null) return [];
  if (isRecord(value) && LOCALES.some((locale) => locale in value) && Object.keys(value).every(isLocale))
    return [[path, value as Record<Locale, unknown>]];
  return Object.entries(value).flatMap(([key, inner]) => sideBySide(inner, `${path}.${key}`));
}

const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
const files = readdirSync(ROOT, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
  .map((entry) => join(entry.parentPath, entry.name));

/** Which file holds the same things in another language: `sv.json` beside `en.json`, `sv/x.json` beside `en/x.json`. */
const twin = (path: string, locale: Locale) =>
  path.replace(/\/en\.json$/, `/${locale}.json`).replace(/\/en\//, `/${locale}/`);
const ownText = (path: string) =>
  !/\.(locale|\$schema)$|^\.(locale|\$schema)$|\.(declarations|selectors|by|of)\b/.test(path);
const toTexts = (value: unknown): Texts => new Map(textsOf(value).filter(([path]) => ownText(path)));
const inEach = (make: (locale: Locale) => Texts) =>
  Object.fromEntries(LOCALES.map((locale) => [locale, make(locale)])) as Group;

const byFile = files
  .filter((path) => twin(path, 'sv') !== path)
  .map((path) => [relative(ROOT, path), inEach((locale) => toTexts(read(twin(path, locale))))] as const);
const within = files.flatMap((path) => {
  const parts = sideBySide(read(path));
  if (parts.length === 0) return [];
  const group = inEach((locale) => toTexts(Object.fromEntries(parts.map(([at, texts]) => [at, texts[locale]]))));
  return [[relative(ROOT, path), group] as const];
});
const groups: (readonly [string, Group])[] = [...byFile, ...within];
const others = LOCALES.filter((locale) => locale !== 'en');

/** Words of their own in English and Dutch that are spelt the same. */
const SHARED = ['open', 'data', 'in', 'is', 'we'];
/** Without names, which begin with a capital, addresses and placeholders. */
const wordsOf = (text: string) =>
  (text.replaceAll(/\{\w+\}|https?:\S+|[\w.]+@[\w.]+/g, ' ').match(/\p{L}{2,}/gu) ?? []).filter(
    (word) => !/^\p{Lu}/u.test(word) && !SHARED.includes(word)
  );

/** Share of the first text's words that the second has too, 0 to 1. */
function shareOfWords(text: string, other: string): number {
  const [words, known] = [wordsOf(text), new Set(wordsOf(other))];
  return words.length === 0 ? 0 : words.filter((word) => known.has(word)).length / words.length;
}

/** Texts long enough to be a sentence that say it in the words of the other language. */
const leftIn = (own: Texts, other: Texts) =>
  [...own].filter(([path, text]) => wordsOf(text).length >= 4 && shareOfWords(text, other.get(path) ?? '') > 0.6);

describe('content in every language', () => {
  it('is found: messages, mail, reports, print, duties and the model', () => {
    const names = groups.map(([name]) => name);
    for (const kind of [
      /^messages\/en\//,
      /^mail\/en/,
      /^mail\/words/,
      /^report\//,
      /^print\//,
      /^duties\//,
      /^models\//
    ])
      expect(
        names.some((name) => kind.test(name)),
        String(kind)
      ).toBe(true);
    expect(groups.reduce((sum, [, { en }]) => sum + en.size, 0)).toBeGreaterThan(3_000);
  });

  it('is looked for in every file with texts: no file names one language and has no twin', () => {
    const known = new Set([...byFile, ...within].map(([name]) => name));
    const alone = files
      .map((path) => relative(ROOT, path))
      .filter((name) => !known.has(name) && !others.some((locale) => name.split(/[/.]/).includes(locale)));
    // lists of facts, schemas and the model itself hold no texts of a language
    expect(alone.sort()).toEqual(
      [
        'demo/se-municipalities.json',
        'models/model.schema.json',
        'models/text.schema.json',
        'models/roadmap-1.0.0/model.json'
      ].sort()
    );
  });

  it.each(groups)('has every text of %s in each', (_name, group) => {
    for (const locale of others) {
      // a language may have other plural forms, and texts in other forms: the keys above them are the same
      const keys = (texts: Texts) => [
        ...new Set([...texts.keys()].map((path) => path.replace(/\.\d+\.match\..*$/, '')))
      ];
      expect(keys(group[locale]).sort(), locale).toEqual(keys(group.en).sort());
      for (const [path, text] of group[locale]) expect(text.trim(), `${locale} ${path}`).not.toBe('');
    }
  });

  it.each(groups)('has nothing of %s left in English, nor Swedish in Dutch', (_name, { en, sv, nl }) => {
    expect(leftIn(sv, en)).toEqual([]);
    expect(leftIn(nl, en)).toEqual([]);
    expect(leftIn(nl, sv)).toEqual([]);
  });

  it('sees a sentence that was left', () => {
    const english: Texts = new Map([['.a', 'We keep a list of our datasets, and look at it every year.']]);
    expect(leftIn(english, english)).toHaveLength(1);
    expect(leftIn(new Map([['.a', 'Vi har en lista över våra datamängder.']]), english)).toEqual([]);
  });
});

describe('the statements of every model', () => {
  const models = byFile.filter(([name]) => name.startsWith('models/'));

  it.each(models.flatMap(([name]) => LOCALES.map((locale) => [name, locale] as const)))(
    '%s: have fewer than 15 words on average (%s)',
    (name, locale) => {
      const { criteria } = read(twin(join(ROOT, name), locale)) as ModelText;
      const counts = Object.values(criteria).map(({ statement }) => countWords(statement));
      expect(counts.length).toBeGreaterThan(0);
      expect(counts.reduce((sum, count) => sum + count, 0) / counts.length).toBeLessThan(15);
    }
  );
});
