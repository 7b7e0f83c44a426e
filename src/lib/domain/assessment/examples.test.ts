import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnswerValue } from '../model/types';
import { nearestExamples, type PastAnswer, whenStepTaken } from './examples';

const past = (value: AnswerValue | null, answeredAt: string, origin: PastAnswer['origin'] = 'own'): PastAnswer => ({
  value,
  answeredAt,
  origin
});

describe('when a step was taken', () => {
  const no = past('no', '2025-03-01T09:00:00Z');
  const yes = past('yes', '2026-03-01T09:00:00Z');

  it('is when the answer became yes, in whatever order the answers come', () => {
    expect(whenStepTaken([yes, no])).toBe(yes.answeredAt);
    expect(whenStepTaken([past('partly', no.answeredAt), yes])).toBe(yes.answeredAt);
    expect(whenStepTaken([past('not-reached', no.answeredAt), yes])).toBe(yes.answeredAt);
  });

  it('is the first yes of those that follow each other', () => {
    expect(whenStepTaken([no, yes, past('yes', '2026-09-01T09:00:00Z')])).toBe(yes.answeredAt);
  });

  it.each([
    ['the first answer was yes', [yes]],
    ['a don’t-know was found out', [past('dont-know', no.answeredAt), yes]],
    ['it never applied before', [past('not-applicable', no.answeredAt), yes]],
    ['the last answer is not yes', [no, yes, past('partly', '2026-09-01T09:00:00Z')]],
    ['a slip was put right within a day', [past('no', '2026-03-01T08:59:00Z'), yes]],
    ['nothing but a carried-over answer says yes', [no, past('yes', yes.answeredAt, 'prefill')]],
    ['the no was taken back and nothing came after', [no, past(null, yes.answeredAt)]],
    ['nothing was ever answered', []]
  ])('is unknown where %s', (_, answers) => {
    expect(whenStepTaken(answers)).toBeNull();
  });
});

describe('examples near in size', () => {
  const place = (name: string, population: number | null, tookStepAt: string | null = '2026-03-01T09:00:00Z') => ({
    name,
    population,
    tookStepAt
  });
  const since = '2024-11-22T00:00:00Z';

  it('are three at most, the nearest first on the scale of factors', () => {
    const found = nearestExamples(
      10_000,
      [place('Double', 20_000), place('Half', 5_001), place('Same', 10_000), place('Third', 29_000)],
      since
    );
    expect(found.map(({ name }) => name)).toEqual(['Same', 'Half', 'Double']);
  });

  it('leave out who is too far in size, of unknown size, too long ago, or did not take the step', () => {
    const others = [
      place('Huge', 30_100),
      place('Tiny', 3_300),
      place('Unknown', null),
      place('Long ago', 10_000, '2024-11-01T00:00:00Z'),
      place('Not yet', 10_000, null)
    ];
    expect(nearestExamples(10_000, others, since)).toEqual([]);
    expect(nearestExamples(null, [place('Same', 10_000)], since)).toEqual([]);
  });

  it('do not depend on the order in which municipalities come', () => {
    const places = fc.uniqueArray(fc.integer({ min: 1_000, max: 40_000 }), { maxLength: 12 });
    fc.assert(
      fc.property(places, (sizes) => {
        const all = sizes.map((size) => place(`P${size}`, size));
        expect(nearestExamples(9_000, [...all].reverse(), since)).toEqual(nearestExamples(9_000, all, since));
      })
    );
  });
});
