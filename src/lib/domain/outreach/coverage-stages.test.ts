import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  COVERAGE_DIVISIONS,
  COVERAGE_STAGES,
  countStages,
  firstDays,
  fitsCoverage,
  hasNotBeenReached,
  NO_DAYS,
  readCoverageFilter,
  stagesBy,
  type StageEvent
} from './coverage-stages';

const event = (stage: StageEvent['stage'], on: string, municipalityId = 'a'): StageEvent => ({
  municipalityId,
  stage,
  on
});

describe('firstDays', () => {
  it('keeps the first day of each stage, and reads a time as its day', () => {
    const days = firstDays(
      ['a'],
      [
        event('contacted', '2026-03-01'),
        event('contacted', '2026-02-01T09:30:00.000Z'),
        event('assessed', '2026-05-01')
      ]
    );
    expect(days.get('a')).toEqual({ ...NO_DAYS, contacted: '2026-02-01', assessed: '2026-05-01' });
  });

  it('takes whoever answers or is met as contacted by then at the latest, and leaves an earlier contact', () => {
    const met = firstDays(
      ['a', 'b'],
      [event('met', '2026-03-01'), event('contacted', '2026-01-01', 'b'), event('replied', '2026-02-01', 'b')]
    );
    expect(met.get('a')).toEqual({ ...NO_DAYS, contacted: '2026-03-01', met: '2026-03-01' });
    expect(met.get('b')).toEqual({ ...NO_DAYS, contacted: '2026-01-01', replied: '2026-02-01' });
  });

  it('leaves out events of municipalities that are not asked for', () => {
    expect([...firstDays(['a'], [event('met', '2026-01-01', 'gone')]).keys()]).toEqual(['a']);
  });
});

describe('counts', () => {
  const places = fc.array(
    fc.record({
      countyCode: fc.constantFrom('20', '21', null),
      groupCode: fc.constantFrom('A1', 'C8', 'X', null),
      population: fc.constantFrom(3000, 7000, 200_000, null),
      days: fc.record({
        contacted: fc.constantFrom('2026-01-01', null),
        replied: fc.constantFrom('2026-01-02', null),
        met: fc.constantFrom('2026-01-03', null),
        assessed: fc.constantFrom('2026-01-04', null),
        started: fc.constantFrom('2026-01-05', null)
      })
    }),
    { maxLength: 40 }
  );

  it('of the parts add up to those of the whole, whatever it is divided by, those with most unreached first', () => {
    fc.assert(
      fc.property(places, (list) => {
        const whole = countStages(list.map(({ days }) => days));
        for (const division of COVERAGE_DIVISIONS) {
          const parts = stagesBy(division, list);
          for (const key of ['population', 'unreached', ...COVERAGE_STAGES] as const)
            expect(parts.reduce((sum, part) => sum + part[key], 0)).toBe(whole[key]);
          const unreached = parts.map((part) => part.unreached);
          expect(unreached).toEqual([...unreached].sort((a, b) => b - a));
        }
      })
    );
  });

  it('a mail nobody answered reaches nobody; beginning to answer does', () => {
    expect(hasNotBeenReached({ ...NO_DAYS, contacted: '2026-01-01' })).toBe(true);
    for (const stage of ['replied', 'met', 'assessed', 'started'] as const)
      expect(hasNotBeenReached({ ...NO_DAYS, [stage]: '2026-01-01' })).toBe(false);
  });

  it('a filter leaves what its link says, and ignores what is not a value of ours', () => {
    const place = { countyCode: '20', groupCode: 'C8', population: 3000 };
    const fits = (link: string) => fitsCoverage(readCoverageFilter(new URLSearchParams(link)), place);
    expect(['', 'county=20', 'size=s1', 'group=C', 'group=Z&size=huge'].map(fits)).toEqual([
      true,
      true,
      true,
      true,
      true
    ]);
    expect(['county=21', 'size=s2', 'group=A', 'county=20&group=A'].map(fits)).toEqual([false, false, false, false]);
  });
});
