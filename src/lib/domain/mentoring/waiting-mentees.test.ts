import { describe, expect, it } from 'vitest';
import { listWaiting, type RoundPair } from './waiting-mentees';

const pair = (menteeId: string, status: RoundPair['status'], closedAs: RoundPair['closedAs'] = null): RoundPair => ({
  menteeId,
  status,
  closedAs
});

describe('listWaiting', () => {
  it('asks those first who have had fewest invitations, and within a turn by id', () => {
    const pairs = [pair('d', 'declined'), pair('a', 'expired'), pair('a', 'declined'), pair('b', 'declined')];
    expect(listWaiting(['z', 'c'], pairs)).toEqual([['c', 'z'], ['b', 'd'], ['a']]);
    expect(listWaiting(['c', 'z'], pairs.toReversed())).toEqual([['c', 'z'], ['b', 'd'], ['a']]);
  });

  it.each<[RoundPair['status'], RoundPair['closedAs'], boolean]>([
    ['proposed', null, false],
    ['invited', null, false],
    ['active', null, false],
    ['declined', null, true],
    ['expired', null, true],
    ['closed', 're-match', true],
    ['closed', 'completed', false],
    ['closed', 'early', false]
  ])('a pair that is %s (%s) leaves its mentee waiting: %s', (status, closedAs, waits) => {
    expect(listWaiting([], [pair('a', status, closedAs)])).toEqual(waits ? [['a']] : []);
  });

  it('counts a mentee once that was left out, found somebody and lost them', () => {
    expect(listWaiting(['a'], [pair('a', 'declined')])).toEqual([['a']]);
    expect(listWaiting(['a'], [pair('a', 'declined'), pair('a', 'invited')])).toEqual([]);
  });
});
