import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareUnreachedFirst,
  countCoverage,
  coverageByCounty,
  coverageBySize,
  isUnreached,
  reachState,
  reachStates
} from './coverage';
import { assessment, meeting, municipality, uuid } from './records.fixture';

const at = '2026-09-01T08:00:00.000Z';

describe('reachState', () => {
  it('says why a municipality is not met', () => {
    expect(reachState(municipality(1), undefined, []).met).toEqual({ met: false, because: 'no-meeting-logged' });
  });

  it('counts only meetings the municipality took part in, and names the latest', () => {
    const meetings = [
      meeting(1, { heldOn: '2026-03-01' }),
      meeting(2, { heldOn: '2026-10-30' }),
      meeting(3, { heldOn: '2026-05-01', municipalityIds: [uuid(3), uuid(1)] }),
      meeting(1, { heldOn: '2026-01-01' })
    ];
    expect(reachState(municipality(1), undefined, meetings).met).toEqual({ met: true, times: 3, last: '2026-05-01' });
  });

  it('tells an assessment nobody has opened from one begun and one submitted', () => {
    const answering = (a: ReturnType<typeof assessment> | undefined) => reachState(municipality(1), a, []).answering;
    expect(answering(undefined)).toBe('not-started');
    expect(answering(assessment(1))).toBe('not-started');
    expect(answering(assessment(1, { startedAt: at }))).toBe('started');
    expect(answering(assessment(1, { startedAt: at, submittedAt: at }))).toBe('submitted');
  });

  it('keeps the level of an assessment that is not submitted to itself', () => {
    expect(reachState(municipality(1), assessment(1, { startedAt: at, level: 3 }), []).level).toBeNull();
    expect(reachState(municipality(1), assessment(1, { startedAt: at, submittedAt: at, level: 3 }), []).level).toBe(3);
  });
});

const anyReach = fc
  .record({
    n: fc.integer({ min: 1, max: 9999 }),
    population: fc.option(fc.integer({ min: 0, max: 200_000 })),
    countyCode: fc.option(fc.constantFrom('01', '03', '24')),
    startedAt: fc.constantFrom(null, at),
    submitted: fc.boolean(),
    meetings: fc.integer({ min: 0, max: 2 })
  })
  .map(({ n, population, countyCode, startedAt, submitted, meetings }) =>
    reachState(
      municipality(n, { population, countyCode, countyName: countyCode }),
      assessment(n, { startedAt, submittedAt: submitted ? startedAt : null }),
      Array.from({ length: meetings }, () => meeting(n))
    )
  );

describe('reachStates', () => {
  it('gives every municipality what reachState gives it alone', () => {
    const municipalities = [1, 2, 3].map((n) => municipality(n));
    const assessments = [assessment(2, { startedAt: at })];
    const meetings = [meeting(1, { municipalityIds: [uuid(1), uuid(3)] }), meeting(3), meeting(7)];
    expect(reachStates(municipalities, assessments, meetings)).toEqual(
      municipalities.map((m) =>
        reachState(
          m,
          assessments.find((a) => a.municipalityId === m.id),
          meetings
        )
      )
    );
  });
});

describe('coverage', () => {
  it('counts the submitted among the started, and a met one as reached', () => {
    const reaches = [
      reachState(municipality(1), assessment(1, { startedAt: at, submittedAt: at }), []),
      reachState(municipality(2), assessment(2, { startedAt: at }), []),
      reachState(municipality(3), undefined, [meeting(3)]),
      reachState(municipality(4), undefined, [])
    ];
    expect(countCoverage(reaches)).toEqual({ population: 4, started: 2, submitted: 1, met: 1, unreached: 1 });
  });

  it('adds up to the whole, by county and by size', () => {
    fc.assert(
      fc.property(fc.array(anyReach, { maxLength: 40 }), (reaches) => {
        const whole = countCoverage(reaches);
        for (const parts of [coverageByCounty(reaches), coverageBySize(reaches)]) {
          for (const key of ['population', 'started', 'submitted', 'met', 'unreached'] as const) {
            expect(parts.reduce((sum, part) => sum + part[key], 0)).toBe(whole[key]);
          }
        }
      })
    );
  });

  it('lists counties by code, those without one last, and sizes from the smallest', () => {
    const reaches = [
      reachState(municipality(1, { countyCode: null, countyName: null, population: null }), undefined, []),
      reachState(municipality(2, { countyCode: '24', countyName: 'Västerbotten', population: 130_000 }), undefined, []),
      reachState(municipality(3, { countyCode: '01', countyName: 'Stockholm', population: 4_999 }), undefined, [])
    ];
    for (const order of [reaches, [...reaches].reverse()]) {
      expect(coverageByCounty(order).map((c) => c.name)).toEqual(['Stockholm', 'Västerbotten', null]);
    }
    expect(coverageBySize(reaches).map((c) => c.size)).toEqual(['s1', 's6', null]);
  });
});

describe('compareUnreachedFirst', () => {
  it('puts the smallest unreached first and those met and submitted last', () => {
    const reaches = [
      reachState(municipality(1), assessment(1, { startedAt: at, submittedAt: at }), [meeting(1)]),
      reachState(municipality(2), undefined, [meeting(2)]),
      reachState(municipality(3), assessment(3, { startedAt: at }), []),
      reachState(municipality(4, { population: null }), undefined, []),
      reachState(municipality(5, { population: 90_000 }), undefined, []),
      reachState(municipality(6, { population: 2_400 }), undefined, [])
    ];
    expect(reaches.sort(compareUnreachedFirst).map((r) => r.municipality.code)).toEqual([
      '0006',
      '0005',
      '0004',
      '0003',
      '0002',
      '0001'
    ]);
  });

  it('never lets a reached municipality stand before an unreached one', () => {
    fc.assert(
      fc.property(fc.array(anyReach, { maxLength: 30 }), (reaches) => {
        const unreached = [...reaches].sort(compareUnreachedFirst).map(isUnreached);
        expect(unreached).toEqual([...unreached].sort((a, b) => Number(b) - Number(a)));
      })
    );
  });
});
