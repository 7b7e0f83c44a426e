import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coverageOverTime } from './coverage-over-time';
import { countStages, NO_DAYS } from './coverage-stages';

describe('coverageOverTime', () => {
  it('has every month from the first event on, empty ones too', () => {
    const days = [
      { ...NO_DAYS, contacted: '2025-11-30', met: '2026-02-01' },
      { ...NO_DAYS, contacted: '2026-02-28' }
    ];
    const months = coverageOverTime(days, 'month', '2026-02-28');
    expect(months.map(({ from, total }) => [from, total.contacted, total.met])).toEqual([
      ['2025-11-01', 1, 0],
      ['2025-12-01', 1, 0],
      ['2026-01-01', 1, 0],
      ['2026-02-01', 2, 1]
    ]);
    expect(months.at(-1)!.added).toEqual({ contacted: 1, replied: 0, met: 1, assessed: 0 });
  });

  it('begins weeks on Monday, across a new year', () => {
    const weeks = coverageOverTime([{ ...NO_DAYS, met: '2027-01-03' }], 'week', '2027-01-04');
    expect(weeks.map(({ from }) => from)).toEqual(['2026-12-28', '2027-01-04']);
  });

  it('ends with what has been reached by then; what is still to come does not count', () => {
    const day = fc.option(
      fc.integer({ min: 0, max: 500 }).map((n) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10))
    );
    const place = fc.record({ contacted: day, replied: day, met: day, assessed: day, started: day });
    fc.assert(
      fc.property(
        fc.array(place, { maxLength: 20 }),
        fc.constantFrom('month' as const, 'week' as const),
        (list, period) => {
          const until = '2026-12-10';
          const known = list.map((days) => {
            const kept = { ...days };
            for (const stage of ['contacted', 'replied', 'met', 'assessed'] as const)
              if ((kept[stage] ?? '') > until) kept[stage] = null;
            return kept;
          });
          const counts = countStages(known);
          const last = coverageOverTime(list, period, until).at(-1)?.total;
          for (const stage of ['contacted', 'replied', 'met', 'assessed'] as const)
            expect(last?.[stage] ?? 0).toBe(counts[stage]);
        }
      )
    );
  });

  it('is empty where nothing has happened', () => {
    expect(coverageOverTime([NO_DAYS], 'month', '2026-01-01')).toEqual([]);
  });
});
