import { describe, expect, it } from 'vitest';
import { effortClass, effortOf } from './effort';

describe('the class of a sum of efforts', () => {
  it('is its own class for one effort alone', () => {
    for (const effort of ['hours', 'days', 'weeks', 'months'] as const)
      expect(effortClass(effortOf(effort))).toBe(effort);
  });

  it.each([
    ['two of hours', 2, 'hours'],
    ['three of hours', 3, 'days'],
    ['four of days', 12, 'days'],
    ['five of days', 15, 'weeks'],
    ['weeks and days', 18, 'weeks'],
    ['four of weeks', 60, 'months']
  ] as const)('%s', (_, total, effort) => {
    expect(effortClass(total)).toBe(effort);
  });
});
