import { describe, expect, it } from 'vitest';
import en from '$lib/content/release/en.json';
import nl from '$lib/content/release/nl.json';
import sv from '$lib/content/release/sv.json';
import { SMALL_TEXT } from '../testing/small-model.fixture';
import { labelCategory, labelStratum, labelTable, type Names } from './label-codes';

const names: Names = { locale: 'en', model: SMALL_TEXT, texts: en, counties: { '01': 'Stockholm' } };

/** Every text with the places it has to be filled. */
function places(value: unknown, path = ''): string[] {
  if (typeof value === 'string') return [`${path} ${(value.match(/\{\w+\}/g) ?? []).sort().join()}`];
  return Object.entries(value as object).flatMap(([key, part]) => places(part, `${path}.${key}`));
}

describe('what codes are called', () => {
  it('is said in every language, with the same places to fill', () => {
    expect(places(sv)).toEqual(places(en));
    expect(places(nl)).toEqual(places(en));
  });

  it('names classes of municipalities, put together or not', () => {
    expect(labelStratum('s1+s2', 'size', names)).toBe('fewer than 5,000 inhabitants; or 5,000 to 9,999 inhabitants');
    expect(labelStratum('s6/A', 'stratum', names)).toBe(
      '100,000 inhabitants or more, large cities and municipalities near them'
    );
    expect(labelStratum('01+03', 'area', names)).toBe('Stockholm; or 03');
  });

  it('names tables and what is counted in them', () => {
    expect(labelTable({ subject: 'levels', of: 'legal', by: 'size' }, names)).toBe(
      'Level in a dimension: Licences. Number of inhabitants'
    );
    const say = (category: string, subject: 'overall' | 'severity' | 'ladder' | 'shift' | 'effect' | 'item-rest') =>
      labelCategory(category, { subject }, subject === 'shift' ? 'probability' : 'municipalities', names);
    expect(say('level-2', 'overall')).toBe('Level 2: First');
    expect(say('2', 'severity')).toBe('Severity 2 of 3');
    expect(say('legal/h', 'ladder')).toBe('Licences: Loevinger’s H');
    expect(say('asks', 'item-rest')).toBe('We ask: Item-rest correlation');
    expect(say('levels-legal', 'shift')).toBe('Licences: P value, corrected for many comparisons (Holm)');
    expect(say('asked/score/low', 'effect')).toBe(
      'Against Municipalities that asked and found no mentor, overall score: Lower end of the 95 percent interval'
    );
    expect(say('unheard-of', 'overall')).toBe('unheard-of');
  });
});
