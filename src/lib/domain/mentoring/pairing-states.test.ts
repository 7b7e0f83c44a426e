import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accept, decline, hasLapsed, type Invitation, lastDay } from './pairing-states';

const now = new Date('2027-01-10T12:00:00Z');
const later = new Date('2027-01-20T12:00:00Z');
const invited: Invitation = { status: 'invited', menteeAcceptedAt: null, mentorAcceptedAt: null, expiresAt: later };
const codeOf = (result: ReturnType<typeof accept>) => (result.ok ? null : result.problems[0]!.code);

describe('an invitation', () => {
  it('runs once both have said yes, in either order', () => {
    expect(accept(invited, 'mentee', now)).toEqual({ ok: true, value: 'invited' });
    expect(accept({ ...invited, menteeAcceptedAt: now }, 'mentor', now)).toEqual({ ok: true, value: 'active' });
    expect(accept({ ...invited, mentorAcceptedAt: now }, 'mentee', now)).toEqual({ ok: true, value: 'active' });
    expect(accept({ ...invited, menteeAcceptedAt: now }, 'mentee', now)).toEqual({ ok: true, value: 'invited' });
  });

  it('lapses on the very moment it ends', () => {
    expect(hasLapsed(invited, new Date(later.getTime() - 1))).toBe(false);
    expect(hasLapsed(invited, later)).toBe(true);
    expect(codeOf(accept(invited, 'mentor', later))).toBe('lapsed');
    expect(decline(invited, later).ok).toBe(false);
    // what runs does not lapse, whatever date was left in it
    expect(hasLapsed({ status: 'active', expiresAt: now }, later)).toBe(false);
  });

  it('cannot be declined once it runs, nor accepted once it came to nothing', () => {
    expect(decline({ ...invited, status: 'active' }, now).ok).toBe(false);
    expect(codeOf(accept({ ...invited, status: 'declined' }, 'mentee', now))).toBe('not-invited');
    expect(codeOf(accept({ ...invited, status: 'expired' }, 'mentee', now))).toBe('lapsed');
    expect(codeOf(accept({ ...invited, status: 'closed' }, 'mentee', now))).toBe('not-invited');
  });
});

describe('the six months of a pairing', () => {
  it('end on the same day of the month, or on its last', () => {
    expect(lastDay('2026-11-22')).toBe('2027-05-22');
    expect(lastDay('2026-08-31')).toBe('2027-02-28');
    expect(lastDay('2027-08-31')).toBe('2028-02-29');
    expect(lastDay('2026-07-01')).toBe('2027-01-01');
  });

  it('are never shorter than 178 days (end of August to February) nor longer than 184', () => {
    const days = fc.date({ min: new Date('2020-01-01'), max: new Date('2060-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(days, (day) => {
        const today = day.toISOString().slice(0, 10);
        const length = (Date.parse(lastDay(today)) - Date.parse(today)) / 86_400_000;
        expect(length).toBeGreaterThanOrEqual(178);
        expect(length).toBeLessThanOrEqual(184);
      })
    );
  });
});
