import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LOCALES } from '$lib/domain/shared/locale';

const folder = 'src/lib/content/messages';

/** Every text of a message: one, or one for each plural form. */
function textsOf(message: unknown): string[] {
  if (typeof message === 'string') return [message];
  return (message as { match: Record<string, string> }[]).flatMap(({ match }) => Object.values(match));
}

type Messages = Record<string, string[]>;
function read(locale: string, file: string): Messages {
  const entries = Object.entries(JSON.parse(readFileSync(join(folder, locale, file), 'utf8')) as Record<string, unknown>);
  return Object.fromEntries(entries.filter(([key]) => key !== '$schema').map(([key, message]) => [key, textsOf(message)]));
}

const files = readdirSync(join(folder, 'en')).filter((file) => file.endsWith('.json'));
const placeholders = (texts: string[]) => [...new Set(texts.flatMap((text) => text.match(/\{\w+\}/g) ?? []))].sort();

/** Words of its own, without placeholders, arrows and numbers. */
const wordsOf = (texts: string[]) => (texts.join(' ').replaceAll(/\{\w+\}/g, ' ').match(/\p{L}{2,}/gu) ?? []).length;

describe.each(files)('interface texts in %s', (file) => {
  const english = read('en', file);

  it.each(LOCALES.filter((locale) => locale !== 'en'))('are complete in %s', (locale) => {
    const other = read(locale, file);
    expect(Object.keys(other).sort()).toEqual(Object.keys(english).sort());
    for (const [key, texts] of Object.entries(other)) expect(texts.every((text) => text.trim() !== ''), key).toBe(true);
  });

  it.each(LOCALES.filter((locale) => locale !== 'en'))('say the same things in %s: placeholders match', (locale) => {
    const other = read(locale, file);
    for (const key of Object.keys(english)) expect(placeholders(other[key] ?? []), key).toEqual(placeholders(english[key]!));
  });

  it.each(LOCALES.filter((locale) => locale !== 'en'))('are not left in English in %s', (locale) => {
    const other = read(locale, file);
    // words and names may be the same; a sentence is not
    const left = Object.keys(english).filter((key) => wordsOf(english[key]!) >= 3 && english[key]!.join() === other[key]!.join());
    expect(left).toEqual([]);
  });

  it('is listed in the settings of the message compiler, else its texts are missing', () => {
    expect(readFileSync('project.inlang/settings.json', 'utf8')).toContain(`{locale}/${file}`);
  });

  it('has no exclamation marks and no dashes used as pauses', () => {
    for (const locale of LOCALES) {
      for (const [key, texts] of Object.entries(read(locale, file))) expect(texts.join(' '), `${locale} ${key}`).not.toMatch(/!|\u2014/);
    }
  });
});
