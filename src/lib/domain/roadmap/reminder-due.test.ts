import { describe, expect, it } from 'vitest';
import { addDays, reminderDue } from './reminder-due';

const due = '2027-01-31';

describe('reminderDue', () => {
  it.each([
    ['2027-01-23', null],
    ['2027-01-24', '2027-01-31 soon'],
    ['2027-01-31', '2027-01-31 soon'],
    ['2027-02-01', '2027-01-31 late'],
    ['2027-03-02', '2027-01-31 late'],
    ['2027-03-03', null]
  ])('on %s is %s', (today, expected) => {
    expect(reminderDue({ due, remindedFor: null }, today)).toBe(expected);
  });

  it('comes once before the day and once after it', () => {
    expect(reminderDue({ due, remindedFor: '2027-01-31 soon' }, '2027-01-25')).toBeNull();
    expect(reminderDue({ due, remindedFor: '2027-01-31 soon' }, '2027-02-01')).toBe('2027-01-31 late');
    expect(reminderDue({ due, remindedFor: '2027-01-31 late' }, '2027-02-02')).toBeNull();
  });

  it('comes again for another date, and never without one', () => {
    expect(reminderDue({ due: '2027-02-05', remindedFor: '2027-01-31 late' }, '2027-02-01')).toBe('2027-02-05 soon');
    expect(reminderDue({ due: null, remindedFor: null }, '2027-02-01')).toBeNull();
  });
});

describe('addDays', () => {
  it.each([
    ['2027-02-27', 2, '2027-03-01'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2027-01-01', -1, '2026-12-31']
  ])('%s and %i days is %s', (day, days, expected) => {
    expect(addDays(day, days)).toBe(expected);
  });
});
