import { describe, expect, it } from 'vitest';
import { buildModel } from '../../../../tests/builders/model';
import type { AnswerValue } from '../model/types';
import { ageOf, type DatedAnswer, judgeFreshness } from './freshness';

const NOW = '2026-11-22T09:00:00Z';
const model = buildModel([
  { id: 'l1', dimension: 'legal', level: 1, freshMonths: 12 },
  { id: 'l2', dimension: 'legal', level: 2, freshMonths: 24 },
  { id: 'm1', dimension: 'mandate', level: 1, freshMonths: 12 }
]);
const answer = (criterionId: string, answeredAt: string, more: Partial<DatedAnswer> = {}): DatedAnswer => ({
  criterionId,
  value: 'yes',
  answeredAt,
  origin: 'own',
  ...more
});

describe('the age of an answer', () => {
  it.each([
    ['a day before its months are over', '2025-11-23T09:00:00Z', 12, 'ageing'],
    ['to the minute when they are', '2025-11-22T09:00:00Z', 12, 'stale'],
    ['in its first three quarters', '2026-03-22T09:00:00Z', 12, 'fresh'],
    ['in its last quarter', '2026-02-10T09:00:00Z', 12, 'ageing'],
    ['a day after it was given', '2026-11-21T09:00:00Z', 12, 'fresh'],
    ['given by a clock that is ahead', '2027-11-22T09:00:00Z', 12, 'fresh'],
    ['the same date under a longer time', '2025-11-22T09:00:00Z', 24, 'fresh']
  ] as const)('%s', (_, answeredAt, months, age) => {
    expect(ageOf(answeredAt, months, NOW)).toBe(age);
  });

  it('counts a month from the 31st to the last day of a shorter one', () => {
    expect(ageOf('2026-01-31T00:00:00Z', 1, '2026-02-27T23:00:00Z')).toBe('ageing');
    expect(ageOf('2026-01-31T00:00:00Z', 1, '2026-02-28T00:00:00Z')).toBe('stale');
  });
});

describe('the freshness of a dimension', () => {
  const answers = [
    answer('l1', '2025-01-01T00:00:00Z', { origin: 'prefill' }),
    answer('l2', '2025-06-01T00:00:00Z'),
    answer('m1', '2026-11-01T00:00:00Z')
  ];

  it('judges each answer by the months of its own criterion, and names what is stale', () => {
    expect(judgeFreshness(model, answers, NOW, 'legal')).toEqual({
      fresh: 1,
      ageing: 0,
      stale: 1,
      unconfirmed: 1,
      oldest: '2025-01-01T00:00:00Z',
      staleCriteria: ['l1']
    });
  });

  it('adds all dimensions up where none is named', () => {
    expect(judgeFreshness(model, answers, NOW)).toMatchObject({ fresh: 2, stale: 1, unconfirmed: 1 });
  });

  it('gives no age to what was taken back, set aside, or belongs to another model', () => {
    const without = (value: AnswerValue | null) => judgeFreshness(model, [answer('l1', NOW, { value })], NOW);
    expect(without(null).oldest).toBeNull();
    expect(without('not-reached').oldest).toBeNull();
    expect(judgeFreshness(model, [answer('gone', NOW)], NOW).oldest).toBeNull();
    expect(without('dont-know').fresh).toBe(1);
  });
});
