import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerLock, deadlineOf, type LockTimes } from './answer-lock';

const at = (iso: string) => Date.parse(iso);
const open: LockTimes = {
  wave: { opensAt: '2026-09-01T00:00:00Z', closesAt: '2026-11-30T00:00:00Z', closed: false },
  mode: 'self',
  submittedAt: null,
  approvedAt: null,
  closesAt: null
};
const lock = (times: Partial<LockTimes>, now: string, given = now, who: 'officer' | 'coordinator' = 'officer') =>
  answerLock({ ...open, ...times }, who, { now: at(now), given: at(given) });

describe('the time to answer', () => {
  it('begins with the first day and ends with the end of the last', () => {
    expect(lock({}, '2026-08-31T23:59:59Z')).toBe('wave-not-open');
    expect(lock({}, '2026-09-01T00:00:00Z')).toBeNull();
    expect(lock({}, '2026-11-30T23:59:59Z')).toBeNull();
    expect(lock({}, '2026-12-01T00:00:00Z')).toBe('wave-over');
  });

  it('is longer for a municipality with an extension, and never shorter', () => {
    expect(lock({ closesAt: '2026-12-14T00:00:00Z' }, '2026-12-14T20:00:00Z')).toBeNull();
    expect(lock({ closesAt: '2026-12-14T00:00:00Z' }, '2026-12-15T00:00:00Z')).toBe('wave-over');
    expect(deadlineOf({ ...open, closesAt: '2026-10-01T00:00:00Z' })).toBe(at('2026-12-01T00:00:00Z'));
  });

  it('takes an answer that was given in time and arrives late, until the wave is closed', () => {
    expect(lock({}, '2026-12-03T09:00:00Z', '2026-11-30T18:00:00Z')).toBeNull();
    expect(lock({ wave: { ...open.wave, closed: true } }, '2026-12-03T09:00:00Z', '2026-11-30T18:00:00Z')).toBe(
      'wave-closed'
    );
  });

  it('takes an answer in time from a device whose clock is ahead', () => {
    expect(lock({}, '2026-11-29T09:00:00Z', '2027-06-01T00:00:00Z')).toBeNull();
  });

  it('never locks an officer out before the deadline of an open, unapproved assessment', () => {
    const time = fc.integer({ min: at('2026-09-01T00:00:00Z'), max: at('2026-11-30T23:59:59Z') });
    fc.assert(
      fc.property(time, fc.integer(), fc.boolean(), (now, given, submitted) => {
        const times = { ...open, submittedAt: submitted ? '2026-10-01T00:00:00Z' : null };
        expect(answerLock(times, 'officer', { now, given })).toBeNull();
      })
    );
  });
});

describe('what has been handed in', () => {
  const submitted = { submittedAt: '2026-10-01T00:00:00Z' };
  const approved = { ...submitted, approvedAt: '2026-10-02T00:00:00Z' };

  it('can still be changed by the municipality, until it is approved', () => {
    expect(lock(submitted, '2026-10-05T00:00:00Z')).toBeNull();
    expect(lock(approved, '2026-10-05T00:00:00Z')).toBe('assessment-approved');
  });

  it('is no coordinator’s to change', () => {
    expect(lock({ ...submitted, mode: 'assisted' }, '2026-10-05T00:00:00Z', undefined, 'coordinator')).toBe(
      'confirmed'
    );
  });
});

describe('a coordinator', () => {
  it('answers only where it is filled in together', () => {
    for (const mode of ['self', 'shared'] as const)
      expect(lock({ mode }, '2026-10-05T00:00:00Z', undefined, 'coordinator')).toBe('not-assisted');
    expect(lock({ mode: 'assisted' }, '2026-10-05T00:00:00Z', undefined, 'coordinator')).toBeNull();
  });
});
