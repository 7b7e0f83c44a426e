import { describe, expect, it } from 'vitest';
import { check } from '../shared/check';
import { keepOwnWords, pageSlug } from './public-page';

describe('pageSlug', () => {
  it('is what people type, in small letters', () => {
    expect(check(pageSlug, ' Oppna-Kommuner ')).toEqual({ ok: true, value: 'oppna-kommuner' });
  });
  it.each(['', 'ab', '-abc', 'abc-', 'öppna', 'a b c', 'a/b', '../x', 'x'.repeat(41)])('refuses "%s"', (text) => {
    expect(check(pageSlug, text).ok).toBe(false);
  });
});

describe('keepOwnWords', () => {
  it('drops what is empty, and a language of which nothing is left', () => {
    expect(keepOwnWords({ sv: { offer: 'Vi hjälper', visit: ' \n' }, en: { who: '' } })).toEqual({
      sv: { offer: 'Vi hjälper' }
    });
  });
});
