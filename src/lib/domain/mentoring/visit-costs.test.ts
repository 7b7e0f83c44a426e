import { describe, expect, it } from 'vitest';
import { currencyOf, sumVisits } from './visit-costs';

const visit = { travel: 400, lodging: 900, other: 100, hours: 8, state: 'planned' as const };

describe('what visits cost', () => {
  it('is summed by kind and together, planned and held alike', () => {
    expect(sumVisits([visit, { ...visit, travel: 50, lodging: 0, state: 'held' }])).toEqual({
      ...{ count: 2, travel: 450, lodging: 900, other: 200, total: 1550, hours: 16 }
    });
  });

  it('is nothing for a cancelled one, and nothing for none', () => {
    const none = { count: 0, travel: 0, lodging: 0, other: 0, total: 0, hours: 0 };
    expect(sumVisits([{ ...visit, state: 'cancelled' }])).toEqual(none);
    expect(sumVisits([])).toEqual(none);
  });

  it('is reckoned in the money of the country', () => {
    expect(['SE', 'NL', 'BE', 'NO'].map(currencyOf)).toEqual(['SEK', 'EUR', 'EUR', 'NOK']);
  });
});
