import { describe, expect, it } from 'vitest';
import { countInvitations, readInvitation } from './invitation-state';

const now = new Date('2027-01-10T12:00:00Z');
const invited = { status: 'invited', menteeAcceptedAt: null, mentorAcceptedAt: null, expiresAt: null } as const;

describe('readInvitation', () => {
  it('waits while its mentor has others to answer', () => {
    expect(readInvitation({ ...invited, status: 'proposed' }, now)).toEqual({
      state: 'waits',
      daysLeft: null,
      yes: null
    });
  });

  it.each([
    ['2027-01-10T12:00:01Z', 1],
    ['2027-01-12T12:00:00Z', 2],
    ['2027-01-12T12:00:01Z', 3],
    ['2027-01-09T12:00:00Z', 0]
  ])('counts a begun day as one left: until %s %i', (until, days) => {
    expect(readInvitation({ ...invited, expiresAt: new Date(until) }, now).daysLeft).toBe(days);
  });

  it('says which side has said yes', () => {
    expect(readInvitation({ ...invited, menteeAcceptedAt: now }, now)).toMatchObject({ state: 'half', yes: 'mentee' });
    expect(readInvitation({ ...invited, mentorAcceptedAt: now }, now)).toMatchObject({ state: 'half', yes: 'mentor' });
    expect(readInvitation(invited, now)).toMatchObject({ state: 'invited', yes: null });
  });

  it('has no days left once it has come to something or nothing', () => {
    const over = { ...invited, expiresAt: now, status: 'declined' } as const;
    expect(readInvitation(over, now)).toEqual({ state: 'declined', daysLeft: null, yes: null });
  });
});

describe('countInvitations', () => {
  it('counts each state, those nobody is in too', () => {
    expect(countInvitations(['waits', 'waits', 'active'])).toMatchObject({ waits: 2, active: 1, half: 0 });
  });
});
