import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseEmail } from './contact-email';

const valueOf = (text: string) => {
  const read = normaliseEmail(text);
  return read.ok ? read.value : read.problems[0]!.code;
};

describe('an e-mail address', () => {
  it.each([
    ['spaces around it and capitals', '  Karin.Lund@Example.org ', 'karin.lund@example.org'],
    ['a name before it', 'Karin Lund <karin@example.org>', 'karin@example.org'],
    ['a link', 'mailto:karin@example.org', 'karin@example.org'],
    ['letters of its own country', 'info@malmö.example.org', 'info@malmö.example.org'],
    ['an apostrophe and a plus', "o'neil+data@sub.example.org", "o'neil+data@sub.example.org"],
    ['nothing', '   ', '']
  ])('is kept with %s', (_case, text, kept) => {
    expect(valueOf(text)).toBe(kept);
  });

  it.each([
    ['has no at sign', 'karin.example.org'],
    ['has no domain with a dot', 'karin@localhost'],
    ['is two', 'karin@example.org, eva@example.org'],
    ['would add a line to a mail', 'karin@example.org\nBcc: eva@example.org'],
    ['has two dots in a row', 'karin..lund@example.org'],
    ['ends in a number', 'karin@192.0.2.1'],
    ['has a label that begins with a hyphen', 'karin@-example.org'],
    ['is too long', `${'a'.repeat(60)}@${'b.'.repeat(100)}example.org`],
    ['has an empty pair of brackets', 'Karin <>']
  ])('is refused where it %s', (_case, text) => {
    expect(valueOf(text)).toBe('email-invalid');
  });

  it('says which value was wrong', () => {
    expect(normaliseEmail('karin(at)example.org')).toMatchObject({
      problems: [{ path: 'email', facts: { value: 'karin(at)example.org' } }]
    });
  });

  it('is the same when it is kept again, has no line break, and is read in no time', () => {
    fc.assert(
      fc.property(fc.oneof(fc.emailAddress(), fc.string({ unit: 'grapheme', maxLength: 400 })), (text) => {
        const read = normaliseEmail(text);
        if (!read.ok) return;
        expect(normaliseEmail(read.value)).toEqual(read);
        expect(read.value).not.toMatch(/[\s\p{Cc}]/u);
      }),
      { numRuns: 2_000 }
    );
  });
});
