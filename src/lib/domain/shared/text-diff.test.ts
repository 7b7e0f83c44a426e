import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareTexts } from './text-diff';
import { cpuNow } from '../../../../tests/support/cpu-now';

const whole = (parts: { text: string }[]) => parts.map(({ text }) => text).join('');
const marked = (parts: { text: string; only: boolean }[]) =>
  parts.map(({ text, only }) => (only ? `[${text}]` : text)).join('');

describe('compareTexts', () => {
  it('marks the words that only one of the texts has', () => {
    const { standing, other } = compareTexts('They have a map of the town.', 'They have two maps of the town.');
    expect(marked(standing)).toBe('They have [a map] of the town.');
    expect(marked(other)).toBe('They have [two maps] of the town.');
  });

  it('marks a paragraph that was added, and letters with accents as part of their words', () => {
    const { standing, other } = compareTexts('Åsa är här.', 'Åsa är här.\n\nÖsten går.');
    expect(marked(standing)).toBe('Åsa är här.');
    expect(marked(other)).toBe('Åsa är här.[\n\nÖsten går.]');
  });

  it('marks nothing in the same text twice', () => {
    expect(compareTexts('A map', 'A map')).toEqual({
      standing: [{ text: 'A map', only: false }],
      other: [{ text: 'A map', only: false }]
    });
  });

  it('shows both texts whole, and the same words unmarked in both', () => {
    const text = fc.array(fc.constantFrom('a', 'map', 'två', ' ', '\n', '.', 'of')).map((words) => words.join(''));
    fc.assert(
      fc.property(text, text, (one, two) => {
        const { standing, other } = compareTexts(one, two);
        expect(whole(standing)).toBe(one);
        expect(whole(other)).toBe(two);
        const common = (parts: typeof other) => whole(parts.filter(({ only }) => !only)).replace(/\s/g, '');
        expect(common(standing)).toBe(common(other));
      })
    );
  });

  it('compares two long texts in a moment', () => {
    const long = (seed: number) =>
      Array.from({ length: 1300 }, (_, i) => `word${(i * seed) % 97}`)
        .join(' ')
        .slice(0, 8000);
    const start = cpuNow();
    const { standing, other } = compareTexts(`Same\n${long(3)}`, `Same\n${long(7)}`);
    expect(cpuNow() - start).toBeLessThan(500);
    expect(standing[0]).toEqual({ text: 'Same\n', only: false });
    expect(whole(other)).toBe(`Same\n${long(7)}`);
  });
});
