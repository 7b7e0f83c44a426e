import { describe, expect, it } from 'vitest';
import en from './en.json';
import nl from './nl.json';
import sv from './sv.json';

type Template = string | Record<string, string>;
const TEXTS: Record<string, Record<string, Template>> = { en, sv, nl };
const KEYS = Object.keys(en);

const textsOf = (template: Template) => (typeof template === 'string' ? [template] : [template.one!, template.other!]);
const placeholders = (texts: string[]) => [...new Set(texts.flatMap((text) => text.match(/\{\w+\}/g) ?? []))].sort();
const wordsOf = (text: string) => (text.replaceAll(/\{\w+\}/g, ' ').match(/\p{L}{2,}/gu) ?? []).length;

describe.each(['en', 'sv', 'nl'])('the texts of printed documents in %s', (locale) => {
  const texts = TEXTS[locale]!;

  it('are complete, and none is empty', () => {
    expect(Object.keys(texts)).toEqual(KEYS);
    for (const key of KEYS)
      expect(
        textsOf(texts[key]!).every((text) => text.trim() !== ''),
        key
      ).toBe(true);
  });

  it('ask for the same values and choose by the same number as the English', () => {
    for (const key of KEYS) {
      const [own, english] = [texts[key]!, TEXTS.en![key]!];
      expect(placeholders(textsOf(own)), key).toEqual(placeholders(textsOf(english)));
      expect(typeof own === 'string' ? null : own.by, key).toBe(typeof english === 'string' ? null : english.by);
    }
  });

  it('have no exclamation marks and no dashes used as pauses', () => {
    for (const key of KEYS) expect(textsOf(texts[key]!).join(' '), key).not.toMatch(/!|\u2014/);
  });

  it.skipIf(locale === 'en')('are not left in English', () => {
    const left = KEYS.filter((key) =>
      textsOf(texts[key]!).some((text, i) => wordsOf(text) >= 3 && text === textsOf(TEXTS.en![key]!)[i])
    );
    expect(left).toEqual([]);
  });
});
