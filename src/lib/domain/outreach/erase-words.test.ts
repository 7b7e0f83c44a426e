import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ERASED, eraseWords, likePatterns, type Traces, tracePattern } from './erase-words';

const karin: Traces = { names: ['Karin Löf Lund'], emails: ['karin@example.org'], phones: ['+4691214000'] };
const erased = (text: string) => eraseWords(text, karin);

describe('a person taken out of text', () => {
  it.each([
    ['the whole name', 'Met Karin Löf Lund today', `Met ${ERASED} today`],
    ['in capitals and over a line break', 'KARIN LÖF\nLUND said', `${ERASED} said`],
    ['turned round', 'Lund, Karin Löf', ERASED],
    ['with the s of a genitive', 'Karin Löf Lunds team', `${ERASED} team`],
    ['the address in brackets', '<Karin@Example.org>', `<${ERASED}>`],
    ['the address at the end of a sentence', 'Write to karin@example.org.', `Write to ${ERASED}.`],
    ['the number as it is kept', 'tel +4691214000', `tel ${ERASED}`],
    ['the number as people write it', 'ring 0912-140 00!', `ring ${ERASED}!`],
    ['the number with its country and a zero', '+46 (0)912-140 00', ERASED],
    ['over a line break inside JSON', JSON.stringify({ note: 'Karin Löf\nLund' }), JSON.stringify({ note: ERASED })],
    ['inside JSON', '{"name":"Karin Löf Lund","x":1}', `{"name":"${ERASED}","x":1}`]
  ])('is gone: %s', (_case, text, left) => {
    expect(erased(text)).toBe(left);
  });

  it.each([
    ['a first name', 'Karin Lund and Karin'],
    ['somebody whose name is longer', 'Karin Löf Lundgren'],
    ['an address that ends the same', 'anna.karin@example.org'],
    ['an address that begins the same', 'karin@example.organisation, karin@example.org.uk'],
    ['a number that goes on', '0912-140 001'],
    ['a number within a longer one', '80912140001']
  ])('leaves alone %s', (_case, text) => {
    expect(erased(text)).toBe(text);
  });

  it('finds nothing where there is nothing to look for', () => {
    expect(tracePattern({ names: ['', ' '], emails: [''], phones: [''] })).toBeNull();
    expect(eraseWords('x', { names: [], emails: [], phones: [] })).toBe('x');
  });

  it('is not found again, and whatever is found fits a pattern of the database', () => {
    const word = fc.stringMatching(/^[A-ZÅÄÖ][a-zåäöé'-]{1,9}$/u);
    const name = fc.array(word, { minLength: 2, maxLength: 3 }).map((words) => words.join(' '));
    const around = fc.string({ unit: 'grapheme', maxLength: 20 });
    const turn = fc.constantFrom(
      (text: string) => text,
      (text: string) => text.toUpperCase(),
      (text: string) => text.replaceAll(' ', '\n')
    );
    fc.assert(
      fc.property(name, around, around, turn, (one, before, after, turned) => {
        const traces = { names: [one], emails: [], phones: [] };
        const text = `${before} ${turned(one)} ${after}`;
        const left = eraseWords(text, traces);
        expect(tracePattern(traces)!.test(left)).toBe(false);
        if (left !== text) expect(likePatterns(traces).some((like) => fits(text, like))).toBe(true);
      })
    );
    const written = fc.constantFrom('0912-140 00', '+46 (0)912/14 000', '0046912 140-00', '+4691214000');
    fc.assert(
      fc.property(written, (text) => {
        expect(erased(text)).toBe(ERASED);
        expect(likePatterns({ ...karin, names: [], emails: [] }).some((like) => fits(text, like))).toBe(true);
      })
    );
  });
});

/** LIKE as SQLite does it: case of a to z only. */
function fits(text: string, like: string): boolean {
  const lower = (one: string) => one.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  const pattern = [...lower(like)].map((c) =>
    c === '%' ? '.*' : c === '_' ? '.' : c.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  );
  return new RegExp(`^${pattern.join('')}$`, 'su').test(lower(text));
}
