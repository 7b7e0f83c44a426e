import { describe, expect, it } from 'vitest';
import { channelResults, medianOf } from './campaign-results';

describe('channelResults', () => {
  const event = (municipalityId: string, reachedOn: string | null, repliedOn: string | null = null) => ({
    ...{ channel: 'registrar' as const, municipalityId, reachedOn, repliedOn }
  });
  it('counts a municipality once, from its first message to its first answer', () => {
    const events = [
      event('a', '2026-11-05'),
      event('a', '2026-11-01', '2026-11-16'),
      event('b', null),
      event('c', '2026-11-01')
    ];
    expect(
      channelResults(
        events,
        new Map([
          ['a', ['2026-11-20']],
          ['c', ['2026-10-01']]
        ]),
        { registrar: 900 }
      )
    ).toEqual([
      { channel: 'registrar', tried: 3, reached: 2, replied: 1, medianDays: 15, met: 1, cost: 900, costPerMeeting: 900 }
    ]);
  });
  it('has no cost per meeting without meetings, and no channel nobody used', () => {
    expect(channelResults([event('a', '2026-11-01')], new Map(), { phone: 10 })).toMatchObject([
      { channel: 'registrar', cost: null, costPerMeeting: null },
      { channel: 'phone', tried: 0, cost: 10, costPerMeeting: null }
    ]);
    expect(channelResults([], new Map(), {})).toEqual([]);
  });
});

describe('medianOf', () => {
  it.each([
    [[], null],
    [[15], 15],
    [[1, 10, 3], 3],
    [[1, 2, 3, 10], 2.5]
  ])('%j', (values, expected) => {
    expect(medianOf(values)).toBe(expected);
  });
});
