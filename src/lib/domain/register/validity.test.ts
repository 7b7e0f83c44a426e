import { describe, expect, it } from 'vitest';
import { dayBefore, isValidOn } from './validity';

describe('isValidOn', () => {
  it.each([
    ['open at both ends', null, null, true],
    ['on its first day', '2026-11-22', null, true],
    ['on its last day', null, '2026-11-22', true],
    ['the day before its first', '2026-11-23', null, false],
    ['the day after its last', null, '2026-11-21', false]
  ])('%s', (_case, validFrom, validTo, valid) => {
    expect(isValidOn({ validFrom, validTo }, '2026-11-22')).toBe(valid);
  });
});

describe('dayBefore', () => {
  it('goes over the ends of months, years and leap Februaries', () => {
    expect([dayBefore('2027-01-01'), dayBefore('2028-03-01'), dayBefore('2027-03-01')]).toEqual([
      '2026-12-31',
      '2028-02-29',
      '2027-02-28'
    ]);
  });
});
