import { describe, expect, it } from 'vitest';
import { answerRates, type AskedBefore, likelihoodOf } from './response-likelihood';

const place = (more: Partial<AskedBefore> = {}): AskedBefore => ({
  ...{ reply: null, restsUntil: null, asked: false, met: false, population: 3000, interest: null },
  ...more
});
const likely = (more: Partial<AskedBefore>, known: AskedBefore[] = []) =>
  likelihoodOf(place(more), answerRates(known), '2026-12-01');

describe('likelihoodOf', () => {
  it('follows what was answered', () => {
    expect(likely({ asked: true, reply: 'yes' })).toEqual({ response: 90, because: 'said-yes' });
    expect(likely({ asked: true, reply: 'wrong-person' })).toEqual({ response: 60, because: 'answered' });
    expect(likely({ asked: true, reply: 'no' })).toEqual({ response: 5, because: 'said-no' });
  });

  it('lets a rest end on its day, and never where no day was given', () => {
    const rest = (restsUntil: string | null) => likely({ asked: true, reply: 'not-now', restsUntil }).because;
    expect(['2026-12-01', '2026-12-02', null].map(rest)).toEqual(['rest-over', 'resting', 'resting']);
  });

  it('expects 40 per cent of those never asked and half of that of the silent, before anything is known', () => {
    expect(likely({})).toEqual({ response: 40, because: 'never-asked' });
    expect(likely({ asked: true })).toEqual({ response: 20, because: 'silent' });
  });

  it('learns by size class, slowly where few were asked', () => {
    // 30 small ones asked and silent, 30 middle-sized ones asked and all answered
    const known = [
      ...Array.from({ length: 30 }, () => place({ asked: true })),
      ...Array.from({ length: 30 }, () => place({ asked: true, met: true, population: 15_000 }))
    ];
    // one that was met has answered, too
    expect(likely({ asked: true, met: true })).toEqual({ response: 60, because: 'answered' });
    // all: (30 + 4) of (60 + 10) is 48.57; small: (0 + 4.857) of 40; middle-sized: (30 + 4.857) of 40; none asked: 48.57
    expect(likely({}, known).response).toBe(12);
    expect(likely({ population: 15_000 }, known)).toEqual({ response: 60, because: 'never-asked' });
    expect(likely({ population: 70_000 }, known).response).toBe(49);
  });

  it('moves with the interest noted, within 0 and 100', () => {
    expect(likely({ interest: 5 }).response).toBe(50);
    expect(likely({ asked: true, reply: 'no', interest: 1 }).response).toBe(0);
    expect(likely({ asked: true, reply: 'yes', interest: 5 }).response).toBe(100);
  });
});
