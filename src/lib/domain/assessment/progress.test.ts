import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ANSWER_VALUES } from '../model/types';
import { countProgress, estimateMinutes } from './progress';

describe('countProgress', () => {
  it('counts a question set aside as answered, and says how many were', () => {
    const criteria = [{ id: 'a' }, { id: 'b' }, { id: 'c' }];
    expect(countProgress(criteria, { a: 'dont-know', b: 'not-reached' })).toEqual({
      total: 3,
      answered: 2,
      ahead: 1,
      open: 1
    });
  });

  it('passes over answers to criteria that are not asked', () => {
    expect(countProgress([{ id: 'a' }], { other: 'yes' })).toEqual({ total: 1, answered: 0, ahead: 0, open: 1 });
  });

  it('always splits the total into answered and open', () => {
    const sheets = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom(...ANSWER_VALUES));
    fc.assert(
      fc.property(sheets, (answers) => {
        const { total, answered, ahead, open } = countProgress([{ id: 'a' }, { id: 'b' }, { id: 'c' }], answers);
        expect(answered + open).toBe(total);
        expect(ahead).toBeLessThanOrEqual(answered);
      })
    );
  });
});

describe('estimateMinutes', () => {
  it.each([
    [0, 0],
    [1, 1],
    [3, 1],
    [4, 2],
    [21, 7]
  ])('for %i open questions says %i', (open, minutes) => expect(estimateMinutes(open)).toBe(minutes));
});
