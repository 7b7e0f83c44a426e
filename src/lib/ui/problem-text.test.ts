import { afterEach, describe, expect, it } from 'vitest';
import { baseLocale, overwriteGetLocale } from '$lib/paraglide/runtime.js';
import { problemText } from './problem-text';

afterEach(() => overwriteGetLocale(() => baseLocale));

describe('what is wrong with a list of municipalities', () => {
  const SAID = {
    en: ['not matched with itself', 'on the list twice', 'both wished for and avoided', 'Write why'],
    sv: ['matchas inte med sig själv', 'två gånger på listan', 'både önskad och undanbedd', 'Skriv på en rad varför'],
    nl: ['niet aan zichzelf gekoppeld', 'twee keer op de lijst', 'zowel gewenst als vermeden', 'Schrijf in een regel']
  };
  it.each(Object.entries(SAID))('is said in the reader’s language: %s', (locale, said) => {
    overwriteGetLocale(() => locale as keyof typeof SAID);
    const codes = ['itself', 'twice', 'contradiction', 'reason-missing'];
    for (const [i, code] of codes.entries())
      expect(problemText({ code, path: 'wishes.0', message: 'for programs' })).toContain(said[i]);
  });

  it('is not said of other lists that have something twice', () => {
    expect(problemText({ code: 'twice', path: 'cells.3', message: 'Each cell once' })).toBe('Each cell once');
  });
});
