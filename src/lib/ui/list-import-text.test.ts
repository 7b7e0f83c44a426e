import { afterEach, describe, expect, it } from 'vitest';
import { baseLocale, overwriteGetLocale } from '$lib/paraglide/runtime.js';
import { rowReasonText } from './list-import-text';

afterEach(() => overwriteGetLocale(() => baseLocale));

describe('why a row is left out', () => {
  it.each([
    ['en', 'gone before that day'],
    ['sv', 'fanns inte längre'],
    ['nl', 'bestond op die dag niet meer']
  ] as const)('is said in the reader’s language: %s', (locale, said) => {
    overwriteGetLocale(() => locale);
    expect(rowReasonText({ code: 'municipality-ended', message: 'for programs' })).toContain(said);
  });

  it('keeps the words of the service where there are no others', () => {
    expect(rowReasonText({ code: 'owner-unknown', message: 'Choose one of them' })).toBe('Choose one of them');
  });
});
