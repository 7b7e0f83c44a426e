import { describe, expect, it } from 'vitest';
import { seededRandom } from '$lib/domain/shared/random';
import { held, wanted } from '../support/response-draws';

describe('2,000 draws from the demo population', () => {
  it.each(wanted)(
    'hold a share of $share in 93 to 97 of 100 intervals where answering is by chance',
    ({ id, share }) => {
      const random = seededRandom(41);
      const found = held(id, share, () => random() < 0.42);
      expect(found.bounds).toBe(1);
      expect(found.interval).toBeGreaterThanOrEqual(0.93);
      expect(found.interval).toBeLessThanOrEqual(0.97);
    }
  );

  it.each(wanted)(
    'hold a share of $share in the bounds alone where those who are further on answer more often',
    ({ id, share }) => {
      const random = seededRandom(42);
      const found = held(id, share, (yes) => random() < (yes ? 0.6 : 0.3), 500);
      expect(found.bounds).toBe(1);
      expect(found.interval).toBeLessThan(0.2);
      expect(found.mean).toBeGreaterThan(share + 0.05);
    }
  );
});
