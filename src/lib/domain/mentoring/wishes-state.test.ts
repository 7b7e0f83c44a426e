import { describe, expect, it } from 'vitest';
import { readWishes } from './wishes-state';

const asks = {
  wants: ['legal'],
  offers: [] as string[],
  capacity: 1,
  groups: [] as unknown[],
  consentedAt: new Date(0),
  withdrawnAt: null as Date | null
};

describe('readWishes', () => {
  it.each([
    ['nothing was ever said', undefined, 'silent'],
    ['nothing is chosen', { ...asks, wants: [] }, 'silent'],
    ['help is asked for', asks, 'asks'],
    ['help is offered', { ...asks, wants: [], offers: ['legal'] }, 'offers'],
    ['help is offered with no place', { ...asks, wants: [], offers: ['legal'], capacity: 0 }, 'silent'],
    ['a group is offered', { ...asks, wants: [], capacity: 0, groups: [{}] }, 'offers'],
    ['both', { ...asks, offers: ['legal'] }, 'both'],
    ['chosen without a yes', { ...asks, consentedAt: null }, 'unsure'],
    ['withdrawn, whatever is chosen', { ...asks, withdrawnAt: new Date(0) }, 'withdrawn']
  ] as const)('%s', (_case, facts, said) => {
    expect(readWishes(facts)).toBe(said);
  });
});
