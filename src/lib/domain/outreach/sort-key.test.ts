import { describe, expect, it } from 'vitest';
import { sortKey } from './sort-key';

const sorted = (names: string[], locale: 'sv' | 'nl') =>
  [...names].sort((a, b) => (sortKey(a, locale) < sortKey(b, locale) ? -1 : 1));

describe('names in a list', () => {
  it('have å, ä and ö at the end in Swedish, as the language’s own order has them', () => {
    const names = ['Öberg', 'Ärlig', 'Zetterlund', 'Åberg', 'Ahl', 'Édith', 'Ek', 'Svensson'];
    expect(sorted(names, 'sv')).toEqual([...names].sort(new Intl.Collator('sv').compare));
  });

  it('have accents where the letter is elsewhere', () => {
    const names = ['Öztürk', 'Pieters', 'van Dijk', 'Aerts', 'Çelik', 'Daan'];
    expect(sorted(names, 'nl')).toEqual([...names].sort(new Intl.Collator('nl').compare));
  });
});
