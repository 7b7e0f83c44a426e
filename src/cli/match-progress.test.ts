import { describe, expect, it } from 'vitest';
import { tellProgress, wordProgress } from './match-progress';

const priced = { round: 3, stage: 'priced', candidates: 120_000, epsilon: 4, improving: 1500 } as const;

describe('wordProgress', () => {
  it('says how many pairs are in the choice and how far it may be from the best', () => {
    expect(wordProgress({ ...priced, total: 99_990, bound: 100_000 })).toBe(
      'Round 3: 120,000 pairs in the choice, 1,500 others would improve it, at most 0.0100 % below the best possible'
    );
    expect(wordProgress({ ...priced, stage: 'solved', total: null, bound: null })).toBe(
      'Round 3: 120,000 pairs in the choice, prices still rough'
    );
    expect(wordProgress({ stage: 'proposing', asked: 120, of: 300 })).toBe(
      'Mentees that have asked all they had to: 120 of 300'
    );
  });
});

describe('tellProgress', () => {
  const report = (asked: boolean, times: number[]) => {
    const said: number[] = [];
    let time = 0;
    const tell = tellProgress(() => said.push(time), { asked, now: () => time });
    for (time of times) tell({ stage: 'proposing', asked: 1, of: 2 });
    return said;
  };

  it('is silent where all is done within a second, and then says one line a second', () => {
    expect(report(false, [0, 500, 999])).toEqual([]);
    expect(report(false, [500, 1000, 1500, 2100])).toEqual([1000, 2100]);
  });

  it('says the first at once where it was asked for', () => {
    expect(report(true, [0, 10, 1000])).toEqual([0, 1000]);
  });
});
